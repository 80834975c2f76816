import { beforeAll, describe, expect, it, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { speak } = await import('../src/words/words');
const { reasonOf, shown } = await import('../src/views/rule-reason');

describe('why a rule is broken', () => {
  beforeAll(() => speak('sv'));

  it('is said in Swedish with the figures that came with it', () => {
    expect(reasonOf({ rule: 'Daily rest', reason: '9.5 h rest …', facts: '9.5|2026-03-03T22:00|11' })).toBe('9,5 h vila före tis 3 mars 22:00; 11 h krävs.');
    expect(reasonOf({ rule: 'Locks', reason: '…', facts: 'off' })).toBe('arbetar en dag som är låst som ledig.');
  });

  it('is the server\'s own sentence where there are no words for it', () => expect(reasonOf({ rule: 'Block of training', reason: 'lies outside the shift.', facts: '' })).toBe('lies outside the shift.'));

  it('has decimals as they came', () => expect([shown('77.5'), shown('80'), shown('2026-03-15'), shown('bygg')]).toEqual(['77,5', '80', 'sön 15 mars', 'bygg']));
});
