import { computed, signal } from '@preact/signals';
import { ask, csrfToken, isLoggedOut, lastHeard } from '../api/client';
import type { Role, SessionInfo, SessionUnit } from '../api/types';

export const session = signal<SessionInfo | null>(null);
const chosenUnit = signal<number | null>(null);

const remembered = 'wfm-unit';

export const unit = computed<SessionUnit | null>(() => {
  const units = session.value?.units ?? [];
  return units.find(one => one.id === chosenUnit.value) ?? units[0] ?? null;
});

/** The unit's zone: every time on screen is shown in it. */
export const zone = computed(() => unit.value?.zone ?? 'Europe/Stockholm');

export const roles = computed<ReadonlySet<Role>>(() => new Set((unit.value?.roles ?? []).map(role => role.role)));
export const ledGroups = computed<readonly string[]>(() => (unit.value?.roles ?? []).flatMap(role => (role.role === 'gruppledare' && role.group ? [role.group] : [])));

export const is = (...wanted: readonly Role[]): boolean => wanted.some(role => roles.value.has(role));

/** A path below the unit. */
export const at = (path: string): string => `/api/units/${unit.value?.id}/${path}`;

export function chooseUnit(id: number): void {
  chosenUnit.value = id;
  localStorage.setItem(remembered, String(id));
}

export function enter(info: SessionInfo): void {
  csrfToken.value = info.csrfToken;
  chosenUnit.value = Number(localStorage.getItem(remembered)) || null;
  session.value = info;
  isLoggedOut.value = false;
  lastHeard.value = Date.now();
}

export async function resume(): Promise<void> {
  try {
    enter((await ask<SessionInfo>('GET', '/api/session')).body);
  } catch {
    session.value = null;
  }
  isLoggedOut.value = false;
}

export async function leave(): Promise<void> {
  await ask('DELETE', '/api/session');
  session.value = null;
  csrfToken.value = '';
}
