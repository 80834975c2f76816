import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { ReportFileView, ReportInfo, SavedEvery, SavedReportBody, SavedReportView, SavedSpan } from '../../api/types';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Choice, Text } from '../../parts/fields';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { moment } from '../../words/show';
import { language, t } from '../../words/words';

const spans = ['yesterday', 'lastWeek', 'lastMonth', 'monthToDate'] as const satisfies readonly SavedSpan[];
const rhythms = ['never', 'day', 'week', 'month'] as const satisfies readonly SavedEvery[];

/** Reports one keeps, made by night for oneself, and the files they gave. */
export function SavedReports({ all }: { readonly all: readonly ReportInfo[] }) {
  const saved = useLoad<readonly SavedReportView[]>(at('saved-reports'));
  const files = useLoad<readonly ReportFileView[]>(at('report-files'));
  const [isNew, setNew] = useState(false);
  const send = useSend();
  const titleOf = (name: string) => {
    const found = all.find(one => one.name === name);
    return found ? (language.value === 'sv' ? found.titleSv : found.titleEn) : name;
  };
  const act = (method: string, path: string, done: string, tag?: string) => void send.run(async () => {
    await ask(method, at(path), method === 'POST' ? {} : undefined, tag ? { ifMatch: tag } : {});
    say(done);
    saved.again();
    files.again();
  });
  return (
    <section>
      <h2>{t('savedReports')}</h2>
      <p><button type="button" onClick={() => setNew(true)}>{t('savedReports.new')}</button></p>
      <Failure problem={send.failure} />
      <Show of={saved}>
        {list => list.length === 0 ? <p class="soft">{t('savedReports.none')}</p> : (
          <table class="full">
            <thead><tr><th scope="col">{t('name')}</th><th scope="col">{t('report')}</th><th scope="col">{t('savedReports.span')}</th><th scope="col">{t('savedReports.every')}</th><th scope="col"><span class="visually-hidden">{t('runs.act')}</span></th></tr></thead>
            <tbody>
              {list.map(one => (
                <tr key={one.id}>
                  <th scope="row">{one.title}</th><td>{titleOf(one.report)}</td><td>{t(`span.${one.span}`)}</td><td>{t(`every.${one.every}`)}</td>
                  <td><button type="button" disabled={send.isSending} onClick={() => act('POST', `saved-reports/${one.id}/make`, t('savedReports.made'))}>{t('savedReports.make')}</button> <button type="button" class="bad" disabled={send.isSending} onClick={() => act('DELETE', `saved-reports/${one.id}`, t('removed'), `"${one.version}"`)}>{t('remove')}</button></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Show>
      {files.value && files.value.length > 0 && (
        <>
          <h3>{t('savedReports.files')}</h3>
          <ul>{files.value.slice(0, 20).map(file => <li key={file.id}><a href={at(`report-files/${file.id}`)} download>{file.title}</a> <small>{moment(file.at)}</small></li>)}</ul>
        </>
      )}
      {isNew && <NewSaved all={all} close={hasMade => { setNew(false); if (hasMade) saved.again(); }} />}
    </section>
  );
}

function NewSaved({ all, close }: { readonly all: readonly ReportInfo[]; readonly close: (hasMade: boolean) => void }) {
  const [body, setBody] = useState<SavedReportBody>({ title: '', report: all[0]?.name ?? '', span: 'lastMonth', by: null, format: 'xlsx', language: language.value, every: 'month', hourlyPrice: null, receivers: [] });
  const send = useSend();
  const put = (part: Partial<SavedReportBody>) => setBody({ ...body, ...part });
  const submit = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('POST', at('saved-reports'), body);
      say(t('saved'));
      close(true);
    });
  };
  return (
    <Dialog title={t('savedReports.new')} close={() => close(false)}>
      <form class="stack" onSubmit={submit}>
        <Text name={t('name')} value={body.title} set={title => put({ title })} needed longest={100} />
        <Choice name={t('report')} value={body.report} set={report => put({ report, by: null })} choices={all.map(one => [one.name, language.value === 'sv' ? one.titleSv : one.titleEn] as const)} />
        <Choice name={t('savedReports.span')} value={body.span} set={span => put({ span: span as SavedSpan })} choices={spans.map(one => [one, t(`span.${one}`)] as const)} />
        <Choice name={t('savedReports.every')} value={body.every} set={every => put({ every: every as SavedEvery })} choices={rhythms.map(one => [one, t(`every.${one}`)] as const)} />
        <Choice name={t('savedReports.format')} value={body.format} set={format => put({ format })} choices={[['xlsx', 'Excel'], ['csv', 'CSV'], ['html', 'HTML']]} />
        <Failure problem={send.failure} />
        <button class="main" disabled={send.isSending}>{t('edit.save')}</button>
      </form>
    </Dialog>
  );
}
