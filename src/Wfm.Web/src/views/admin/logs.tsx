import { useState } from 'preact/hooks';
import { get } from '../../api/client';
import { useLoad } from '../../api/load';
import type { AuditView, PageOfAuditView, PageOfReadView, ReadView } from '../../api/types';
import { at } from '../../app/session';
import { Choice } from '../../parts/fields';
import { Show } from '../../parts/states';
import { byName, moment } from '../../words/show';
import { t, tOr } from '../../words/words';
import { acts, subjectOf } from './acts';

/** What was done, newest first. */
export function Audit() {
  const [who, setWho] = useState('');
  const [action, setAction] = useState('');
  const [subject, setSubject] = useState('');
  const filter = [['who', who], ['action', action], ['subject', subject]].filter(([, value]) => value).map(([name, value]) => `&${name}=${encodeURIComponent(value!)}`).join('');
  const first = useLoad<PageOfAuditView>(at(`audit?limit=100${filter}`));
  const [more, setMore] = useState<{ readonly filter: string; readonly page: PageOfAuditView } | null>(null);
  const older = more?.filter === filter ? more.page : null;
  const next = older ? older.next : first.value?.next;
  const load = async () => {
    const page = await get<PageOfAuditView>(at(`audit?limit=100${filter}&after=${next}`));
    setMore({ filter, page: { items: [...(older?.items ?? []), ...page.items], next: page.next } });
  };
  return (
    <>
      <div class="row">
        <label>{t('who')}<input type="search" value={who} onChange={event => setWho(event.currentTarget.value)} /></label>
        <Choice name={t('audit.action')} value={action} set={setAction} none={t('audit.anyAction')} choices={acts.map(act => [act, tOr(`audit.act.${act}`, act)] as const).sort((one, other) => byName(one[1], other[1]))} />
        <label>{t('audit.subject')}<input type="search" value={subject} onChange={event => setSubject(event.currentTarget.value)} /></label>
      </div>
      <Show of={first}>
        {page => (
          <div class="scroll" tabIndex={0} role="region" aria-label={t('admin.audit')}>
            <table class="full">
              <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('who')}</th><th scope="col">{t('audit.action')}</th><th scope="col">{t('audit.subject')}</th><th scope="col">{t('edit.why')}</th><th scope="col">{t('audit.change')}</th></tr></thead>
              <tbody>{[...page.items, ...(older?.items ?? [])].map(entry => <Entry key={entry.id} entry={entry} />)}</tbody>
            </table>
          </div>
        )}
      </Show>
      {next && <p><button type="button" onClick={() => void load()}>{t('more')}</button></p>}
    </>
  );
}

function Entry({ entry }: { readonly entry: AuditView }) {
  const hasMore = entry.before !== null || entry.after !== null;
  return (
    <tr>
      <td class="d">{moment(entry.at)}</td><td>{tOr(`audit.by.${entry.who}`, entry.who)}</td><td>{tOr(`audit.act.${entry.action}`, entry.action)}</td><td>{subjectOf(entry.subject)}</td><td>{entry.isMasked ? <span class="tag soft">{t('audit.masked')}</span> : entry.why}</td>
      <td>{hasMore && <details><summary>{t('audit.see')}</summary><pre class="report">{JSON.stringify({ before: entry.before, after: entry.after }, null, 1)}</pre></details>}</td>
    </tr>
  );
}

/** Who read what is sensitive, newest first. */
export function Reads() {
  const list = useLoad<PageOfReadView>(at('reads?limit=200'));
  return (
    <Show of={list}>
      {page => (
        <div class="scroll table-scroll tall" tabIndex={0} role="region" aria-label={t('admin.reads')}>
          <table class="full">
            <thead><tr><th scope="col">{t('when')}</th><th scope="col">{t('who')}</th><th scope="col">{t('reads.what')}</th><th scope="col">{t('reads.of')}</th><th scope="col">{t('edit.why')}</th></tr></thead>
            <tbody>{page.items.map((read: ReadView) => <tr key={read.id}><td class="d">{moment(read.at)}</td><td>{read.who}</td><td>{tOr(`read.${read.what}`, read.what)}</td><td>{read.agent}</td><td>{read.why && tOr(`read.${read.why}`, read.why)}</td></tr>)}</tbody>
          </table>
        </div>
      )}
    </Show>
  );
}
