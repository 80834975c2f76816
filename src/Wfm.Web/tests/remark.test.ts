import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import sv from '../src/words/sv.json';

const root = new URL('../..', import.meta.url).pathname;
const engines = ['Wfm.Server', 'Wfm.Planning', 'Wfm.Requests', 'Wfm.Exchange', 'Wfm.Intraday', 'Wfm.Storage', 'Wfm.Forecasting'];
const sources = engines.flatMap(engine => readdirSync(join(root, engine), { recursive: true }).map(String)
  .filter(name => name.endsWith('.cs') && !/(^|\/)(obj|bin)\//.test(name)).map(name => readFileSync(join(root, engine, name), 'utf8'))).join('\n');

// What only machines and wrong addresses are told.
const machines = new Set([
  'bad-text', 'key-in-address', 'bad-json', 'bad-request', 'bad-limit', 'idempotency-key-missing', 'idempotency-key-used', 'if-none-match-missing', 'bad-query', 'bad-last-event-id',
  'unknown-report', 'unknown-step', 'unknown-format', 'unknown-preset', 'bad-source', 'bad-address', 'bad-date', 'bad-after', 'bad-moment', 'unknown-language', 'method-not-allowed',
  'unsupported-media-type', 'refused', 'packed-body', 'cross-site', 'schema-behind', 'interval-off-grid', 'interval-twice',
]);

describe('codes of the server', () => {
  it('have words for the pages, problems and remarks alike', () => {
    const problems = [...sources.matchAll(/(?:StepRefusedException|RequestRefusal|ChangeConflict|ApiProblem\.(?:Bad|Conflict))\(\s*"([a-z-]+)"/g), ...sources.matchAll(/new ApiProblem\([^,"]+, "([a-z-]+)"/g)].map(match => match[1]!);
    const remarks = [...sources.matchAll(/Remark\.Of\(\s*"([a-z-]+)"/g), ...sources.matchAll(/\{ Said = (?:string\.Create\(CultureInfo\.InvariantCulture, )?\$?"([a-z-]+)/g)].map(match => match[1]!);
    expect(problems.length).toBeGreaterThan(80);
    expect(remarks.length).toBeGreaterThan(50);
    const silent = [...problems.filter(code => !machines.has(code) && !(`problem.${code}` in sv)), ...remarks.filter(code => !(`remark.${code}` in sv))];
    expect([...new Set(silent)].sort()).toEqual([]);
  });
});
