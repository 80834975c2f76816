import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { PlanInfo } from '../../api/types';
import { setQuery } from '../../app/route';
import { at } from '../../app/session';
import { Show } from '../../parts/states';
import { remark } from '../../words/remark';
import { fullDate, moment, number } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';
import { findingsOf, type FoundInCalls, type Quality } from './quality';

const mostShown = 12;

/** What was cleaned, set aside or taken for granted when the shown version was made of a queue's calls. */
export function Findings({ forecast, queue }: { readonly forecast: number; readonly queue: string }) {
  const info = useLoad<PlanInfo>(at(`forecasts/${forecast}`));
  const queues = useQueues();
  const [isAll, setAll] = useState(false);
  return (
    <section>
      <h2>{t('findings')}</h2>
      <Show of={info}>
        {plan => {
          const quality = (plan.quality as Quality | null) ?? [];
          const { history, found, isOld } = findingsOf(quality, queue);
          const others = quality.filter(one => one.queue !== queue).map(one => ({ queue: one.queue, n: findingsOf(quality, one.queue).found.length })).filter(one => one.n > 0);
          return (
            <>
              {history.map(one => <p key={one.said}>{remark(one.said, one.text)}</p>)}
              {found.length === 0 && <p class="soft">{t(isOld ? 'findings.old' : 'findings.none')}</p>}
              {found.length > 0 && (
                <div class="scroll" tabIndex={0} role="region" aria-label={t('findings')}>
                  <table class="full">
                    <thead>
                      <tr>
                        <th scope="col">{t('findings.when')}</th><th scope="col">{t('findings.what')}</th><th scope="col" class="n">{t('findings.raw')}</th><th scope="col" class="n">{t('findings.used')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {found.slice(0, isAll ? found.length : mostShown).map(one => (
                        <tr key={`${one.from} ${one.start} ${one.said}`}>
                          <td class="d">{whenShown(one)}</td><td>{remark(one.said, one.text)}</td>
                          <td class="n">{one.raw === null ? '' : number(one.raw)}</td><td class="n">{usedOf(one)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              {!isAll && found.length > mostShown && <button type="button" class="plain" onClick={() => setAll(true)}>{t('findings.all', { n: number(found.length) })}</button>}
              {others.length > 0 && (
                <p>{t('findings.others')} {others.map(one => (
                  <button key={one.queue} type="button" class="plain" onClick={() => setQuery({ queue: one.queue })}>{t('findings.one', { queue: queues.name(one.queue), n: number(one.n) })}</button>
                ))}</p>
              )}
            </>
          );
        }}
      </Show>
    </section>
  );
}

const whenShown = (one: FoundInCalls): string =>
  one.start ? moment(one.start) : one.from === one.to ? fullDate(one.from) : `${fullDate(one.from)} – ${fullDate(one.to)}`;

const usedOf = (one: FoundInCalls): string => (one.replacement !== null ? number(one.replacement) : one.raw !== null ? t('findings.aside') : '');
