import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { ActivityKind, Adherence, StateGroupBody, StateKind, StateRuleBody, StateRulesBody } from '../../api/types';
import { at, is } from '../../app/session';
import { Choice, Lines, Num, Text } from '../../parts/fields';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { t } from '../../words/words';
import { looks } from '../activities';

const kinds: readonly StateKind[] = ['ready', 'busy', 'paused', 'loggedOut'];
const verdicts: readonly Adherence[] = ['in', 'out', 'neutral'];
const activities: readonly ActivityKind[] = ['contacts', 'lunch', 'break', 'meeting', 'training', 'coaching', 'administration', 'backOffice', 'absence'];
const outside = 'outside';

/** What the telephone system's states mean, and which of them agree with which activity. */
export function StateRules() {
  const loaded = useLoad<StateRulesBody>(at('state-rules'), ['state-rules']);
  return <Show of={loaded}>{value => (is('trafikledning') ? <Write value={value} tag={loaded.tag} changed={loaded.again} /> : <Read value={value} />)}</Show>;
}

const nameOf = (kind: ActivityKind | null): string => (kind ? looks.value[kind].name : t('states.outside'));

function Read({ value }: { readonly value: StateRulesBody }) {
  const groupName = (code: string) => value.groups.find(group => group.code === code)?.name ?? t('states.undefined');
  return (
    <>
      <table class="full">
        <caption>{t('states.groups')}</caption>
        <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('states.kind')}</th><th scope="col">{t('states.codes')}</th></tr></thead>
        <tbody>{value.groups.map(group => <tr key={group.code}><th scope="row">{group.name}</th><td>{t(`stateKind.${group.kind}`)}</td><td>{group.states.join(', ')}</td></tr>)}</tbody>
      </table>
      <table class="full">
        <caption>{t('states.rules')}</caption>
        <thead><tr><th scope="col">{t('states.group')}</th><th scope="col">{t('board.scheduled')}</th><th scope="col">{t('board.agrees')}</th><th scope="col" class="n">{t('states.forgiven')}</th></tr></thead>
        <tbody>{value.rules.map(rule => <tr key={`${rule.group} ${rule.scheduled}`}><th scope="row">{groupName(rule.group)}</th><td>{nameOf(rule.scheduled)}</td><td><span class="state" style={{ borderLeftColor: rule.colour }}>{t(`board.${rule.adherence}`)}</span></td><td class="n">{rule.thresholdSeconds} s</td></tr>)}</tbody>
      </table>
    </>
  );
}

function Write({ value, tag, changed }: { readonly value: StateRulesBody; readonly tag: string | null; readonly changed: () => void }) {
  const [groups, setGroups] = useState<readonly StateGroupBody[]>(value.groups);
  const [rules, setRules] = useState<readonly StateRuleBody[]>(value.rules);
  const send = useSend();
  useEffect(() => {
    setGroups(value.groups);
    setRules(value.rules);
  }, [value]);
  const save = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('PUT', at('state-rules'), { groups, rules }, { ifMatch: tag });
      changed();
      say(t('saved'));
    });
  };
  return (
    <form class="edit" onSubmit={save}>
      <p class="soft">{t('states.how')}</p>
      <Lines<StateGroupBody> title={t('states.groups')} lines={groups} set={setGroups} fresh={() => ({ code: '', name: '', kind: 'paused', states: [] })} add={t('states.addGroup')} remove={t('states.removeGroup')} draw={(group, put) => (
        <>
          <Text name={t('master.code')} value={group.code} set={code => put({ code })} needed longest={50} />
          <Text name={t('name')} value={group.name} set={name => put({ name })} needed longest={100} />
          <Choice name={t('states.kind')} value={group.kind} set={kind => put({ kind: kind as StateKind })} choices={kinds.map(kind => [kind, t(`stateKind.${kind}`)] as const)} />
          {/* Blanks and case count in codes, so lines are kept as they are. */}
          <label>{t('states.codesByLine')}<textarea rows={Math.min(6, Math.max(2, group.states.length))} value={group.states.join('\n')} onChange={event => put({ states: event.currentTarget.value.split('\n').filter(code => code !== '') })} /></label>
        </>
      )} />
      <Lines<StateRuleBody> title={t('states.rules')} lines={rules} set={setRules} fresh={() => ({ group: groups[0]?.code ?? '', scheduled: 'contacts', adherence: 'in', thresholdSeconds: 60, colour: '#2e7d32' })} add={t('states.addRule')} remove={t('states.removeRule')} draw={(rule, put) => (
        <>
          <Choice name={t('states.group')} value={rule.group} set={group => put({ group })} choices={choicesOf(groups, rule.group)} />
          <Choice name={t('board.scheduled')} value={rule.scheduled ?? outside} set={kind => put({ scheduled: kind === outside ? null : kind as ActivityKind })} choices={[...activities.map(kind => [kind, nameOf(kind)] as const), [outside, nameOf(null)]]} />
          <Choice name={t('board.agrees')} value={rule.adherence} set={adherence => put({ adherence: adherence as Adherence })} choices={verdicts.map(one => [one, t(`board.${one}`)] as const)} />
          <Num name={t('states.forgiven')} value={rule.thresholdSeconds} set={seconds => put({ thresholdSeconds: seconds ?? 0 })} least={0} most={86_400} step={1} needed />
          <label>{t('activity.colour')}<input type="color" value={rule.colour} onInput={event => put({ colour: event.currentTarget.value })} /></label>
        </>
      )} />
      <Failure problem={send.failure} {...(send.failure?.code === 'changed-meanwhile' ? { retry: changed } : {})} />
      <button class="main" disabled={send.isSending}>{t('edit.save')}</button>
    </form>
  );
}

// A rule may speak of states that stand in no group.
const choicesOf = (groups: readonly StateGroupBody[], own: string): readonly (readonly [string, string])[] => {
  const named = groups.map(group => [group.code, group.name] as const);
  return named.some(([code]) => code === own) ? named : [...named, [own, t('states.undefined')]];
};
