import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { LogonBody } from '../../api/types';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Choice, Text } from '../../parts/fields';
import { say } from '../../parts/said';
import { Failure, Show } from '../../parts/states';
import { byName } from '../../words/show';
import { t } from '../../words/words';
import { usePeople } from '../people';

// Of very many those looked for are shown.
const mostShown = 200;

type LogonsProps = { readonly source: string; /** A logon somebody is to be named for. */ readonly wanted: string; readonly close: (hasChanged: boolean) => void };

/** Whose logons of a source are whose; written as a whole on the version that was read. */
export function Logons({ source, wanted, close }: LogonsProps) {
  const path = at(`feeds/${encodeURIComponent(source)}/logons`);
  const list = useLoad<readonly LogonBody[]>(path);
  const people = usePeople();
  const [logons, setLogons] = useState<readonly LogonBody[]>([]);
  const [userCode, setUserCode] = useState(wanted);
  const [agent, setAgent] = useState('');
  const [find, setFind] = useState('');
  const send = useSend();
  useEffect(() => {
    if (list.value) setLogons(list.value);
  }, [list.value]);
  const tie = (event: Event) => {
    event.preventDefault();
    setLogons([...logons.filter(one => one.userCode !== userCode), { userCode, agent }].sort((one, other) => byName(one.userCode, other.userCode)));
    setUserCode('');
    setAgent('');
  };
  const save = () => void send.run(async () => {
    await ask('PUT', path, logons, { ifMatch: list.tag });
    say(t('saved'));
    close(true);
  });
  const sought = find.toLocaleLowerCase();
  const fitting = logons.filter(one => sought === '' || one.userCode.toLocaleLowerCase().includes(sought) || people.name(one.agent).toLocaleLowerCase().includes(sought));
  return (
    <Dialog title={t('sources.logonsOf', { source })} close={() => close(false)} wide>
      <p class="soft">{t('sources.logonsHow')}</p>
      <Show of={list}>
        {() => (
          <>
            <form class="row" onSubmit={tie}>
              <Text name={t('sources.user')} value={userCode} set={setUserCode} needed longest={100} />
              <Choice name={t('who')} value={agent} set={setAgent} needed none="" choices={people.all.map(one => [one.agent, `${one.name} (${one.agent})`] as const)} />
              <button>{t('sources.tie')}</button>
            </form>
            {logons.length > 10 && <div class="row"><label>{t('schedule.find')}<input type="search" value={find} onInput={event => setFind(event.currentTarget.value)} /></label></div>}
            <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={t('sources.logonsOf', { source })}>
              <table class="full">
                <thead><tr><th scope="col">{t('sources.user')}</th><th scope="col">{t('who')}</th><th scope="col"><span class="visually-hidden">{t('runs.act')}</span></th></tr></thead>
                <tbody>
                  {fitting.slice(0, mostShown).map(one => (
                    <tr key={one.userCode}><th scope="row">{one.userCode}</th><td>{people.name(one.agent)}</td><td><button type="button" aria-label={t('sources.untie', { user: one.userCode })} onClick={() => setLogons(logons.filter(other => other !== one))}>✕</button></td></tr>
                  ))}
                </tbody>
              </table>
            </div>
            {fitting.length > mostShown && <p class="soft">{t('sources.logonsMore', { n: fitting.length - mostShown })}</p>}
            <Failure problem={send.failure} {...(send.failure?.code === 'changed-meanwhile' ? { retry: list.again } : {})} />
            <button type="button" class="main" disabled={send.isSending || logons === list.value} onClick={save}>{t('edit.save')}</button>
          </>
        )}
      </Show>
    </Dialog>
  );
}
