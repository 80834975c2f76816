import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/client';
import type { Loaded } from '../api/load';
import { refusal, remark } from '../words/remark';
import { t } from '../words/words';

/** A refusal in people's words: the code's own words where we have them, and what the server said of where and what. */
export function Failure({ problem, retry }: { readonly problem: Problem | null; readonly retry?: () => void }) {
  if (!problem) return null;
  const { words, english } = refusal(problem);
  return (
    <div class="notice bad" role="alert">
      <strong>{words}</strong>
      {english && <span lang="en">{english}</span>}
      <Findings found={problem.facts} />
      {retry && <button type="button" onClick={retry}>{t('again')}</button>}
    </div>
  );
}

type Finding = { readonly field?: string; readonly path?: string; readonly found?: unknown; readonly expected?: string; readonly expectedSaid?: string | null; readonly said?: string };

/** What of the things sent cannot be taken, one by one. */
function Findings({ found }: { readonly found: unknown }) {
  if (!Array.isArray(found)) return null;
  const findings = (found as readonly Finding[]).filter(one => one.expected !== undefined);
  return findings.length === 0 ? null : (
    <ul>{findings.map(one => <li key={`${one.field ?? one.path}${one.said}`}>{one.said ? remark(one.said, one.expected!) : <><code>{one.field ?? one.path}: {String(one.found)}</code> {one.expectedSaid ? <>({remark(one.expectedSaid, one.expected!)})</> : <span lang="en">({one.expected})</span>}</>}</li>)}</ul>
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
