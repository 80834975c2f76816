import { useLoad } from '../../api/load';
import type { FeedFreshness, HeldUser, Quarantine, SourceView } from '../../api/types';
import { at } from '../../app/session';
import { Empty, Show } from '../../parts/states';
import { lasted, moment, number } from '../../words/show';
import { t } from '../../words/words';

/** How telephony and statistics arrive: what each source told last, how old that is, and what is kept aside. */
export function Sources() {
  const sources = useLoad<readonly SourceView[]>(at('feeds'), ['feeds']);
  return (
    <Show of={sources}>
      {all => (all.length === 0 ? <Empty title={t('sources.none')}><p>{t('sources.noneHow')}</p></Empty> : (
        <>
          <Freshness />
          <Settings sources={all} />
          <KeptAside />
        </>
      ))}
    </Show>
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

function Settings({ sources }: { readonly sources: readonly SourceView[] }) {
  return (
    <table class="full">
      <caption>{t('sources.settings')}</caption>
      <thead><tr><th scope="col">{t('sources.source')}</th><th scope="col">{t('sources.books')}</th><th scope="col" class="n">{t('sources.interval')}</th></tr></thead>
      <tbody>{sources.map(one => <tr key={one.name}><th scope="row">{one.name}</th><td>{t(`attribution.${one.attribution}`)}</td><td class="n">{number(one.intervalMinutes)} min</td></tr>)}</tbody>
    </table>
  );
}

function KeptAside() {
  const loaded = useLoad<Quarantine>(at('feed-quarantine'), ['feeds', 'states']);
  return (
    <Show of={loaded}>
      {aside => {
        const count = aside.users.length + aside.future.length + aside.states.length;
        return count === 0 ? <p class="notice good">✓ {t('sources.nothingAside')}</p> : (
          <>
            <Users title={t('sources.unknownUsers', { n: aside.users.length })} hint={t('sources.unknownUsersHow')} users={aside.users} />
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

function Users({ title, hint, users }: { readonly title: string; readonly hint: string; readonly users: readonly HeldUser[] }) {
  if (users.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <p class="soft">{hint}</p>
      <div class="scroll table-scroll" tabIndex={0} role="region" aria-label={title}>
        <table class="full">
          <thead><tr><th scope="col">{t('sources.user')}</th><th scope="col">{t('sources.source')}</th><th scope="col" class="n">{t('sources.times')}</th><th scope="col">{t('sources.first')}</th><th scope="col">{t('sources.last')}</th></tr></thead>
          <tbody>{users.map(user => <tr key={`${user.source} ${user.userCode}`}><th scope="row">{user.userCode}</th><td>{user.source}</td><td class="n">{number(user.count)}</td><td class="d">{moment(user.first)}</td><td class="d">{moment(user.last)}</td></tr>)}</tbody>
        </table>
      </div>
    </>
  );
}
