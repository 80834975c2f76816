import { useLoad } from '../../api/load';
import type { PlanInfo } from '../../api/types';
import { at } from '../../app/session';
import { Explain } from '../../parts/explain';
import { Show } from '../../parts/states';
import { moment, percent } from '../../words/show';
import { t, tOr } from '../../words/words';
import type { Quality } from './quality';

/** How far off the forecast was when it was tried on the past, beside simpler ways and beside chance. */
export function Errors({ forecast, queue }: { readonly forecast: number; readonly queue: string }) {
  const info = useLoad<PlanInfo>(at(`forecasts/${forecast}`));
  return (
    <section>
      <Show of={info}>
        {plan => {
          const found = (plan.quality as Quality | null)?.find(one => one.queue === queue);
          return (
            <>
              <h2>{t('forecast.errors')}<Explain figure="wape" inputs={plan.inputs} made={moment(plan.createdAt)} /></h2>
              {!found?.bands?.length ? <p class="soft">{t('forecast.noErrors')}</p> : (
                <div class="scroll" tabIndex={0} role="region" aria-label={t('forecast.errors')}>
                  <table class="full">
                    <thead>
                      <tr>
                        <th scope="col">{t('forecast.lead')}</th><th scope="col">{t('why.model')}</th><th scope="col" class="n">{t('forecast.wapeDay')}</th><th scope="col" class="n">{t('forecast.wape')}</th>
                        <th scope="col" class="n">{t('forecast.floor')}</th><th scope="col" class="n">{t('forecast.naive')}</th><th scope="col" class="n">{t('forecast.mean6')}</th>
                        <th scope="col" class="n">{t('forecast.bias')}</th><th scope="col" class="n">{t('forecast.cover')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {found.bands.map(band => (
                        <tr key={band.lead}>
                          <th scope="row">{tOr(`lead.${band.lead}`, band.lead)}</th><td>{band.model}</td><td class="n">{percent(band.wape_day)}</td><td class="n">{percent(band.wape)}</td>
                          <td class="n">{percent(band.noise_floor)}</td><td class="n">{percent(band.wape_naive)}</td><td class="n">{percent(band.wape_mean6)}</td>
                          <td class="n">{percent(band.bias)}</td><td class="n">{percent(band.cover80, 0)}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
            </>
          );
        }}
      </Show>
    </section>
  );
}
