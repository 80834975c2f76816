import { computed, signal } from '@preact/signals';
import { get } from '../api/client';
import type { ActivityBody, ActivityKind } from '../api/types';
import { at, is } from '../app/session';
import { t } from '../words/words';

export type Look = { readonly name: string; readonly letters: string; readonly colour: string; readonly ink: string };

// As a unit draws its activities before it says otherwise.
const usual: Record<ActivityKind, readonly [string, string]> = {
  contacts: ['T', '#1b6ca8'], lunch: ['L', '#5b6470'], break: ['P', '#9ca3af'], meeting: ['M', '#8a4fbf'], training: ['U', '#2e7d32'],
  coaching: ['C', '#00796b'], administration: ['A', '#a05a00'], backOffice: ['B', '#37474f'], absence: ['F', '#b3261e'],
};

const told = signal<readonly ActivityBody[]>([]);

/** The unit's own names, letters and colours, for those who may read them. */
export async function loadLooks(): Promise<void> {
  if (is('gruppledare', 'trafikledning', 'admin')) told.value = await get<readonly ActivityBody[]>(at('activities'));
}

export const looks = computed<Readonly<Record<ActivityKind, Look>>>(() => {
  const all = {} as Record<ActivityKind, Look>;
  for (const kind of Object.keys(usual) as ActivityKind[]) {
    const own = told.value.find(body => body.kind === kind);
    const colour = own?.colour ?? usual[kind][1];
    all[kind] = { name: t(`activity.${kind}`), letters: own?.letters ?? usual[kind][0], colour, ink: inkOn(colour) };
  }
  return all;
});

export const activityKinds = Object.keys(usual) as readonly ActivityKind[];

/** Black or white, whichever is easier to read on a colour. */
export function inkOn(colour: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(place => {
    const part = parseInt(colour.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return 1.05 / (light + 0.05) >= (light + 0.05) / 0.05 ? '#ffffff' : '#000000';
}
