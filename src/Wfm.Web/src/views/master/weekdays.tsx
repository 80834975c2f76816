import type { IsoDayOfWeek } from '../../api/types';
import { t } from '../../words/words';

export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const satisfies readonly IsoDayOfWeek[];

/** Which days of the week. */
export function Weekdays({ value, set }: { readonly value: readonly IsoDayOfWeek[]; readonly set: (value: readonly IsoDayOfWeek[]) => void }) {
  return (
    <fieldset>
      <legend>{t('master.weekdays')}</legend>
      {weekdays.map(one => (
        <label key={one} class="weekday"><input type="checkbox" checked={value.includes(one)} onChange={event => set(event.currentTarget.checked ? weekdays.filter(other => other === one || value.includes(other)) : value.filter(other => other !== one))} />{t(`weekday.${one}`)}</label>
      ))}
    </fieldset>
  );
}
