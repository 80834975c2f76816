// Why a rule is broken, in the language of the page: the rule's sentence with the figures that came with it.
import { lettered } from '../words/remark';
import { tOr } from '../words/words';

type Broken = { readonly rule: string; readonly reason: string; readonly date?: string | null; readonly facts?: string | null };

const posts = 'Minimum posts';

/** What was found and what is required; the server's own sentence where the catalogue has none. */
export function reasonOf(broken: Broken, queueName: (code: string) => string): string {
  const facts = factsOf(broken);
  const variant = broken.rule === 'Locks' ? `.${facts[0]}` : broken.rule === 'Loans' ? (facts[0] === 'off' ? '.off' : '.piece') : '';
  const told = broken.rule === posts ? facts.with(1, queueName(facts[1] ?? '')) : facts;
  return tOr(`reason.${broken.rule}${variant}`, broken.reason, { ...lettered(told), what: tOr(`activity.${facts[0]}`, facts[0]!) });
}

/** Rules as they are told: as few people on a queue in one slot after the other are one thing. */
export function joined<T extends Broken>(broken: readonly T[]): readonly T[] {
  const all: T[] = [];
  for (const one of broken) {
    const last = all.at(-1);
    const [staff, queue, from, least, to] = factsOf(one);
    const [staffBefore, queueBefore, fromBefore, leastBefore, toBefore] = factsOf(last);
    if (last?.rule === posts && one.rule === posts && one.date === last.date && staff === staffBefore && queue === queueBefore && least === leastBefore && from === toBefore) {
      all[all.length - 1] = { ...last, facts: [staff, queue, fromBefore, least, to].join('|') };
    } else {
      all.push(one);
    }
  }
  return all;
}

const factsOf = (broken: Broken | undefined): readonly string[] => (broken?.facts ?? '').split('|');
