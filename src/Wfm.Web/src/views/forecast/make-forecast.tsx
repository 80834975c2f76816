import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useSend } from '../../api/load';
import type { ForecastAnswer, PlanInfo } from '../../api/types';
import { setQuery } from '../../app/route';
import { at, zone } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { addDays, clockAt, mondayOf } from '../../time/zone';
import { number } from '../../words/show';
import { t } from '../../words/words';

/** A new forecast from the calls so far, and the people it needs. */
export function MakeForecast() {
  const [from, setFrom] = useState(addDays(mondayOf(clockAt(Date.now(), zone.value).date), 14));
  const [weeks, setWeeks] = useState(10);
  const [keeps, setKeeps] = useState(true);
  const send = useSend();
  const submit = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      const made = (await ask<ForecastAnswer>('POST', at('forecasts'), { from, days: weeks * 7, dropsAdjustments: !keeps })).body;
      if (!made.forecast) return;
      await ask<PlanInfo>('POST', at('requirements'), { forecast: made.forecast.id });
      setQuery({ f: String(made.forecast.id) });
      say(t('forecast.made'));
    });
  };
  return (
    <section>
      <h2>{t('forecast.make')}</h2>
      <p class="soft">{t('forecast.makeHow')}</p>
      <form class="row" onSubmit={submit}>
        <label>{t('from')}<input type="date" value={from} required onInput={event => setFrom(event.currentTarget.value)} /></label>
        <label>{t('weeks')}<input type="number" min={1} max={52} value={weeks} required onInput={event => setWeeks(Number(event.currentTarget.value))} /></label>
        <label><input type="checkbox" checked={keeps} onChange={event => setKeeps(event.currentTarget.checked)} />{t('draw.keep')}</label>
        <button disabled={send.isSending}>{t('forecast.go')}</button>
      </form>
      {send.isSending && <Loading what={t('forecast.working', { weeks: number(weeks) })} />}
      <Failure problem={send.failure} />
    </section>
  );
}
