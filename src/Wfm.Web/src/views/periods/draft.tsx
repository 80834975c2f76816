import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { ConflictInfo, PeriodInfo, PlanInfo, ScheduleAnswer, ScheduleInfo } from '../../api/types';
import { Link } from '../../app/route';
import { at, zone } from '../../app/session';
import { Explain } from '../../parts/explain';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { addDays, dayStart } from '../../time/zone';
import { day, moment, number, percent } from '../../words/show';
import { lettered, remark } from '../../words/remark';
import { t, tOr } from '../../words/words';

const peopleNamed = 5;

/** Whom a conflict concerns and what stands against each other. */
function conflict({ agents, isProven, members }: ConflictInfo): string {
  const who = agents.length === 0 ? t('conflict.everybody') : `${agents.slice(0, peopleNamed).join(', ')}${agents.length > peopleNamed ? ` … (${agents.length})` : ''}`;
  const named = members.map(one => `${one.kind === 'rule' ? tOr(`rule.${one.name}`, one.name) : one.facts ? tOr(`conflict.${one.kind}.at`, one.name, lettered(one.facts.split('|'))) : tOr(`conflict.${one.kind}`, one.name)}${one.dates.length > 0 ? ` (${one.dates.slice(0, peopleNamed).map(day).join(', ')})` : ''}`);
  return t(isProven ? 'conflict.cannot' : 'conflict.notFound', { who, members: named.join(' + ') });
}

type DraftProps = { readonly period: PeriodInfo; readonly drafts: readonly ScheduleInfo[]; readonly propose: (schedule: number) => void; readonly isSending: boolean };

/** Drafts of the period with what they cost, a search for another one, and laying one before the leaders. */
export function Draft({ period, drafts, propose, isSending }: DraftProps) {
  const requirements = useLoad<readonly PlanInfo[]>(at('requirements'), ['requirements']);
  const [seconds, setSeconds] = useState(40);
  const [notes, setNotes] = useState<ScheduleAnswer | null>(null);
  const send = useSend();
  const noon = dayStart(addDays(period.firstDay, 1), zone.value) + 12 * 3_600_000;
  const requirement = requirements.value?.find(one => Date.parse(one.start) <= noon && noon <= Date.parse(one.end));
  const build = () => void send.run(async () => {
    const answer = (await ask<ScheduleAnswer>('POST', at('schedules'), { requirement: requirement!.id, firstDay: period.firstDay, weeks: period.weeks, seconds, seed: 1, startFrom: null })).body;
    setNotes(answer);
    say(t(answer.schedule ? 'draft.built' : 'draft.notBuilt'));
  });
  return (
    <div class="card">
      <h3>{t('draft.title')}</h3>
      {drafts.length === 0 && <p class="soft">{t('draft.none')}</p>}
      {drafts.length > 0 && (
        <table class="full">
          <thead><tr><th scope="col">{t('schedule.version')}</th><th scope="col">{t('when')}</th><th scope="col" class="n">{t('draft.cost')}<Explain figure="cost" /></th><th scope="col" class="n">{t('draft.gap')}</th><th scope="col"><span class="visually-hidden">{t('draft.propose')}</span></th></tr></thead>
          <tbody>
            {drafts.map(one => (
              <tr key={one.id}>
                <th scope="row"><Link to={`/schedule?v=${one.id}`}>{t('draft.version', { version: one.version })}</Link></th><td>{moment(one.createdAt)}</td>
                <td class="n">{one.cost === null ? '–' : number(one.cost)}</td>
                <td class="n">{one.cost && one.lowerBound ? percent((one.cost - one.lowerBound) / one.cost) : '–'}</td>
                <td>{period.schedule === one.id ? <span class="tag good">{t('draft.isProposed')}</span> : <button type="button" disabled={isSending} onClick={() => propose(one.id)}>{t('draft.propose')}</button>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {requirement ? (
        <form class="row" onSubmit={event => { event.preventDefault(); build(); }}>
          <label>{t('draft.seconds')}<input type="number" min={1} max={120} value={seconds} onInput={event => setSeconds(Number(event.currentTarget.value))} /></label>
          <button disabled={send.isSending}>{t('draft.build')}</button>
        </form>
      ) : requirements.value && <p class="notice warn"><Link to="/forecast">{t('draft.noRequirement')}</Link></p>}
      {send.isSending && <Loading what={t('draft.building', { seconds })} />}
      <Failure problem={send.failure} />
      {notes && [...notes.conflicts, ...notes.notes].length > 0 && (
        <details><summary>{t('draft.notes', { n: notes.conflicts.length + notes.notes.length })}</summary><ul>{[...notes.conflictsSaid.map(conflict), ...notes.notes.map((note, at) => remark(notes.notesSaid[at], note))].map(note => <li key={note}>{note}</li>)}</ul></details>
      )}
    </div>
  );
}
