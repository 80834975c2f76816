import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { DelegationView, Lever } from '../../api/types';
import { at, ledGroups } from '../../app/session';
import { say } from '../../parts/said';
import { Failure } from '../../parts/states';
import { t } from '../../words/words';

const levers = ['moveBreaks', 'moveLunches', 'moveActivities', 'putOff', 'lend', 'overtime', 'callIn', 'train', 'timeOff'] as const satisfies readonly Lever[];

/** What trafikledning may accept for a leader's group without asking each time. */
export function Delegations() {
  const list = useLoad<readonly DelegationView[]>(at('day/delegations'), ['day']);
  const send = useSend();
  if (ledGroups.value.length === 0 || !list.value) return null;
  const set = (group: string, chosen: readonly Lever[]) => void send.run(async () => {
    await ask('PUT', at(`day/delegations/${encodeURIComponent(group)}`), { levers: chosen });
    list.again();
    say(t('saved'));
  });
  return (
    <section>
      <h2>{t('delegations')}</h2>
      <p class="soft">{t('delegations.how')}</p>
      {ledGroups.value.map(group => {
        const chosen = list.value!.find(one => one.group === group)?.levers ?? [];
        return (
          <fieldset key={group}>
            <legend>{group}</legend>
            {levers.map(lever => <label key={lever} class="weekday"><input type="checkbox" disabled={send.isSending} checked={chosen.includes(lever)} onChange={event => set(group, event.currentTarget.checked ? [...chosen, lever] : chosen.filter(one => one !== lever))} />{t(`lever.${lever}`)}</label>)}
          </fieldset>
        );
      })}
      <Failure problem={send.failure} />
    </section>
  );
}
