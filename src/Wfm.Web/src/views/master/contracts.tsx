import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { ContractBody, ContractView, WorkRulesBody } from '../../api/types';
import { at, is } from '../../app/session';
import { Check, Num, Text } from '../../parts/fields';
import { Show } from '../../parts/states';
import { number, percent } from '../../words/show';
import { t } from '../../words/words';
import { Edit } from './edit';

const limits = [
  'dailyRestHours', 'weeklyRestHours', 'longestWorkWithoutRastHours', 'longestDayHours', 'longestWeekHours', 'mostWorkingDaysInARow', 'fewestDaysOffInARow', 'mostWeekends',
  'averagingWeeks', 'averageWeekHours', 'longestAverageWeekHours', 'longestAveragingWeeks',
] as const satisfies readonly (keyof WorkRulesBody)[];

const fresh: ContractBody = { share: 1, hoursPerWeek: 40, weekBandHours: 5, periodToleranceHours: 1, rules: { name: 'ab', dailyRestHours: 11, dayBreak: '07:00', weeklyRestHours: 36, weekBreak: 'monday', longestWorkWithoutRastHours: 5, longestDayHours: 10, longestWeekHours: 48, mostWorkingDaysInARow: 6 } };

/** Contracts: hours owed and the rules that protect. */
export function Contracts() {
  const list = useLoad<readonly ContractView[]>(at('contracts'), ['contracts']);
  const [edited, setEdited] = useState<string | null | undefined>(undefined);
  return (
    <>
      {is('trafikledning') && <p><button type="button" class="main" onClick={() => setEdited(null)}>{t('master.newContract')}</button></p>}
      <Show of={list}>
        {all => (
          <div class="scroll" tabIndex={0} role="region" aria-label={t('master.contracts')}>
            <table>
              <thead><tr><th scope="col">{t('master.contract')}</th><th scope="col" class="n">{t('contract.share')}</th><th scope="col" class="n">{t('contract.hoursPerWeek')}</th><th scope="col">{t('contract.rules')}</th><th scope="col" class="n">{t('contract.dailyRestHours')}</th><th scope="col" class="n">{t('contract.longestWeekHours')}</th></tr></thead>
              <tbody>
                {all.map(({ code, contract }) => (
                  <tr key={code}>
                    <th scope="row">{is('trafikledning') ? <button type="button" class="plain name" onClick={() => setEdited(code)}>{code}</button> : code}</th>
                    <td class="n">{percent(contract.share, 0)}</td><td class="n">{number(contract.hoursPerWeek, 1)}</td><td>{contract.rules.name}</td><td class="n">{contract.rules.dailyRestHours ?? '–'}</td><td class="n">{contract.rules.longestWeekHours ?? '–'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
      {edited !== undefined && (
        <Edit title={t('master.contract')} list="contracts" code={edited} fresh={fresh} bodyOf={answer => (answer as ContractView).contract} mayRemove close={hasChanged => { setEdited(undefined); if (hasChanged) list.again(); }} draw={(value, put) => (
          <>
            <div class="row">
              <Num name={t('contract.percent')} value={Math.round(value.share * 100)} set={share => put({ share: (share ?? 100) / 100 })} least={1} most={100} needed />
              <Num name={t('contract.hoursPerWeek')} value={value.hoursPerWeek} set={hoursPerWeek => put({ hoursPerWeek: hoursPerWeek ?? 0 })} least={0} most={60} needed />
              <Num name={t('contract.weekBandHours')} value={value.weekBandHours} set={weekBandHours => put({ weekBandHours: weekBandHours ?? 0 })} least={0} needed />
              <Num name={t('contract.periodToleranceHours')} value={value.periodToleranceHours} set={hours => put({ periodToleranceHours: hours ?? 0 })} least={0} needed />
            </div>
            <fieldset>
              <legend>{t('contract.rules')}</legend>
              <div class="row">
                <Text name={t('name')} value={value.rules.name} set={name => put({ rules: { ...value.rules, name } })} needed />
                {limits.map(limit => <Num key={limit} name={t(`contract.${limit}`)} value={value.rules[limit] ?? null} set={hours => put({ rules: { ...value.rules, [limit]: hours } })} least={0} />)}
              </div>
              <Check name={t('contract.isCalledIn')} value={value.rules.isCalledIn ?? false} set={isCalledIn => put({ rules: { ...value.rules, isCalledIn } })} />
            </fieldset>
          </>
        )} />
      )}
    </>
  );
}
