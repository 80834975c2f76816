import type { PlanInfo } from '../../api/types';

type Span = Pick<PlanInfo, 'start' | 'end'>;

/** The newest version that tells of a stretch of time; else the newest of all, as of days nobody has forecast. The newest comes first in the list. */
export function usualOf<T extends Span>(all: readonly T[], from: number, to: number): T {
  return all.find(one => Date.parse(one.start) < to && from < Date.parse(one.end)) ?? all[0]!;
}
