import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { AgentBody, ContractView, GroupView } from '../../api/types';
import { at, is, zone } from '../../app/session';
import { Choice, DateOf, Lines, Num, Text } from '../../parts/fields';
import { Show } from '../../parts/states';
import { clockAt } from '../../time/zone';
import { byName } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';
import { Edit } from './edit';

type AgentRow = { readonly code: string; readonly group: string; readonly contract: string; readonly agent: AgentBody };

/** People with group, contract and skills by date. */
export function Agents() {
  const today = clockAt(Date.now(), zone.value).date;
  const [on, setOn] = useState(today);
  const [find, setFind] = useState('');
  const [edited, setEdited] = useState<string | null | undefined>(undefined);
  const list = useLoad<{ readonly items: readonly AgentRow[] }>(at(`agents?limit=1000&on=${on}`), ['agents', 'groups', 'contracts']);
  const groups = useLoad<readonly GroupView[]>(at('groups'), ['groups']);
  const contracts = useLoad<readonly ContractView[]>(at('contracts'), ['contracts']);
  const queues = useQueues();
  const groupName = (code: string) => groups.value?.find(one => one.code === code)?.name ?? code;
  const choices = {
    groups: (groups.value ?? []).map(one => [one.code, one.name] as const),
    contracts: (contracts.value ?? []).map(one => [one.code, one.code] as const),
    queues: queues.all.map(one => [one.code, one.queue.name] as const),
  };
  const fresh: AgentBody = { name: '', assignments: [{ group: choices.groups[0]?.[0] ?? '', contract: choices.contracts[0]?.[0] ?? '', validFrom: null }], skills: [], employedFrom: today, employedTo: null };
  return (
    <>
      <div class="row">
        <label>{t('schedule.find')}<input type="search" value={find} onInput={event => setFind(event.currentTarget.value)} /></label>
        <label>{t('master.on')}<input type="date" value={on} onInput={event => setOn(event.currentTarget.value || today)} /></label>
        {is('trafikledning') && <button type="button" class="main" onClick={() => setEdited(null)}>{t('master.newAgent')}</button>}
      </div>
      <Show of={list}>
        {page => (
          <div class="scroll table-scroll tall" tabIndex={0} role="region" aria-label={t('master.agents')}>
            <table class="full">
              <thead><tr><th scope="col">{t('master.code')}</th><th scope="col">{t('name')}</th><th scope="col">{t('group')}</th><th scope="col">{t('master.contract')}</th><th scope="col">{t('master.skills')}</th></tr></thead>
              <tbody>
                {page.items.filter(row => !find || row.agent.name.toLocaleLowerCase().includes(find.toLocaleLowerCase()) || row.code.includes(find)).sort((one, other) => byName(one.agent.name, other.agent.name)).map(row => (
                  <tr key={row.code}>
                    <td>{row.code}</td>
                    <th scope="row">{is('trafikledning') ? <button type="button" class="plain name" onClick={() => setEdited(row.code)}>{row.agent.name}</button> : row.agent.name}</th>
                    <td>{groupName(row.group)}</td><td>{row.contract}</td>
                    <td>{row.agent.skills.map(skill => `${queues.name(skill.queue)} (${skill.priority})`).join(', ')}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
      {edited !== undefined && (
        <Edit title={t('master.agent')} list="agents" code={edited} fresh={fresh} bodyOf={answer => (answer as AgentRow).agent} close={hasChanged => { setEdited(undefined); if (hasChanged) list.again(); }} draw={(value, put) => (
          <>
            <Text name={t('name')} value={value.name} set={name => put({ name })} needed />
            <div class="row"><DateOf name={t('master.employedFrom')} value={value.employedFrom ?? null} set={employedFrom => put({ employedFrom })} /><DateOf name={t('master.employedTo')} value={value.employedTo ?? null} set={employedTo => put({ employedTo })} /></div>
            <Lines title={t('master.assignments')} lines={value.assignments} set={assignments => put({ assignments })} fresh={() => ({ ...fresh.assignments[0]!, validFrom: today })} add={t('form.add')} remove={t('remove')} draw={(line, change) => (
              <><Choice name={t('group')} value={line.group} set={group => change({ group })} choices={choices.groups} needed /><Choice name={t('master.contract')} value={line.contract} set={contract => change({ contract })} choices={choices.contracts} needed /><DateOf name={t('master.from')} value={line.validFrom ?? null} set={validFrom => change({ validFrom })} /></>
            )} />
            <Lines title={t('master.skills')} lines={value.skills} set={skills => put({ skills })} fresh={() => ({ queue: choices.queues[0]?.[0] ?? '', priority: 1, validFrom: today, validTo: null })} add={t('form.add')} remove={t('remove')} draw={(line, change) => (
              <><Choice name={t('queue')} value={line.queue} set={queue => change({ queue })} choices={choices.queues} needed /><Num name={t('master.priority')} value={line.priority} set={priority => change({ priority: priority ?? 1 })} least={1} most={9} step={1} needed /><DateOf name={t('master.from')} value={line.validFrom ?? null} set={validFrom => change({ validFrom })} /><DateOf name={t('master.to')} value={line.validTo ?? null} set={validTo => change({ validTo })} /></>
            )} />
          </>
        )} />
      )}
    </>
  );
}
