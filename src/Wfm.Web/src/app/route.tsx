import { computed, signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

const address = signal(location.pathname + location.search);

export const path = computed(() => address.value.split('?')[0]!);
export const query = computed(() => new URLSearchParams(address.value.split('?')[1] ?? ''));

window.addEventListener('popstate', () => (address.value = location.pathname + location.search));

export function go(to: string, replaces = false): void {
  if (to === address.value) return;
  history[replaces ? 'replaceState' : 'pushState'](null, '', to);
  address.value = to;
}

/** Changes a part of the query, so that a reload and a copied address show the same. */
export function setQuery(changes: Readonly<Record<string, string | null>>): void {
  const next = new URLSearchParams(query.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  go(text ? `${path.value}?${text}` : path.value, true);
}

type LinkProps = { readonly to: string; readonly children: ComponentChildren; readonly class?: string; readonly 'aria-label'?: string; readonly isHere?: boolean };

export function Link({ to, children, isHere, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={to} onClick={follow} aria-current={isHere || path.value === to ? 'page' : undefined}>{children}</a>;
}
