import { useLoad } from '../api/load';
import type { QueueView } from '../api/types';
import { at } from '../app/session';
import { byName } from '../words/show';

export type Queues = { readonly all: readonly QueueView[]; readonly name: (code: string) => string; readonly of: (code: string) => QueueView | undefined };

/** The unit's queues by name. */
export function useQueues(): Queues {
  const loaded = useLoad<readonly QueueView[]>(at('queues'), ['queues']);
  const all = [...(loaded.value ?? [])].sort((one, other) => byName(one.queue.name, other.queue.name));
  const byCode = new Map(all.map(queue => [queue.code, queue]));
  return { all, name: code => byCode.get(code)?.queue.name ?? code, of: code => byCode.get(code) };
}
