import type { ComponentType } from 'preact';
import { query, setQuery } from '../app/route';
import { t, type Word } from '../words/words';

export type Tab = { readonly key: string; readonly name: Word; readonly view: ComponentType };

/** Parts of a view, one at a time, kept in the address. */
export function Tabs({ tabs, label }: { readonly tabs: readonly Tab[]; readonly label: string }) {
  const current = tabs.find(tab => tab.key === query.value.get('tab')) ?? tabs[0]!;
  const View = current.view;
  return (
    <>
      <nav class="tabs" aria-label={label}>
        {tabs.map(tab => <button key={tab.key} type="button" aria-current={tab === current ? 'page' : undefined} onClick={() => setQuery({ tab: tab.key })}>{t(tab.name)}</button>)}
      </nav>
      <section><h2>{t(current.name)}</h2><View /></section>
    </>
  );
}
