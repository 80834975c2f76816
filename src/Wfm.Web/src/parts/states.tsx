import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/client';
import type { Loaded } from '../api/load';
import { t, tOr } from '../words/words';

/** A refusal in people's words: the code's own words where we have them, and what the server said of where and what. */
export function Failure({ problem, retry }: { readonly problem: Problem | null; readonly retry?: () => void }) {
  if (!problem) return null;
  return (
    <div class="notice bad" role="alert">
      <strong>{tOr(`problem.${problem.code}`, problem.message)}</strong>
      {problem.detail && <span lang="en">{problem.detail}</span>}
      {retry && <button type="button" onClick={retry}>{t('again')}</button>}
    </div>
  );
}

export function Loading({ what }: { readonly what?: string }) {
  return <p class="loading" role="status"><span class="spinner" aria-hidden="true" />{what ?? t('loading')}</p>;
}

export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return <div class="empty"><p><strong>{title}</strong></p>{children}</div>;
}

/** Shows what was loaded, or that it is being loaded, or why it could not be. */
export function Show<T>({ of, children }: { readonly of: Loaded<T>; readonly children: (value: T) => ComponentChildren }) {
  if (of.value === null) return of.failure ? <Failure problem={of.failure} retry={of.again} /> : <Loading />;
  return <>{of.failure && <Failure problem={of.failure} retry={of.again} />}{children(of.value)}</>;
}
