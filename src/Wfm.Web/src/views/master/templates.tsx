import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { ContractView, TemplateBody, TemplateView } from '../../api/types';
import { at, is } from '../../app/session';
import { Choice, Num, TimeOf } from '../../parts/fields';
import { Show } from '../../parts/states';
import { number } from '../../words/show';
import { t } from '../../words/words';
import { Edit } from './edit';
import { weekdays, Weekdays } from './weekdays';

const fresh: TemplateBody = { weekdays: weekdays.slice(0, 5), earliestStart: '07:00', latestStart: '09:00', stepMinutes: 15, shortestHours: 6, longestHours: 9, shortestLunchMinutes: 30, longestLunchMinutes: 60, breaks: 2, breakMinutes: 15, earliestLunch: '11:00', latestLunchEnd: '13:30', contract: null };
const figures = ['stepMinutes', 'shortestHours', 'longestHours', 'shortestLunchMinutes', 'longestLunchMinutes', 'breaks', 'breakMinutes'] as const satisfies readonly (keyof TemplateBody)[];

/** Shift templates with their lunches and breaks. */
export function Templates() {
  const list = useLoad<readonly TemplateView[]>(at('shift-templates'), ['shift-templates']);
  const contracts = useLoad<readonly ContractView[]>(at('contracts'), ['contracts']);
  const [edited, setEdited] = useState<string | null | undefined>(undefined);
  return (
    <>
      {is('trafikledning') && <p><button type="button" class="main" onClick={() => setEdited(null)}>{t('master.newTemplate')}</button></p>}
      <Show of={list}>
        {all => (
          <div class="scroll" tabIndex={0} role="region" aria-label={t('master.templates')}>
            <table>
              <thead><tr><th scope="col">{t('master.template')}</th><th scope="col">{t('master.weekdays')}</th><th scope="col">{t('template.starts')}</th><th scope="col">{t('template.hours')}</th><th scope="col">{t('template.lunch')}</th><th scope="col">{t('template.pauses')}</th></tr></thead>
              <tbody>
                {all.map(({ code, template }) => (
                  <tr key={code}>
                    <th scope="row">{is('trafikledning') ? <button type="button" class="plain name" onClick={() => setEdited(code)}>{code}</button> : code}</th>
                    <td>{template.weekdays.map(one => t(`weekday.short.${one}` as 'weekday.short.monday')).join(' ')}</td>
                    <td>{template.earliestStart}–{template.latestStart}</td><td>{number(template.shortestHours, 1)}–{number(template.longestHours, 1)}</td>
                    <td>{template.longestLunchMinutes > 0 ? `${template.shortestLunchMinutes}–${template.longestLunchMinutes} min` : '–'}</td><td>{template.breaks} × {template.breakMinutes} min</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
      {edited !== undefined && (
        <Edit title={t('master.template')} list="shift-templates" code={edited} fresh={fresh} bodyOf={answer => (answer as TemplateView).template} mayRemove close={hasChanged => { setEdited(undefined); if (hasChanged) list.again(); }} draw={(value, put) => (
          <>
            <Weekdays value={value.weekdays} set={days => put({ weekdays: days })} />
            <div class="row">
              <TimeOf name={t('template.earliestStart')} value={value.earliestStart} set={time => put({ earliestStart: time ?? '' })} needed />
              <TimeOf name={t('template.latestStart')} value={value.latestStart} set={time => put({ latestStart: time ?? '' })} needed />
              {figures.map(figure => <Num key={figure} name={t(`template.${figure}`)} value={value[figure]} set={amount => put({ [figure]: amount ?? 0 })} least={0} needed />)}
              <TimeOf name={t('template.earliestLunch')} value={value.earliestLunch ?? null} set={earliestLunch => put({ earliestLunch })} />
              <TimeOf name={t('template.latestLunchEnd')} value={value.latestLunchEnd ?? null} set={latestLunchEnd => put({ latestLunchEnd })} />
              <Choice name={t('template.contract')} value={value.contract ?? ''} set={contract => put({ contract: contract || null })} none={t('template.everyContract')} choices={(contracts.value ?? []).map(one => [one.code, one.code] as const)} />
            </div>
          </>
        )} />
      )}
    </>
  );
}
