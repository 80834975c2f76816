import { useLoad } from '../../api/load';
import type { PeriodInfo, WishInfo } from '../../api/types';
import { at } from '../../app/session';
import { Show } from '../../parts/states';
import { byName, day, percent } from '../../words/show';
import { t, tOr } from '../../words/words';
import { usePeople } from '../people';

/** Wishes of the people one may see, and what came of them. */
export function Wishes({ period }: { readonly period: PeriodInfo }) {
  const wishes = useLoad<readonly WishInfo[]>(at(`periods/${period.id}/wishes`), ['periods']);
  const people = usePeople();
  return (
    <details>
      <summary>{t('nav.wishes')} {wishes.value ? `(${wishes.value.length})` : ''}</summary>
      <Show of={wishes}>
        {list => list.length === 0 ? <p class="soft">{t('period.noWishes')}</p> : (
          <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('nav.wishes')}>
            <table class="full">
              <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('day')}</th><th scope="col">{t('wish')}</th><th scope="col">{t('wish.outcome')}</th></tr></thead>
              <tbody>
                {[...list].sort((one, other) => byName(people.name(one.agent), people.name(other.agent)) || (one.date ?? '').localeCompare(other.date ?? '')).map(one => (
                  <tr key={`${one.agent}${one.date}${one.kind}`}>
                    <th scope="row">{people.name(one.agent)}</th><td class="d">{one.date ? day(one.date) : t('wishes.everyDay')}</td>
                    <td>{t(`wish.${one.kind}`)}{one.strength >= 5 && ` (${t('wish.must')})`}</td>
                    <td>{one.grantedFraction === null ? '–' : percent(one.grantedFraction, 0)} <small>{one.reason && tOr(`wishWhy.${one.reason}`, one.reason)}</small></td>
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
