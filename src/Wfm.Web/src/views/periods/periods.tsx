import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { PeriodInfo } from '../../api/types';
import { query, setQuery } from '../../app/route';
import { at, is, zone } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { say } from '../../parts/said';
import { Empty, Failure, Show } from '../../parts/states';
import { addDays, clockAt, mondayOf } from '../../time/zone';
import { fullDate, week } from '../../words/show';
import { t } from '../../words/words';
import { PeriodCard } from './period-card';

/** Periods from their first date to the promise: wishes, draft, approval by each group's leader, publication. */
export default function Periods() {
  const periods = useLoad<readonly PeriodInfo[]>(at('periods'), ['periods']);
  const [isNew, setNew] = useState(false);
  return (
    <>
      <h1>{t('nav.periods')}</h1>
      {is('trafikledning') && <div class="row"><button type="button" class="main" onClick={() => setNew(true)}>{t('period.new')}</button></div>}
      <Show of={periods}>
        {all => {
          if (all.length === 0) return <Empty title={t('period.none')} />;
          const chosen = all.find(one => one.id === Number(query.value.get('id'))) ?? all[0]!;
          return (
            <div class="two">
              <ul class="bare inbox-list" aria-label={t('nav.periods')}>
                {all.map(one => (
                  <li key={one.id}>
                    <button type="button" aria-current={one === chosen ? 'true' : undefined} onClick={() => setQuery({ id: String(one.id) })}>
                      <strong>{fullDate(one.firstDay)} – {fullDate(addDays(one.firstDay, one.weeks * 7 - 1))}</strong>
                      <span>{week(one.firstDay)}, {t('period.weeks', { n: one.weeks })}</span>
                      <span class="tag">{t(`period.${one.state}`)}</span>
                    </button>
                  </li>
                ))}
              </ul>
              <PeriodCard key={chosen.id} id={chosen.id} />
            </div>
          );
        }}
      </Show>
      {isNew && <NewPeriod close={() => setNew(false)} made={id => { setNew(false); periods.again(); setQuery({ id: String(id) }); }} />}
    </>
  );
}

function NewPeriod({ close, made }: { readonly close: () => void; readonly made: (id: number) => void }) {
  const today = clockAt(Date.now(), zone.value).date;
  const [first, setFirst] = useState(addDays(mondayOf(today), 84));
  const [weeks, setWeeks] = useState(10);
  const [needsApproval, setNeedsApproval] = useState(true);
  const [opens, setOpens] = useState(today);
  const [closes, setCloses] = useState(addDays(today, 21));
  const [approve, setApprove] = useState(addDays(today, 42));
  const [publish, setPublish] = useState(addDays(today, 49));
  const send = useSend();
  const dates: readonly [string, string, (value: string) => void][] = [
    [t('period.wishesOpen'), opens, setOpens], [t('period.wishesClose'), closes, setCloses], [t('period.approveBy'), approve, setApprove], [t('period.publishBy'), publish, setPublish],
  ];
  const submit = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      const body = { firstDay: first, weeks, dates: { wishesOpen: opens, wishesClose: closes, approveBy: approve, publishBy: publish, needsApproval } };
      const period = (await ask<PeriodInfo>('POST', at('periods'), body)).body;
      say(t('period.made'));
      made(period.id);
    });
  };
  return (
    <Dialog title={t('period.new')} close={close}>
      <form class="stack" onSubmit={submit}>
        <div class="row">
          <label>{t('period.first')}<input type="date" value={first} min="2024-01-01" step={7} required onInput={event => setFirst(event.currentTarget.value)} /></label>
          <label>{t('weeks')}<input type="number" min={1} max={26} value={weeks} required onInput={event => setWeeks(Number(event.currentTarget.value))} /></label>
        </div>
        {dates.map(([name, value, set]) => <label key={name}>{name}<input type="date" value={value} required onInput={event => set(event.currentTarget.value)} /></label>)}
        <label><input type="checkbox" checked={needsApproval} onChange={event => setNeedsApproval(event.currentTarget.checked)} />{t('period.needsApproval')}</label>
        <Failure problem={send.failure} />
        <button class="main" disabled={send.isSending}>{t('period.make')}</button>
      </form>
    </Dialog>
  );
}
