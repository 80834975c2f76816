import { beforeAll, describe, expect, it, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { speak } = await import('../src/words/words');
const { reasonOf, joined } = await import('../src/views/rule-reason');
const { refusal, remark, shown } = await import('../src/words/remark');
const { conflict } = await import('../src/views/periods/conflict');
const { subjectOf } = await import('../src/views/admin/acts');

const named = (code: string) => (code === 'vaxel' ? 'Växeln' : code);
const few = (from: string, to: string, staff = 1, date = '2026-03-03') => ({ rule: 'Minimum posts', reason: '…', date, facts: `${staff}|vaxel|${from}|2|${to}` });

describe('why a rule is broken', () => {
  beforeAll(() => speak('sv'));

  it('is said in Swedish with the figures that came with it', () => {
    expect(reasonOf({ rule: 'Daily rest', reason: '9.5 h rest …', facts: '9.5|2026-03-03T22:00|11' }, named)).toBe('9,5 h vila före tis 3 mars 22:00; 11 h krävs.');
    expect(reasonOf({ rule: 'Locks', reason: '…', facts: 'off' }, named)).toBe('arbetar en dag som är låst som ledig.');
  });

  it('names the queue of a post, and too few people in one slot after the other are told once', () => {
    const broken = joined([few('08:00', '08:15'), few('08:15', '08:30'), few('08:30', '08:45', 0), few('09:00', '09:15'), few('09:15', '09:30', 1, '2026-03-04')]);
    expect(broken.map(one => reasonOf(one, named))).toEqual([
      '1 personer på Växeln kl. 08:00–08:30; minst 2 krävs.', '0 personer på Växeln kl. 08:30–08:45; minst 2 krävs.',
      '1 personer på Växeln kl. 09:00–09:15; minst 2 krävs.', '1 personer på Växeln kl. 09:15–09:30; minst 2 krävs.',
    ]);
  });

  it('names what lies over a loan', () => {
    expect(reasonOf({ rule: 'Loans', reason: '…', facts: 'lunch|12:00|12:30|bygg|11:00|13:00' }, named)).toBe('Lunch 12:00–12:30 ligger över utlåningen till bygg 11:00–13:00.');
    expect(reasonOf({ rule: 'Loans', reason: '…', facts: 'off|12:00|13:00|bygg|11:00|13:00' }, named)).toBe('ledig 12:00–13:00 under utlåningen till bygg 11:00–13:00.');
  });

  it('is the server\'s own sentence where there are no words for it', () => expect(reasonOf({ rule: 'Block of training', reason: 'lies outside the shift.', facts: '' }, named)).toBe('lies outside the shift.'));

  it('is told by people\'s codes as they are, with their zeros', () => expect(shown('0063')).toBe('0063'));

  it('has decimals as they came', () => expect([shown('77.5'), shown('80'), shown('2026-03-15'), shown('bygg')]).toEqual(['77,5', '80', 'sön 15 mars', 'bygg']));
});

describe('a conflict of rules', () => {
  beforeAll(() => speak('sv'));

  it('is told with the least changes that would solve it', () => expect(conflict({ agents: ['0007'], isProven: true, members: [
    { kind: 'rule', name: 'Daily rest', dates: [], facts: '', waysSaid: ['way-rule-hours|Daily rest|11|8.5'] },
    { kind: 'absence', name: 'Absences', dates: ['2026-06-01'], facts: '', waysSaid: ['way-absence-given-up|2026-06-01 – 2026-06-03, 2026-06-05'] },
    { kind: 'lock', name: 'Locks', dates: ['2026-06-08'], facts: '', waysSaid: ['way-lock-removed|2026-06-08'] },
  ] })).toBe('0007: Dygnsvila + frånvaro (mån 1 juni) + låst dag (mån 8 juni) kan inte gälla samtidigt. Möjligt med: Dygnsvila 11 h → 8,5 h; eller frånvaro mån 1 juni – ons 3 juni, fre 5 juni återtagen; eller låst dag mån 8 juni upplåst.'));

  it('says when no single change is enough', () => expect(conflict({ agents: [], isProven: false, members: [{ kind: 'minimumPosts', name: 'Minimum posts', dates: [], facts: 'vaxel|2|1|08:00–10:00', waysSaid: [] }] }))
    .toBe('Enheten: minst 2 personer på vaxel kl. 08:00–10:00, men 1 finns gick inte att få ihop; det är inget bevis för att det inte går. Ingen av dem räcker ensam.'));
});

describe('the log of changes', () => {
  beforeAll(() => speak('sv'));

  it('names things in the language of the page, codes as they are', () => expect(['key 3 of cisco', 'account anna', 'shift-templates/dag-8', 'period 2026-03-02 group två', 'saved report 4', 'special-days', 'hooks.example.org'].map(subjectOf))
    .toEqual(['nyckel 3, cisco', 'konto anna', 'passmall dag-8', 'period 2026-03-02, grupp två', 'sparad rapport 4', 'särskilda dagar', 'hooks.example.org']));
});

describe('what the server says', () => {
  beforeAll(() => speak('sv'));

  it('is said in Swedish by its code', () => {
    expect(remark('no-schedule|2026-03-15', 'No schedule …')).toBe('Inget schema är publicerat för sön 15 mars.');
    expect(remark('unheard-of|1', 'Something new.')).toBe('Something new.');
    expect(remark(null, 'Something old.')).toBe('Something old.');
  });

  it('is one refusal with its figures and nothing in English where there are words for it', () => {
    const problem = { code: 'period-overlaps', message: 'This does not fit what is there.', detail: 'The weeks …', said: 'period-overlaps|2026-03-02|2026-03-15|2026-03-09|2026-03-22' };
    expect(refusal(problem)).toEqual({ words: 'Veckorna överlappar perioden mån 9 mars – sön 22 mars.', english: null });
  });

  it('adds what stands in the way where that is told by a finer code', () => expect(refusal({ code: 'day-not-watched', message: '…', detail: '…', said: 'day-closed|2026-03-14' }).words)
    .toBe('Dagen följs inte just nu. Stängt lör 14 mars.'));

  it('is left in English where there are no words for it', () => expect(refusal({ code: 'new-one', message: 'Title.', detail: 'Detail.', said: null })).toEqual({ words: 'Title.', english: 'Detail.' }));
});
