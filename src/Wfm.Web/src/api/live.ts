// What the server tells open screens: kinds of events with the path of what changed.
import { signal } from '@preact/signals';
import { at } from '../app/session';

const kinds = [
  'request-changed', 'schedule-created', 'schedule-edited', 'schedule-published', 'period-changed', 'wishes-changed', 'lock-changed',
  'master-data-changed', 'run-ended', 'run-parked', 'forecast-created', 'requirement-created', 'calls-delivered', 'day-changed',
  'presence-reported', 'presence-back', 'feed-aged',
] as const;

type Listener = (subject: string) => void;

const listeners = new Set<Listener>();
let stream: EventSource | null = null;

/** Whether the server's events arrive; while they do not, what is shown may be old and says so. */
export const isLive = signal(true);

export function listen(): void {
  stream?.close();
  const opened = new EventSource(at('events'));
  stream = opened;
  opened.addEventListener('hello', () => (isLive.value = true));
  opened.onerror = () => (isLive.value = false);
  for (const kind of kinds) {
    opened.addEventListener(kind, event => {
      const subject = (JSON.parse((event as MessageEvent<string>).data) as { subject: string }).subject;
      for (const listener of [...listeners]) listener(subject);
    });
  }
}

export function stopListening(): void {
  stream?.close();
  stream = null;
}

export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
