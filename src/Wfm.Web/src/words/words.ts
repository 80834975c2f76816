import { signal } from '@preact/signals';
import type sv from './sv.json';

export type Word = keyof typeof sv;
export type Language = 'sv' | 'en';
export type Facts = Readonly<Record<string, string | number>>;

type Catalogue = Readonly<Record<Word, string>>;

const loaders: Record<Language, () => Promise<{ default: Catalogue }>> = {
  sv: () => import('./sv.json'),
  en: () => import('./en.json'),
};

export const locales: Record<Language, string> = { sv: 'sv-SE', en: 'en-GB' };
export const language = signal<Language>('sv');
const catalogue = signal<Catalogue>({} as Catalogue);

const remembered = 'wfm-language';

export async function speak(wanted: Language): Promise<void> {
  catalogue.value = (await loaders[wanted]()).default;
  language.value = wanted;
  document.documentElement.lang = wanted;
  localStorage.setItem(remembered, wanted);
}

export const lastSpoken = (): Language => (localStorage.getItem(remembered) === 'en' ? 'en' : 'sv');

/** The words for a key; {name} is filled from facts, and "one|many" chosen by the fact n. */
export function t(key: Word, facts?: Facts): string {
  return fill(catalogue.value[key] ?? key, facts);
}

/** Words for a key that data brings; what the catalogue does not know is shown as it came. */
export function tOr(key: string, otherwise: string, facts?: Facts): string {
  const found = (catalogue.value as Readonly<Record<string, string>>)[key];
  return found === undefined ? otherwise : fill(found, facts);
}

export function fill(text: string, facts?: Facts): string {
  if (!facts) return text;
  const forms = text.split('|');
  const chosen = forms.length === 2 && 'n' in facts ? forms[Number(facts.n) === 1 ? 0 : 1]! : text;
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
