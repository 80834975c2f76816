import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { EnteredWish, PeriodInfo, WishInfo, WishKind } from '../../api/types';
import { at } from '../../app/session';
import { say } from '../../parts/said';
import { Empty, Failure, Show } from '../../parts/states';
import { addDays, daysFrom } from '../../time/zone';
import { day, dayOfMonth, fullDate, longDay, percent, week, weekday } from '../../words/show';
import { t, tOr } from '../../words/words';

const kinds: readonly (WishKind | null)[] = [null, 'dayOff', 'early', 'late'];
const usually = 1;
const mustHave = 5;

/** One's wishes for the period that is open, a tap a day; and what came of those before. */
export default function MyWishes() {
  const periods = useLoad<readonly PeriodInfo[]>(at('periods'), ['periods']);
  return (
    <div class="my">
      <h1>{t('nav.wishes')}</h1>
      <Show of={periods}>
        {all => {
          const open = all.filter(period => period.state === 'openForWishes');
          const answered = all.filter(period => period.state !== 'openForWishes' && period.state !== 'planned');
          return (
            <>
              {open.length === 0 && <Empty title={t('wishes.noneOpen')}>{all[0] && <p>{t('wishes.next', { date: fullDate(all[0].dates.wishesOpen) })}</p>}</Empty>}
              {open.map(period => <OpenPeriod key={period.id} period={period} />)}
              {answered.map(period => <Answered key={period.id} period={period} />)}
            </>
          );
        }}
      </Show>
    </div>
  );
}

function OpenPeriod({ period }: { readonly period: PeriodInfo }) {
  const stored = useLoad<readonly WishInfo[]>(at(`periods/${period.id}/wishes`));
  const [wishes, setWishes] = useState<readonly EnteredWish[] | null>(null);
  const send = useSend();
  useEffect(() => {
    if (stored.value) setWishes(before => before ?? stored.value!.map(({ kind, date, strength }) => ({ kind, date, strength })));
  }, [stored.value]);
  // Each tap is kept at once, so that nothing is lost when the phone is put away.
  const keep = (next: readonly EnteredWish[]) => {
    setWishes(next);
    void send.run(async () => {
      await ask('PUT', at(`periods/${period.id}/wishes`), next);
      say(t('wishes.kept'));
    });
  };
  const of = (date: string) => wishes?.find(wish => wish.date === date);
  const set = (date: string, kind: WishKind | null, strength = usually) =>
    keep([...(wishes ?? []).filter(wish => wish.date !== date), ...(kind ? [{ kind, date, strength }] : [])]);
  return (
    <section>
      <h2>{t('wishes.period', { from: day(period.firstDay), to: day(addDays(period.firstDay, period.weeks * 7 - 1)) })}</h2>
      <p>{t('wishes.until', { date: fullDate(period.dates.wishesClose) })} {t('wishes.count', { n: wishes?.length ?? 0 })}</p>
      <Failure problem={send.failure ?? stored.failure} />
      {wishes && Array.from({ length: period.weeks }, (_, index) => addDays(period.firstDay, index * 7)).map((monday, index) => (
        <details key={monday} open={index === 0}>
          <summary>{week(monday)} <small>{t('wishes.count', { n: wishes.filter(wish => wish.date && wish.date >= monday && wish.date < addDays(monday, 7)).length })}</small></summary>
          <ol class="bare days">
            {daysFrom(monday, 7).map(date => (
              <li key={date} class="wish">
                <span class="date"><b>{dayOfMonth(date)}</b>{weekday(date)}</span>
                <select aria-label={longDay(date)} value={of(date)?.kind ?? ''} onChange={event => set(date, (event.currentTarget.value || null) as WishKind | null)}>
                  {kinds.map(kind => <option key={kind ?? ''} value={kind ?? ''}>{kind ? t(`wish.${kind}`) : t('wish.none')}</option>)}
                </select>
                {of(date) && (
                  <label><input type="checkbox" checked={(of(date)!.strength ?? usually) >= mustHave} onChange={event => set(date, of(date)!.kind, event.currentTarget.checked ? mustHave : usually)} />{t('wish.must')}</label>
                )}
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

function Answered({ period }: { readonly period: PeriodInfo }) {
  const wishes = useLoad<readonly WishInfo[]>(at(`periods/${period.id}/wishes`));
  if (!wishes.value || wishes.value.length === 0) return null;
  return (
    <section>
      <h2>{t('wishes.period', { from: day(period.firstDay), to: day(addDays(period.firstDay, period.weeks * 7 - 1)) })}</h2>
      <ul class="bare own-requests">
        {wishes.value.map(wish => (
          <li key={`${wish.date}${wish.kind}`}>
            <strong>{wish.date ? day(wish.date) : t('wishes.everyDay')}</strong> {t(`wish.${wish.kind}`)}{' '}
            {wish.grantedFraction !== null && <span class={`tag ${wish.grantedFraction === 1 ? 'good' : 'warn'}`}>{t('wishes.granted', { share: percent(wish.grantedFraction, 0) })}</span>}
            {wish.reason && <p>{tOr(`wishWhy.${wish.reason}`, wish.reason)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
