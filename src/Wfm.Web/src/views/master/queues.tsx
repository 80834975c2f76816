import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { Channel, GroupView, IsoDayOfWeek, OpeningBody, PostBody, QueueBody, QueueView, ServiceLevelDefinition, StaffingModel, TargetBody } from '../../api/types';
import { at, is } from '../../app/session';
import { Choice, DateOf, Lines, Num, Text, TimeOf } from '../../parts/fields';
import { Show } from '../../parts/states';
import { byName, percent } from '../../words/show';
import { t } from '../../words/words';
import { Edit } from './edit';
import { weekdays } from './weekdays';

const channels = ['phone', 'mail', 'visit', 'chat', 'callback', 'backOffice'] as const satisfies readonly Channel[];
const models = ['erlangA', 'erlangC'] as const satisfies readonly StaffingModel[];
const definitions = ['ofOffered', 'ofAnswered', 'excludingShortAbandons', 'abandonedInTimeCounts', 'virtualWait'] as const satisfies readonly ServiceLevelDefinition[];
const freshTarget: TargetBody = { share: 0.8, thresholdSeconds: 30, model: 'erlangA', definition: 'ofOffered', shrinkage: [{ fromLeadDays: 0, fraction: 0.3 }], validFrom: null, patienceSeconds: 180 };
const freshOpening = (): OpeningBody => ({ weekday: 'monday', opens: '08:00', closes: '16:00' });
const freshPost = (): PostBody => ({ weekday: null, from: '08:00', to: '16:00', people: 1, validFrom: null, validTo: null });
const fresh: QueueBody = { name: '', channel: 'phone', openingHours: weekdays.slice(0, 5).map(weekday => ({ weekday, opens: '08:00', closes: '16:00' })), targets: [freshTarget], group: null, posts: [] };

/** Queues with their opening hours, promises and fewest people, all by date. */
export function Queues() {
  const list = useLoad<readonly QueueView[]>(at('queues'), ['queues']);
  const groups = useLoad<readonly GroupView[]>(at('groups'), ['groups']);
  const [edited, setEdited] = useState<string | null | undefined>(undefined);
  const last = (queue: QueueBody) => queue.targets.at(-1);
  return (
    <>
      {is('trafikledning') && <p><button type="button" class="main" onClick={() => setEdited(null)}>{t('master.newQueue')}</button></p>}
      <Show of={list}>
        {all => (
          <div class="scroll" tabIndex={0} role="region" aria-label={t('master.queues')}>
            <table class="full">
              <thead><tr><th scope="col">{t('master.code')}</th><th scope="col">{t('name')}</th><th scope="col">{t('queue.channel')}</th><th scope="col">{t('group')}</th><th scope="col">{t('target')}</th><th scope="col">{t('queue.opening')}</th><th scope="col">{t('queue.posts')}</th></tr></thead>
              <tbody>
                {[...all].sort((one, other) => byName(one.queue.name, other.queue.name)).map(({ code, queue }) => (
                  <tr key={code}>
                    <td>{code}</td>
                    <th scope="row">{is('trafikledning') ? <button type="button" class="plain name" onClick={() => setEdited(code)}>{queue.name}</button> : queue.name}</th>
                    <td>{t(`channel.${queue.channel}`)}</td><td>{groups.value?.find(one => one.code === queue.group)?.name ?? queue.group ?? '–'}</td>
                    <td class="d">{last(queue) ? `${percent(last(queue)!.share, 0)} / ${last(queue)!.thresholdSeconds} s` : '–'}</td>
                    <td>{queue.openingHours[0] ? `${t(`weekday.short.${queue.openingHours[0].weekday}` as 'weekday.short.monday')}–${t(`weekday.short.${queue.openingHours.at(-1)!.weekday}` as 'weekday.short.monday')} ${queue.openingHours[0].opens}–${queue.openingHours[0].closes}` : '–'}</td>
                    <td>{(queue.posts ?? []).map(post => `${post.people} (${post.weekday ? `${t(`weekday.short.${post.weekday}` as 'weekday.short.monday')} ` : ''}${post.from}–${post.to})`).join(', ') || '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
      {edited !== undefined && (
        <Edit title={t('queue')} list="queues" code={edited} fresh={fresh} bodyOf={answer => (answer as QueueView).queue} mayRemove close={hasChanged => { setEdited(undefined); if (hasChanged) list.again(); }} draw={(value, put) => (
          <>
            <div class="row">
              <Text name={t('name')} value={value.name} set={name => put({ name })} needed />
              <Choice name={t('queue.channel')} value={value.channel} set={channel => put({ channel: channel as Channel })} choices={channels.map(one => [one, t(`channel.${one}`)] as const)} />
              <Choice name={t('group')} value={value.group ?? ''} set={group => put({ group: group || null })} none={t('queue.noGroup')} choices={(groups.value ?? []).map(one => [one.code, one.name] as const)} />
            </div>
            <Lines title={t('queue.opening')} lines={value.openingHours} set={openingHours => put({ openingHours })} fresh={freshOpening} add={t('form.add')} remove={t('remove')} draw={(line, change) => (
              <>
                <Choice name={t('day')} value={line.weekday} set={weekday => change({ weekday: weekday as IsoDayOfWeek })} choices={weekdays.map(one => [one, t(`weekday.${one}`)] as const)} />
                <TimeOf name={t('queue.opens')} value={line.opens} set={opens => change({ opens: opens ?? '' })} needed /><TimeOf name={t('queue.closes')} value={line.closes} set={closes => change({ closes: closes ?? '' })} needed />
                <DateOf name={t('master.from')} value={line.validFrom ?? null} set={validFrom => change({ validFrom })} /><DateOf name={t('master.to')} value={line.validTo ?? null} set={validTo => change({ validTo })} />
              </>
            )} />
            <Lines title={t('queue.posts')} lines={value.posts ?? []} set={posts => put({ posts })} fresh={freshPost} add={t('form.add')} remove={t('remove')} draw={(line, change) => (
              <>
                <Choice name={t('day')} value={line.weekday ?? ''} set={weekday => change({ weekday: (weekday || null) as IsoDayOfWeek | null })} none={t('queue.everyOpenDay')} choices={weekdays.map(one => [one, t(`weekday.${one}`)] as const)} />
                <TimeOf name={t('queue.postFrom')} value={line.from} set={from => change({ from: from ?? '' })} needed /><TimeOf name={t('queue.postTo')} value={line.to} set={to => change({ to: to ?? '' })} needed />
                <Num name={t('queue.fewest')} value={line.people} set={people => change({ people: people ?? 0 })} least={1} most={1000} step={1} needed />
                <DateOf name={t('master.from')} value={line.validFrom ?? null} set={validFrom => change({ validFrom })} /><DateOf name={t('master.to')} value={line.validTo ?? null} set={validTo => change({ validTo })} />
              </>
            )} />
            <Lines title={t('queue.targets')} lines={value.targets} set={targets => put({ targets })} fresh={() => value.targets.at(-1) ?? freshTarget} add={t('form.add')} remove={t('remove')} draw={(line, change) => (
              <>
                <Num name={t('queue.share')} value={Math.round(line.share * 1000) / 10} set={share => change({ share: (share ?? 0) / 100 })} least={1} most={99.9} needed />
                <Num name={t('queue.threshold')} value={line.thresholdSeconds} set={seconds => change({ thresholdSeconds: seconds ?? 0 })} least={0} needed />
                <Choice name={t('why.model')} value={line.model} set={model => change({ model: model as StaffingModel })} choices={models.map(one => [one, t(`model.${one}`)] as const)} />
                <Choice name={t('queue.definition')} value={line.definition} set={definition => change({ definition: definition as ServiceLevelDefinition })} choices={definitions.map(one => [one, t(`definition.${one}`)] as const)} />
                <Num name={t('queue.patience')} value={line.patienceSeconds ?? null} set={patienceSeconds => change({ patienceSeconds })} least={1} />
                <Num name={t('queue.shrinkage')} value={Math.round((line.shrinkage[0]?.fraction ?? 0) * 1000) / 10} set={share => change({ shrinkage: [{ fromLeadDays: 0, fraction: (share ?? 0) / 100 }, ...line.shrinkage.slice(1)] })} least={0} most={90} needed />
                <DateOf name={t('master.from')} value={line.validFrom ?? null} set={validFrom => change({ validFrom })} />
              </>
            )} />
          </>
        )} />
      )}
    </>
  );
}
