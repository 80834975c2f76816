import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import en from '../src/words/en.json';
import sv from '../src/words/sv.json';
import { fill } from '../src/words/words';

const root = new URL('../src', import.meta.url).pathname;
const sources = readdirSync(root, { recursive: true }).map(String).filter(name => /\.tsx?$/.test(name)).map(name => readFileSync(join(root, name), 'utf8')).join('\n');

describe('the words', () => {
  it('are the same in both languages', () => {
    expect(Object.keys(en).filter(key => !(key in sv)), 'missing in Swedish').toEqual([]);
    expect(Object.keys(sv).filter(key => !(key in en)), 'missing in English').toEqual([]);
  });

  it('are all used', () => {
    // A key built from data, such as `status.${status}`, uses every key with its beginning.
    const beginnings = [...sources.matchAll(/`([a-zA-Z.]+\.)\$\{/g)].map(match => match[1]!);
    const unused = Object.keys(sv).filter(key => !sources.includes(`'${key}'`) && !beginnings.some(beginning => key.startsWith(beginning)));
    expect(unused).toEqual([]);
  });

  it('take the same facts in both languages', () => {
    const factsOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(match => match[1]))].sort();
    const different = Object.keys(sv).filter(key => factsOf(sv[key as keyof typeof sv]).join() !== factsOf(en[key as keyof typeof en]).join());
    expect(different).toEqual([]);
  });

  it('leave nothing empty', () => {
    expect([...Object.entries(sv), ...Object.entries(en)].filter(([, text]) => text.trim() === '')).toEqual([]);
  });
});

describe('filling', () => {
  it('puts facts in and chooses one or many', () => {
    expect(fill('om {n} dag|om {n} dagar', { n: 1 })).toBe('om 1 dag');
    expect(fill('om {n} dag|om {n} dagar', { n: 3 })).toBe('om 3 dagar');
    expect(fill('{from} – {to}', { from: 'a', to: 'b' })).toBe('a – b');
  });

  it('leaves what nobody gave', () => expect(fill('{who}', { n: 1 })).toBe('{who}'));
});
