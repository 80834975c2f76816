import { useEffect, useMemo } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { GroupView, LockInfo, ScheduleDetail, ScheduleInfo } from '../../api/types';
import { query, setQuery } from '../../app/route';
import { at, is, ledGroups, zone } from '../../app/session';
import { Empty, Show } from '../../parts/states';
import { addDays, clockAt } from '../../time/zone';
import { byName, fullDate, moment } from '../../words/show';
import { t } from '../../words/words';
import { loadLooks } from '../activities';
import { usePeople } from '../people';
import { DayView } from './day-view';
import type { Desk } from './desk';
import { EffectBar } from './effect-bar';
import { begin } from './pending';
import { PeriodGrid } from './period-grid';
import { keyOf } from './shift';
import { VersionTools } from './version-tools';

/** Who works when: ten weeks at a glance, or one day with its breaks and what callers meet. */
export default function Schedule() {
  const versions = useLoad<readonly ScheduleInfo[]>(at('schedules'), ['schedules']);
  useEffect(() => void loadLooks(), []);
  return (
    <>
      <h1>{t('nav.schedule')}</h1>
      <Show of={versions}>
        {all => {
          const chosen = all.find(one => one.id === Number(query.value.get('v'))) ?? usualOf(all, query.value.get('date'));
          return chosen ? <Version key={chosen.id} schedule={chosen} all={all} /> : <Empty title={t('schedule.none')}><p>{t('schedule.noneHow')}</p></Empty>;
        }}
      </Show>
    </>
  );
}

// The newest version of the period of the day asked for or of today, else of the next one, else the newest of all.
function usualOf(all: readonly ScheduleInfo[], asked: string | null): ScheduleInfo | undefined {
  const today = asked ?? clockAt(Date.now(), zone.value).date;
  const ends = (one: ScheduleInfo) => addDays(one.firstDay, one.weeks * 7);
  const ahead = all.filter(one => ends(one) > today).sort((one, other) => one.firstDay.localeCompare(other.firstDay) || other.version - one.version);
  return ahead[0] ?? all[0];
}

function Version({ schedule, all }: { readonly schedule: ScheduleInfo; readonly all: readonly ScheduleInfo[] }) {
  const lastDay = addDays(schedule.firstDay, schedule.weeks * 7 - 1);
  const detail = useLoad<ScheduleDetail>(at(`schedules/${schedule.id}`), [`schedules/${schedule.id}`]);
  const held = useLoad<readonly LockInfo[]>(at(`locks?from=${schedule.firstDay}&to=${lastDay}`), ['locks']);
  const groups = useLoad<readonly GroupView[]>(at('groups'), ['groups']);
  const people = usePeople();
  begin(schedule.id);

  const today = clockAt(Date.now(), zone.value).date;
  const isDay = query.value.get('view') === 'day';
  const asked = query.value.get('date');
  const date = asked && asked >= schedule.firstDay && asked <= lastDay ? asked : today >= schedule.firstDay && today <= lastDay ? today : schedule.firstDay;
  const group = query.value.get('group') ?? '';
  const find = query.value.get('find') ?? '';
  const rows = useMemo(
    () => people.all.filter(person => (!group || person.group === group) && (!find || person.name.toLocaleLowerCase().includes(find.toLocaleLowerCase()) || person.agent.includes(find))),
    [people.isLoaded, people.all.length, group, find],
  );
  const newest = all.filter(one => one.firstDay === schedule.firstDay && one.state === 'published').sort((one, other) => other.version - one.version)[0];
  const isCurrent = schedule.state !== 'published' || newest?.id === schedule.id;
  const desk: Desk = {
    schedule, detail, people, rows, lastDay, date,
    mayEdit: is('trafikledning') && isCurrent,
    isPublished: schedule.state === 'published',
    locks: new Set((held.value ?? []).map(lock => keyOf(lock.agent, lock.date))),
    locksChanged: held.again,
    tag: detail.tag,
  };
  const visible = (groups.value ?? []).filter(one => is('trafikledning') || ledGroups.value.includes(one.code)).sort((one, other) => byName(one.name, other.name));
  return (
    <>
      <div class="row tools">
        <label>{t('schedule.version')}
          <select value={schedule.id} onChange={event => setQuery({ v: event.currentTarget.value, date: null })}>
            {all.map(one => <option key={one.id} value={one.id}>{t('schedule.versionOf', { from: fullDate(one.firstDay), version: one.version, state: t(`schedule.state.${one.state}`) })}</option>)}
          </select>
        </label>
        <div role="group" aria-label={t('schedule.view')}>
          <button type="button" aria-pressed={!isDay} onClick={() => setQuery({ view: null })}>{t('schedule.period')}</button>{' '}
          <button type="button" aria-pressed={isDay} onClick={() => setQuery({ view: 'day', date })}>{t('schedule.day')}</button>
        </div>
        <label>{t('group')}
          <select value={group} onChange={event => setQuery({ group: event.currentTarget.value || null })}>
            <option value="">{t('group.all')}</option>
            {visible.map(one => <option key={one.code} value={one.code}>{one.name}</option>)}
          </select>
        </label>
        <label>{t('schedule.find')}<input type="search" value={find} onInput={event => setQuery({ find: event.currentTarget.value || null })} /></label>
        <span class="spring" />
        <VersionTools desk={desk} all={all} />
      </div>
      <p class="soft">
        {t('schedule.made', { when: moment(schedule.createdAt) })} {!desk.mayEdit && is('trafikledning') && t('schedule.old')} {desk.mayEdit && t(isDay ? 'schedule.keys.day' : 'schedule.keys.period')}
      </p>
      {desk.mayEdit && <EffectBar desk={desk} />}
      {isDay ? <DayView desk={desk} /> : <PeriodGrid desk={desk} />}
    </>
  );
}
