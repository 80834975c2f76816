import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { FeedFreshness, HeldUser, IntervalAttribution, Quarantine, SourceBody, SourceView } from '../../api/types';
import { Link } from '../../app/route';
import { at, is } from '../../app/session';
import { Choice, Num } from '../../parts/fields';
import { Empty, Show } from '../../parts/states';
import { lasted, moment, number } from '../../words/show';
import { t } from '../../words/words';
import { Edit } from './edit';
import { Logons } from './logons';

const attributions: readonly IntervalAttribution[] = ['arrival', 'event'];
const fresh: SourceBody = { attribution: 'arrival', intervalMinutes: 15, statesStaleAfterSeconds: 300, intervalsStaleAfterSeconds: 1800 };

type Tie = { readonly source: string; readonly wanted: string };

/** How telephony and statistics arrive: what each source told last, how old that is, and what is kept aside. */
export function Sources() {
  const sources = useLoad<readonly SourceView[]>(at('feeds'), ['feeds']);
  const [edited, setEdited] = useState<string | null | undefined>(undefined);
  const [tied, setTied] = useState<Tie | null>(null);
  return (
    <>
      {is('trafikledning') && <p><button type="button" class="main" onClick={() => setEdited(null)}>{t('sources.new')}</button></p>}
      <p class="soft">{is('admin') ? <Link to="/administration?tab=keys">{t('sources.keysHere')}</Link> : t('sources.keysThere')}</p>
      <Show of={sources}>
        {all => (all.length === 0 ? <Empty title={t('sources.none')}><p>{t('sources.noneHow')}</p></Empty> : (
          <>
            <Freshness />
            <Settings sources={all} edit={setEdited} tie={setTied} />
            <KeptAside tie={setTied} />
          </>
        ))}
      </Show>
      {edited !== undefined && <SourceForm name={edited} close={hasChanged => { setEdited(undefined); if (hasChanged) sources.again(); }} />}
      {tied && <Logons {...tied} close={() => setTied(null)} />}
    </>
  );
}

function SourceForm({ name, close }: { readonly name: string | null; readonly close: (hasChanged: boolean) => void }) {
  const bodyOf = (answer: unknown): SourceBody => {
    const { attribution, intervalMinutes, statesStaleAfterSeconds, intervalsStaleAfterSeconds } = answer as SourceView;
    return { attribution, intervalMinutes, statesStaleAfterSeconds, intervalsStaleAfterSeconds };
  };
  return (
    <Edit<SourceBody> title={t('sources.source')} list="feeds" code={name} fresh={fresh} bodyOf={bodyOf} close={close} draw={(value, put) => (
      <>
        <Choice name={t('sources.books')} value={value.attribution} set={attribution => put({ attribution: attribution as IntervalAttribution })} choices={attributions.map(one => [one, t(`attribution.${one}`)] as const)} />
        <Num name={t('sources.intervalMinutes')} value={value.intervalMinutes} set={minutes => put({ intervalMinutes: minutes ?? 0 })} least={1} most={60} step={1} needed />
        <Num name={t('sources.statesStale')} value={value.statesStaleAfterSeconds} set={seconds => put({ statesStaleAfterSeconds: seconds ?? 0 })} least={10} most={86_400} step={1} needed />
        <Num name={t('sources.intervalsStale')} value={value.intervalsStaleAfterSeconds} set={seconds => put({ intervalsStaleAfterSeconds: seconds ?? 0 })} least={60} most={86_400} step={1} needed />
      </>
    )} />
  );
}

function Freshness() {
  const loaded = useLoad<readonly FeedFreshness[]>(at('feed-freshness'), ['feed-freshness', 'feeds']);
  return (
    <Show of={loaded}>
      {all => (
        <>
          <p><button type="button" onClick={loaded.again}>{t('sources.again')}</button></p>
          {all.length === 0 ? <Empty title={t('sources.silent')} /> : (
            <div class="scroll" tabIndex={0} role="region" aria-label={t('sources.heard')}>
              <table class="full">
                <caption>{t('sources.heard')}</caption>
                <thead><tr><th scope="col">{t('sources.source')}</th><th scope="col">{t('sources.kind')}</th><th scope="col">{t('sources.last')}</th><th scope="col" class="n">{t('sources.age')}</th><th scope="col" class="n">{t('sources.limit')}</th><th scope="col">{t('sources.health')}</th></tr></thead>
                <tbody>
                  {all.map(one => (
                    <tr key={`${one.source} ${one.kind}`} class={one.isStale ? 'below' : undefined}>
                      <th scope="row">{one.source}</th><td>{t(`feedKind.${one.kind}`)}</td><td class="d">{moment(one.lastAt)}</td>
                      <td class="n">{lasted(one.ageSeconds)}</td><td class="n">{lasted(one.staleAfterSeconds)}</td>
                      <td><span class={`tag ${one.isStale ? 'bad' : 'good'}`}>{one.isStale ? `▲ ${t('sources.old')}` : `✓ ${t('sources.fresh')}`}</span></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </>
      )}
    </Show>
  );
}

function Settings({ sources, edit, tie }: { readonly sources: readonly SourceView[]; readonly edit: (source: string) => void; readonly tie: (tie: Tie) => void }) {
  const mayWrite = is('trafikledning');
  return (
    <table class="full">
      <caption>{t('sources.settings')}</caption>
      <thead><tr><th scope="col">{t('sources.source')}</th><th scope="col">{t('sources.books')}</th><th scope="col" class="n">{t('sources.interval')}</th><th scope="col" class="n">{t('feedKind.states')}: {t('sources.limit').toLocaleLowerCase()}</th><th scope="col" class="n">{t('feedKind.intervals')}: {t('sources.limit').toLocaleLowerCase()}</th>{mayWrite && <th scope="col"><span class="visually-hidden">{t('runs.act')}</span></th>}</tr></thead>
      <tbody>
        {sources.map(one => (
          <tr key={one.name}>
            <th scope="row">{mayWrite ? <button type="button" class="plain name" onClick={() => edit(one.name)}>{one.name}</button> : one.name}</th>
            <td>{t(`attribution.${one.attribution}`)}</td><td class="n">{number(one.intervalMinutes)} min</td><td class="n">{lasted(one.statesStaleAfterSeconds)}</td><td class="n">{lasted(one.intervalsStaleAfterSeconds)}</td>
            {mayWrite && <td><button type="button" onClick={() => tie({ source: one.name, wanted: '' })}>{t('sources.logons')}</button></td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function KeptAside({ tie }: { readonly tie: (tie: Tie) => void }) {
  const loaded = useLoad<Quarantine>(at('feed-quarantine'), ['feeds', 'states']);
  return (
    <Show of={loaded}>
      {aside => {
        const count = aside.users.length + aside.future.length + aside.states.length;
        return count === 0 ? <p class="notice good">✓ {t('sources.nothingAside')}</p> : (
          <>
            <Users title={t('sources.unknownUsers', { n: aside.users.length })} hint={t('sources.unknownUsersHow')} users={aside.users} {...(is('trafikledning') ? { tie } : {})} />
            <Users title={t('sources.future', { n: aside.future.length })} hint={t('sources.futureHow')} users={aside.future} />
            {aside.states.length > 0 && (
              <>
                <h3>{t('sources.unknownStates', { n: aside.states.length })}</h3>
                <p class="soft">{t('sources.unknownStatesHow')}</p>
                <table class="full">
                  <thead><tr><th scope="col">{t('sources.state')}</th><th scope="col" class="n">{t('sources.times')}</th><th scope="col">{t('sources.last')}</th></tr></thead>
                  <tbody>{aside.states.map(state => <tr key={state.stateCode}><th scope="row">{state.stateCode}</th><td class="n">{number(state.count)}</td><td class="d">{moment(state.last)}</td></tr>)}</tbody>
                </table>
              </>
            )}
          </>
        );
      }}
    </Show>
  );
}

function Users({ title, hint, users, tie }: { readonly title: string; readonly hint: string; readonly users: readonly HeldUser[]; readonly tie?: (tie: Tie) => void }) {
  if (users.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <p class="soft">{hint}</p>
      <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="full">
          <thead><tr><th scope="col">{t('sources.user')}</th><th scope="col">{t('sources.source')}</th><th scope="col" class="n">{t('sources.times')}</th><th scope="col">{t('sources.first')}</th><th scope="col">{t('sources.last')}</th>{tie && <th scope="col"><span class="visually-hidden">{t('runs.act')}</span></th>}</tr></thead>
          <tbody>{users.map(user => <tr key={`${user.source} ${user.userCode}`}><th scope="row">{user.userCode}</th><td>{user.source}</td><td class="n">{number(user.count)}</td><td class="d">{moment(user.first)}</td><td class="d">{moment(user.last)}</td>{tie && <td><button type="button" aria-label={`${t('sources.sayWhose')}: ${user.userCode}`} onClick={() => tie({ source: user.source, wanted: user.userCode })}>{t('sources.sayWhose')}</button></td>}</tr>)}</tbody>
        </table>
      </div>
    </>
  );
}
