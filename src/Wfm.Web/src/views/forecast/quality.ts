import type { Channel, QueueView } from '../../api/types';

type Band = {
  readonly lead: string; readonly model: string; readonly wape: number; readonly wape_day: number; readonly bias: number; readonly cover80: number;
  readonly noise_floor: number; readonly wape_naive: number; readonly wape_mean6: number;
};

/** Something found in the calls of a queue, or taken for granted: the days or the interval it concerns, and what was done. */
export type FoundInCalls = {
  readonly kind: string; readonly from: string; readonly to: string; readonly start: string | null; readonly raw: number | null; readonly replacement: number | null;
  readonly said: string; readonly text: string;
};

/** How a stored forecast came out, queue by queue; findings of old versions are sentences. */
export type Quality = readonly { readonly queue: string; readonly outcome: string; readonly bands?: readonly Band[]; readonly findings?: readonly (FoundInCalls | string)[] }[];

/** Findings somebody may have to do something about, newest first; how long the history is comes before them. */
export function findingsOf(quality: Quality, queue: string): { readonly history: readonly FoundInCalls[]; readonly found: readonly FoundInCalls[]; readonly isOld: boolean } {
  const all = quality.find(one => one.queue === queue)?.findings ?? [];
  const told = all.filter(one => typeof one !== 'string');
  return {
    history: told.filter(one => one.kind === 'regime'),
    found: told.filter(one => one.kind !== 'regime').sort((a, b) => whenOf(b).localeCompare(whenOf(a))),
    isOld: told.length < all.length,
  };
}

const whenOf = (one: FoundInCalls): string => `${one.from} ${one.start ?? ''}`;

// Contacts of other channels may wait and are not forecast by the quarter.
const live: readonly Channel[] = ['phone', 'chat', 'callback'];

/** Queues somebody waits in that a forecast says nothing of: nobody is planned for them. */
export const withoutForecast = (queues: readonly QueueView[], quality: Quality): readonly QueueView[] =>
  queues.filter(one => live.includes(one.queue.channel) && quality.find(told => told.queue === one.code)?.outcome !== 'made');
