import { useLoad } from '../../api/load';
import type { PlanInfo } from '../../api/types';
import { at } from '../../app/session';
import { moment, number, signed } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';

const mostShown = 50;

/** What planners have changed by hand in this version, and why. */
export function Adjustments({ forecast }: { readonly forecast: number }) {
  const loaded = useLoad<PlanInfo>(at(`forecasts/${forecast}`));
  const queues = useQueues();
  const all = loaded.value?.adjustments ?? [];
  if (all.length === 0) return null;
  return (
    <section>
      <h2>{t('draw.made', { n: all.length })}</h2>
      <p class="soft">{t('draw.carried')}</p>
      <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('draw.made', { n: all.length })}>
        <table class="full">
          <thead><tr><th scope="col">{t('queue')}</th><th scope="col">{t('when')}</th><th scope="col" class="n">{t('draw.to')}</th><th scope="col">{t('edit.why')}</th><th scope="col">{t('who')}</th></tr></thead>
          <tbody>
            {all.slice(-mostShown).reverse().map((one, place) => (
              <tr key={place}>
                <th scope="row">{queues.name(one.span.queue)}</th><td>{moment(one.span.from)} – {moment(one.span.to)}</td>
                <td class="n">{typeof one.span.factor === 'number' ? `${signed((one.span.factor - 1) * 100, 1)} %` : t('draw.calls', { calls: number(one.span.calls ?? 0, 1) })}</td>
                <td>{one.why}</td><td>{one.by}<br /><small>{moment(one.at)}</small></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {all.length > mostShown && <p>{t('compare.first', { n: number(mostShown) })}</p>}
    </section>
  );
}
