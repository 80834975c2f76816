import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { GroupView, RequestLimits, RequestRule } from '../../api/types';
import { at, ledGroups } from '../../app/session';
import { Check, Num } from '../../parts/fields';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { t } from '../../words/words';

/** What no yes may break in the unit, and what a rule may answer for a group. */
export function Rules() {
  const groups = useLoad<readonly GroupView[]>(at('groups'), ['groups']);
  return (
    <>
      <Limits />
      {ledGroups.value.map(group => <Rule key={group} group={group} name={groups.value?.find(one => one.code === group)?.name ?? group} />)}
    </>
  );
}

function Limits() {
  const limits = useLoad<RequestLimits>(at('request-limits'), ['request-limits']);
  const [value, setValue] = useState<RequestLimits>({});
  const send = useSend();
  useEffect(() => {
    if (limits.value) setValue(limits.value);
  }, [limits.value]);
  const save = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('PUT', at('request-limits'), value, { ifMatch: limits.tag });
      limits.again();
      say(t('saved'));
    });
  };
  return (
    <Show of={limits}>
      {() => (
        <form class="stack" onSubmit={save}>
          <h3>{t('rules.limits')}</h3>
          <Num name={t('rules.mostAway')} value={value.mostAway ?? null} set={mostAway => setValue({ ...value, mostAway })} least={0} step={1} hint={t('rules.empty')} />
          <Num name={t('rules.lowestLevel')} value={value.lowestLevel === null || value.lowestLevel === undefined ? null : Math.round(value.lowestLevel * 100)} set={level => setValue({ ...value, lowestLevel: level === null ? null : level / 100 })} least={0} most={100} hint={t('rules.empty')} />
          <Failure problem={send.failure} />
          <button disabled={send.isSending}>{t('edit.save')}</button>
        </form>
      )}
    </Show>
  );
}

function Rule({ group, name }: { readonly group: string; readonly name: string }) {
  const rule = useLoad<RequestRule>(at(`request-rules/${encodeURIComponent(group)}`), ['request-rules']);
  const [value, setValue] = useState<RequestRule | null>(null);
  const send = useSend();
  useEffect(() => {
    if (rule.value) setValue(rule.value);
  }, [rule.value]);
  const save = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('PUT', at(`request-rules/${encodeURIComponent(group)}`), value, { ifMatch: rule.tag });
      rule.again();
      say(t('saved'));
    });
  };
  return (
    <Show of={rule}>
      {() => value && (
        <form class="stack" onSubmit={save}>
          <h3>{t('rules.automatic', { group: name })}</h3>
          <p class="soft">{t('rules.how')}</p>
          <Check name={t('rules.absence')} value={value.approvesAbsence} set={approvesAbsence => setValue({ ...value, approvesAbsence })} />
          <Check name={t('rules.timeOff')} value={value.approvesTimeOff} set={approvesTimeOff => setValue({ ...value, approvesTimeOff })} />
          <Num name={t('rules.margin')} value={Math.round(value.marginFraction * 1000) / 10} set={margin => setValue({ ...value, marginFraction: (margin ?? 0) / 100 })} least={0} most={50} needed />
          <Num name={t('rules.daysAhead')} value={value.daysAhead} set={daysAhead => setValue({ ...value, daysAhead: daysAhead ?? 0 })} least={0} step={1} needed />
          <Failure problem={send.failure} />
          <button disabled={send.isSending}>{t('edit.save')}</button>
        </form>
      )}
    </Show>
  );
}
