// Why a rule is broken, in the language of the page: the rule's sentence with the figures that came with it.
import { day, number, time } from '../words/show';
import { tOr } from '../words/words';
import { momentOf } from '../time/zone';
import { zone } from '../app/session';

type Broken = { readonly rule: string; readonly reason: string; readonly facts?: string | null };

const letters = 'abcdefgh';

/** What was found and what is required; the server's own sentence where the catalogue has none. */
export function reasonOf(broken: Broken): string {
  const facts = (broken.facts ?? '').split('|');
  const variant = broken.rule === 'Locks' ? `.${facts[0]}` : '';
  return tOr(`reason.${broken.rule}${variant}`, broken.reason, Object.fromEntries(facts.map((fact, place) => [letters[place]!, shown(fact)])));
}

/** Figures with the comma of the language, days and moments as they are said. */
export function shown(fact: string): string {
  if (/^-?\d+(\.\d+)?$/.test(fact)) return number(Number(fact), fact.split('.')[1]?.length ?? 0);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(fact)) return `${day(fact.slice(0, 10))} ${time(momentOf(fact.slice(0, 10), fact.slice(11), zone.value))}`;
  return /^\d{4}-\d\d-\d\d$/.test(fact) ? day(fact) : fact;
}
