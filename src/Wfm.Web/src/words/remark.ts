// What the server says as a code with figures, `no-schedule|2026-03-03`, in the language of the page.
import { zone } from '../app/session';
import { momentOf } from '../time/zone';
import { day, moment, number, time } from './show';
import { language, tOr, type Facts } from './words';

const letters = 'abcdefgh';

/** The code's own words with its figures; the server's English sentence where the catalogue has none. */
export const remark = (said: string | null | undefined, sentence: string): string => tOr(`remark.${codeOf(said)}`, sentence, factsOf(said));

type Refused = { readonly code: string; readonly message: string; readonly detail: string | null; readonly said: string | null };

/** What a refusal says: its code's own words and, for readers of English, where they hold no figures, the sentence of the server. */
export function refusal(problem: Refused): { readonly words: string; readonly english: string | null } {
  const facts = factsOf(problem.said);
  const plain = tOr(`problem.${problem.code}`, '');
  const finer = codeOf(problem.said) === problem.code ? '' : tOr(`remark.${codeOf(problem.said)}`, '', facts);
  if (plain === '') return { words: finer || problem.message, english: finer ? null : problem.detail };
  const words = tOr(`problem.${problem.code}`, '', facts);
  return { words: finer ? `${words} ${finer}` : words, english: language.value === 'en' && words === plain && !finer ? problem.detail : null };
}

/** Figures of a remark as a, b, c … */
function factsOf(said: string | null | undefined): Facts {
  return lettered((said ?? '').split('|').slice(1));
}

export const lettered = (facts: readonly string[]): Facts => Object.fromEntries(facts.map((fact, place) => [letters[place]!, shown(fact)]));

const codeOf = (said: string | null | undefined): string => (said ?? '').split('|')[0]!;

/** Figures with the comma of the language, days and moments as they are said. */
export function shown(fact: string): string {
  // Whole numbers stay as they are: they may be codes of people.
  if (/^-?\d+\.\d+$/.test(fact)) return number(Number(fact), fact.split('.')[1]!.length);
  if (/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d$/.test(fact)) return `${day(fact.slice(0, 10))} ${time(momentOf(fact.slice(0, 10), fact.slice(11), zone.value))}`;
  if (/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(fact)) return moment(fact);
  // A day, several of them, or one with its times.
  return /^\d{4}-\d\d-\d\d[\d:–, …-]*$/.test(fact) ? fact.replace(/\d{4}-\d\d-\d\d/g, day) : fact;
}
