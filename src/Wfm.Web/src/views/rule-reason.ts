// Why a rule is broken, in the language of the page: the rule's sentence with the figures that came with it.
import { lettered } from '../words/remark';
import { tOr } from '../words/words';

type Broken = { readonly rule: string; readonly reason: string; readonly facts?: string | null };

/** What was found and what is required; the server's own sentence where the catalogue has none. */
export function reasonOf(broken: Broken): string {
  const facts = (broken.facts ?? '').split('|');
  const variant = broken.rule === 'Locks' ? `.${facts[0]}` : broken.rule === 'Loans' ? (facts[0] === 'off' ? '.off' : '.piece') : '';
  return tOr(`reason.${broken.rule}${variant}`, broken.reason, { ...lettered(facts), what: tOr(`activity.${facts[0]}`, facts[0]!) });
}
