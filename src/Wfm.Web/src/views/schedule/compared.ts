import { signal } from '@preact/signals';

/** The days of a version that differ from another one, marked in the grid. */
export const compared = signal<{ readonly schedule: number; readonly other: number; readonly days: ReadonlySet<string> } | null>(null);
