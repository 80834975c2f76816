import { signal } from '@preact/signals';

/** Spoken by screen readers and shown for a moment: what an action did. */
export const said = signal('');

let timer = 0;

export function say(words: string): void {
  said.value = words;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => (said.value = ''), 6000);
}
