import type { ComponentChildren } from 'preact';

type FieldProps<T> = { readonly name: string; readonly value: T; readonly set: (value: T) => void; readonly needed?: boolean; readonly hint?: string };

export const Text = ({ name, value, set, needed, hint, longest = 200 }: FieldProps<string> & { readonly longest?: number }) => (
  <label>{name}<input value={value} required={needed} maxLength={longest} onInput={event => set(event.currentTarget.value)} />{hint && <small>{hint}</small>}</label>
);

export const Num = ({ name, value, set, needed, hint, least, most, step = 'any' }: FieldProps<number | null> & { readonly least?: number; readonly most?: number; readonly step?: number | 'any' }) => (
  <label>{name}<input type="number" value={value ?? ''} min={least} max={most} step={step} required={needed} onInput={event => set(event.currentTarget.value === '' ? null : Number(event.currentTarget.value))} />{hint && <small>{hint}</small>}</label>
);

export const DateOf = ({ name, value, set, needed }: FieldProps<string | null>) => (
  <label>{name}<input type="date" value={value ?? ''} required={needed} onInput={event => set(event.currentTarget.value || null)} /></label>
);

export const TimeOf = ({ name, value, set, needed }: FieldProps<string | null>) => (
  <label>{name}<input type="time" step={900} value={value ?? ''} required={needed} onInput={event => set(event.currentTarget.value || null)} /></label>
);

type ChoiceProps = FieldProps<string> & { readonly choices: readonly (readonly [string, string])[]; readonly none?: string };

export const Choice = ({ name, value, set, needed, choices, none }: ChoiceProps) => (
  <label>{name}
    <select value={value} required={needed} onChange={event => set(event.currentTarget.value)}>
      {none !== undefined && <option value="">{none}</option>}
      {choices.map(([code, text]) => <option key={code} value={code}>{text}</option>)}
    </select>
  </label>
);

export const Check = ({ name, value, set }: FieldProps<boolean>) => <label><input type="checkbox" checked={value} onChange={event => set(event.currentTarget.checked)} />{name}</label>;

type LinesProps<T> = { readonly title: string; readonly lines: readonly T[]; readonly set: (lines: readonly T[]) => void; readonly fresh: () => T; readonly add: string; readonly remove: string; readonly draw: (line: T, put: (part: Partial<T>) => void) => ComponentChildren };

/** Rows that are added, changed and removed. */
export function Lines<T>({ title, lines, set, fresh, add, remove, draw }: LinesProps<T>) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {lines.map((line, index) => (
        <div class="row" key={index}>
          {draw(line, part => set(lines.map((other, place) => (place === index ? { ...other, ...part } : other))))}
          <button type="button" aria-label={`${remove} ${index + 1}`} onClick={() => set(lines.filter((_, place) => place !== index))}>✕</button>
        </div>
      ))}
      <button type="button" onClick={() => set([...lines, fresh()])}>{add}</button>
    </fieldset>
  );
}
