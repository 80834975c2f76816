import type { Channel, QueueView } from '../../api/types';

type Band = {
  readonly lead: string; readonly model: string; readonly wape: number; readonly wape_day: number; readonly bias: number; readonly cover80: number;
  readonly noise_floor: number; readonly wape_naive: number; readonly wape_mean6: number;
};

/** How a stored forecast came out, queue by queue. */
export type Quality = readonly { readonly queue: string; readonly outcome: string; readonly bands?: readonly Band[] }[];

// Contacts of other channels may wait and are not forecast by the quarter.
const live: readonly Channel[] = ['phone', 'chat', 'callback'];

/** Queues somebody waits in that a forecast says nothing of: nobody is planned for them. */
export const withoutForecast = (queues: readonly QueueView[], quality: Quality): readonly QueueView[] =>
  queues.filter(one => live.includes(one.queue.channel) && quality.find(told => told.queue === one.code)?.outcome !== 'made');
