import { beforeAll, describe, expect, it, vi } from 'vitest';

vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
vi.stubGlobal('document', { documentElement: { lang: '' } });
const { speak } = await import('../src/words/words');
const { reasonOf, joined } = await import('../src/views/rule-reason');
const { refusal, remark, shown } = await import('../src/words/remark');

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
