import { useLoad } from '../../api/load';
import type { PersonSummary } from '../../api/types';
import { at } from '../../app/session';
import { Explain } from '../../parts/explain';
import { Show } from '../../parts/states';
import { byName, number } from '../../words/show';
import { t } from '../../words/words';
import { usePeople } from '../people';

/** What each person gets of a draft: shifts, hours, weekends and late shifts beside what was carried over, earliest and latest start, wishes. */
export function Summary({ period, isOpen }: { readonly period: number; readonly isOpen?: boolean }) {
  const summary = useLoad<readonly PersonSummary[]>(at(`periods/${period}/summary`), ['periods', 'schedules']);
  const people = usePeople();
  return (
    <details open={isOpen}>
      <summary>{t('summary')}</summary>
      <Show of={summary}>
        {list => (
          <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('summary')}>
            <table class="full">
              <thead>
                <tr>
                  <th scope="col">{t('name')}</th><th scope="col" class="n">{t('summary.shifts')}</th><th scope="col" class="n">{t('summary.hours')}<Explain figure="hours" /></th><th scope="col" class="n">{t('summary.brought')}</th>
                  <th scope="col" class="n">{t('summary.weekends')}</th><th scope="col" class="n">{t('summary.weekendsBefore')}</th><th scope="col" class="n">{t('summary.late')}</th><th scope="col" class="n">{t('summary.lateBefore')}</th>
                  <th scope="col" class="n">{t('summary.earliest')}</th><th scope="col" class="n">{t('summary.latest')}</th><th scope="col" class="n">{t('summary.wishes')}</th>
                </tr>
              </thead>
              <tbody>
                {[...list].sort((one, other) => byName(people.name(one.agent), people.name(other.agent))).map(one => (
                  <tr key={one.agent}>
                    <th scope="row">{people.name(one.agent)}</th><td class="n">{one.shifts}</td><td class="n">{number(one.hours, 1)}</td><td class="n">{number(one.carriedHours, 1)}</td>
                    <td class="n">{one.weekendShifts}</td><td class="n">{number(one.carriedWeekends, 1)}</td><td class="n">{one.lateShifts}</td><td class="n">{number(one.carriedLateShifts, 1)}</td>
                    <td class="n">{one.earliestStart}</td><td class="n">{one.latestStart}</td><td class="n">{t('summary.of', { granted: one.grantedWishes, all: one.wishes })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
    </details>
  );
}
