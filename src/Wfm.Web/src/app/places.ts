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
  { path: '/requests', name: 'nav.requests', roles: ['gruppledare', 'trafikledning'], view: lazy(() => import('../views/requests/requests')) },
  { path: '/day', name: 'nav.day', roles: ['trafikledning', 'gruppledare'], view: lazy(() => import('../views/day/day')) },
  { path: '/adherence', name: 'nav.adherence', roles: ['trafikledning', 'gruppledare'], view: lazy(() => import('../views/adherence/adherence')) },
  { path: '/schedule', name: 'nav.schedule', roles: ['trafikledning', 'gruppledare'], view: lazy(() => import('../views/schedule/schedule')) },
  { path: '/staffing', name: 'nav.staffing', roles: ['trafikledning', 'gruppledare'], view: lazy(() => import('../views/staffing/staffing')) },
  { path: '/forecast', name: 'nav.forecast', roles: ['trafikledning', 'gruppledare', 'admin'], view: lazy(() => import('../views/forecast/forecast')) },
  { path: '/periods', name: 'nav.periods', roles: ['trafikledning', 'gruppledare'], view: lazy(() => import('../views/periods/periods')) },
  { path: '/runs', name: 'nav.runs', roles: ['trafikledning', 'admin'], view: lazy(() => import('../views/runs/runs')) },
  { path: '/reports', name: 'nav.reports', roles: ['trafikledning', 'gruppledare'], view: lazy(() => import('../views/reports/reports')) },
  { path: '/master-data', name: 'nav.masterData', roles: ['trafikledning', 'gruppledare', 'admin'], view: lazy(() => import('../views/master/master-data')) },
  { path: '/administration', name: 'nav.administration', roles: ['admin'], view: lazy(() => import('../views/admin/administration')) },
];

/** Where somebody begins: planners with the schedule, the others with their first view. */
export const beginningOf = (own: readonly Place[]): Place | undefined => (is('trafikledning') ? own.find(place => place.path === '/schedule') : undefined) ?? own[0];

export const placesOf = (): readonly Place[] => places.filter(place => is(...place.roles));
