// What is checked before each of several requests is decided: that nothing became worse than the joint effect that was seen.
import type { ConsequenceFigures, QueueConsequence, RequestView } from '../../api/types';

/** Share of calls by which a day may fall further than was seen before it is told: the same that callers hardly notice. */
const unnoticed = 0.005;

/** Those that bring people come first, so that no step in between is worse than all of them together. */
export const inOrder = (requests: readonly RequestView[]): readonly RequestView[] =>
  [...requests].sort((one, other) => rank(one) - rank(other) || one.decideBy.localeCompare(other.decideBy) || one.id - other.id);

const rank = (request: RequestView): number => (request.kind === 'overtime' || request.kind === 'loan' ? 0 : 1);

/** A queue's day that one request alone would now bring lower than all of them together would have: somebody changed the schedule meanwhile. */
export function worseThanSeen(now: ConsequenceFigures, seen: ConsequenceFigures): QueueConsequence | null {
  return now.queues.find(queue => {
    const after = queue.after.serviceLevel;
    if (after === null || after === undefined) return false;
    const before = seen.queues.find(other => other.queue === queue.queue && other.date === queue.date)?.after.serviceLevel;
    return before === null || before === undefined ? (queue.before.serviceLevel ?? after) - after > unnoticed : before - after > unnoticed;
  }) ?? null;
}
