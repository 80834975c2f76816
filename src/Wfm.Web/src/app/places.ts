import type { ComponentType } from 'preact';
import type { Role } from '../api/types';
import { lazy } from '../parts/lazy';
import type { Word } from '../words/words';
import { is } from './session';

export type Place = { readonly path: string; readonly name: Word; readonly roles: readonly Role[]; readonly view: ComponentType; readonly isPhoneFirst?: boolean };

/** The views, in the order of the navigation; each is in it for those whose role has something to do there. */
export const places: readonly Place[] = [
  { path: '/my-schedule', name: 'nav.mySchedule', roles: ['medarbetare'], view: lazy(() => import('../views/my/my-schedule')), isPhoneFirst: true },
  { path: '/wishes', name: 'nav.wishes', roles: ['medarbetare'], view: lazy(() => import('../views/my/my-wishes')), isPhoneFirst: true },
  { path: '/schedule', name: 'nav.schedule', roles: ['trafikledning', 'gruppledare'], view: lazy(() => import('../views/schedule/schedule')) },
  { path: '/requests', name: 'nav.requests', roles: ['gruppledare', 'trafikledning'], view: lazy(() => import('../views/requests/requests')) },
];

/** Where somebody begins: leaders with what waits for their answer, the others with their first view. */
export const beginningOf = (own: readonly Place[]): Place | undefined => (is('gruppledare') && !is('trafikledning') ? own.find(place => place.path === '/requests') : undefined) ?? own[0];

export const placesOf = (): readonly Place[] => places.filter(place => is(...place.roles));
