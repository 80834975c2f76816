import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import sv from '../src/words/sv.json';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { acts } = await import('../src/views/admin/acts');

const root = new URL('../..', import.meta.url).pathname;
const engines = ['Wfm.Server', 'Wfm.Planning', 'Wfm.Requests', 'Wfm.Exchange', 'Wfm.Intraday', 'Wfm.Storage', 'Wfm.Forecasting', 'Wfm.Scheduling'];
const sources = engines.flatMap(engine => readdirSync(join(root, engine), { recursive: true }).map(String)
  .filter(name => name.endsWith('.cs') && !/(^|\/)(obj|bin)\//.test(name)).map(name => readFileSync(join(root, engine, name), 'utf8'))).join('\n');

// What only machines and wrong addresses are told.
const machines = new Set([
  'bad-text', 'key-in-address', 'bad-json', 'bad-request', 'bad-limit', 'idempotency-key-missing', 'idempotency-key-used', 'if-none-match-missing', 'bad-query', 'bad-last-event-id',
  'unknown-report', 'unknown-step', 'unknown-format', 'unknown-preset', 'bad-source', 'bad-address', 'bad-date', 'bad-after', 'bad-moment', 'unknown-language', 'method-not-allowed',
  'unsupported-media-type', 'refused', 'packed-body', 'cross-site', 'schema-behind', 'interval-off-grid', 'interval-twice',
]);

// Said by a view of its own, with words for its figure.
const special = new Set(['lever-gained-nothing']);

describe('codes of the server', () => {
  it('have words for the pages, problems and remarks alike', () => {
    const problems = [...sources.matchAll(/(?:StepRefusedException|RequestRefusal|ChangeConflict|ApiProblem\.(?:Bad|Conflict))\(\s*"([a-z-]+)"/g), ...sources.matchAll(/new ApiProblem\([^,"]+, "([a-z-]+)"/g)].map(match => match[1]!);
    const remarks = [...sources.matchAll(/(?:Remark\.Of\(|new Remark\()\s*(?:string\.Create\(CultureInfo\.InvariantCulture, )?\$?"([a-z-]+)[|"]/g), ...sources.matchAll(/\{ Said = (?:string\.Create\(CultureInfo\.InvariantCulture, )?\$?"([a-z-]+)/g)].map(match => match[1]!);
    expect(problems.length).toBeGreaterThan(80);
    expect(remarks.length).toBeGreaterThan(50);
    const silent = [...problems.filter(code => !machines.has(code) && !(`problem.${code}` in sv)), ...remarks.filter(code => !special.has(code) && !(`remark.${code}` in sv))];
    expect([...new Set(silent)].sort()).toEqual([]);
  });

  it('of the log of changes are known to the list one filters by, and have words', () => {
    const written = [...sources.matchAll(/(?:AuditedAct\(|AuditedAct act = new\(|NoteAsync\(db, clock, where, caller, |Note\(unit, |Audit\(db, where, clock, caller, |RequestTelling\.Audit\(db, \w+, |MoveAsync\(period, who, |ChangeCause \w+\([^)]*\) => new\()\s*"([a-z-]+)"/g)].map(match => match[1]!);
    expect(written.length).toBeGreaterThan(40);
    expect([...new Set(written)].filter(act => !(acts as readonly string[]).includes(act)).sort()).toEqual([]);
    expect(acts.filter(act => !(`audit.act.${act}` in sv))).toEqual([]);
  });
});
