import { useEffect, useState } from 'preact/hooks';
import { ask, type Problem } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { AccountView, GroupView, PageOfAccountView, Role, SessionRole, SessionView } from '../../api/types';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Check, Choice, Lines, Text } from '../../parts/fields';
import { say } from '../../parts/said';
import { Failure, Loading, Show } from '../../parts/states';
import { moment } from '../../words/show';
import { t } from '../../words/words';

type AgentRow = { readonly code: string; readonly agent: { readonly name: string } };
type Form = { readonly login: string; readonly name: string; readonly mail: string; readonly agent: string; readonly password: string; readonly isActive: boolean; readonly roles: readonly SessionRole[] };

const roles = ['medarbetare', 'gruppledare', 'trafikledning', 'admin'] as const satisfies readonly Role[];

/** Accounts with their roles. */
export function Accounts() {
  const list = useLoad<PageOfAccountView>(at('accounts?limit=1000'));
  const groups = useLoad<readonly GroupView[]>(at('groups'));
  const agents = useLoad<{ readonly items: readonly AgentRow[] }>(at('agents?limit=1000'));
  const [edited, setEdited] = useState<number | null | undefined>(undefined);
  const groupName = (code: string | null | undefined) => groups.value?.find(one => one.code === code)?.name ?? code ?? '';
  const close = (hasChanged: boolean) => {
    setEdited(undefined);
    if (hasChanged) list.again();
  };
  return (
    <>
      <p><button type="button" class="main" onClick={() => setEdited(null)}>{t('admin.newAccount')}</button></p>
      <Show of={list}>
        {page => (
          <div class="scroll table-scroll tall" tabIndex={0} role="region" aria-label={t('admin.accounts')}>
            <table class="full">
              <thead><tr><th scope="col">{t('login.name')}</th><th scope="col">{t('name')}</th><th scope="col">{t('admin.roles')}</th><th scope="col">{t('factor.title')}</th><th scope="col">{t('runs.state')}</th></tr></thead>
              <tbody>
                {page.items.map(account => (
                  <tr key={account.id}>
                    <th scope="row"><button type="button" class="plain name" onClick={() => setEdited(account.id)}>{account.login}</button></th>
                    <td>{account.name}</td>
                    <td>{account.roles.map(role => `${t(`role.${role.role}`)}${role.group ? ` (${groupName(role.group)})` : ''}`).join(', ')}</td>
                    <td>{t(account.hasSecondFactor ? 'yes' : 'no')}</td>
                    <td>{!account.isActive ? <span class="tag soft">{t('admin.closed')}</span> : account.lockedUntil && Date.parse(account.lockedUntil) > Date.now() ? <span class="tag warn">{t('admin.locked')}</span> : <span class="tag good">{t('admin.active')}</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Show>
      {edited !== undefined && (
        <AccountForm id={edited} close={close} groups={(groups.value ?? []).map(one => [one.code, one.name] as const)} agents={(agents.value?.items ?? []).map(one => [one.code, `${one.agent.name} (${one.code})`] as const)} />
      )}
    </>
  );
}

type Choices = readonly (readonly [string, string])[];

function AccountForm({ id, close, groups, agents }: { readonly id: number | null; readonly close: (hasChanged: boolean) => void; readonly groups: Choices; readonly agents: Choices }) {
  const [value, setValue] = useState<Form | null>(id === null ? { login: '', name: '', mail: '', agent: '', password: '', isActive: true, roles: [{ role: 'medarbetare', group: null }] } : null);
  const [account, setAccount] = useState<AccountView | null>(null);
  const [tag, setTag] = useState<string | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const send = useSend();
  useEffect(() => {
    if (id === null) return;
    ask<AccountView>('GET', at(`accounts/${id}`)).then(({ body, tag: read }) => {
      setAccount(body);
      setTag(read);
      setValue({ login: body.login, name: body.name, mail: body.mail ?? '', agent: body.agent ?? '', password: '', isActive: body.isActive, roles: body.roles });
    }, setFailure);
  }, [id]);
  if (!value) return <Dialog title={t('admin.account')} close={() => close(false)}>{failure ? <Failure problem={failure} /> : <Loading />}</Dialog>;
  const put = (part: Partial<Form>) => setValue({ ...value, ...part });
  const submit = (event: Event) => {
    event.preventDefault();
    const common = { name: value.name, roles: value.roles.map(({ role, group }) => ({ role, group: role === 'gruppledare' ? group : null })), mail: value.mail || null, agent: value.agent || null };
    void send.run(async () => {
      if (id === null) await ask('POST', at('accounts'), { ...common, login: value.login, password: value.password || null });
      else await ask('PUT', at(`accounts/${id}`), { ...common, isActive: value.isActive }, { ifMatch: tag });
      say(t('saved'));
      close(true);
    });
  };
  return (
    <Dialog title={id === null ? t('admin.newAccount') : `${t('admin.account')}: ${value.login}`} close={() => close(false)} wide>
      <form class="edit" onSubmit={submit}>
        <div class="row">
          {id === null && <Text name={t('login.name')} value={value.login} set={login => put({ login })} needed longest={100} />}
          <Text name={t('name')} value={value.name} set={name => put({ name })} needed />
          <Text name={t('admin.mail')} value={value.mail} set={mail => put({ mail })} />
          <Choice name={t('admin.agent')} value={value.agent} set={agent => put({ agent })} none={t('admin.noAgent')} choices={agents} />
          {id === null && <label>{t('admin.firstPassword')}<input type="password" autocomplete="new-password" minLength={12} value={value.password} onInput={event => put({ password: event.currentTarget.value })} /><small>{t('account.rule')}</small></label>}
        </div>
        <Lines<SessionRole> title={t('admin.roles')} lines={value.roles} set={next => put({ roles: next })} fresh={() => ({ role: 'medarbetare', group: null })} add={t('form.add')} remove={t('remove')} draw={(line, change) => (
          <>
            <Choice name={t('admin.role')} value={line.role} set={role => change({ role: role as Role, group: role === 'gruppledare' ? groups[0]?.[0] ?? null : null })} choices={roles.map(one => [one, t(`role.${one}`)] as const)} />
            {line.role === 'gruppledare' && <Choice name={t('group')} value={line.group ?? ''} set={group => change({ group })} choices={groups} needed />}
          </>
        )} />
        {id !== null && <Check name={t('admin.mayLogIn')} value={value.isActive} set={isActive => put({ isActive })} />}
        <Failure problem={send.failure} />
        <div class="row"><button class="main" disabled={send.isSending}>{t('edit.save')}</button></div>
      </form>
      {account && <Help account={account} />}
    </Dialog>
  );
}

/** A password forgotten, a second factor lost, sessions to be ended. */
function Help({ account }: { readonly account: AccountView }) {
  const sessions = useLoad<readonly SessionView[]>(at(`accounts/${account.id}/sessions`));
  const [password, setPassword] = useState('');
  const send = useSend();
  const act = (method: string, path: string, done: string, body?: unknown) => void send.run(async () => {
    await ask(method, at(`accounts/${account.id}/${path}`), body);
    say(done);
    setPassword('');
    sessions.again();
  });
  return (
    <div class="card">
      <h3>{t('admin.help')}</h3>
      <form class="row" onSubmit={event => { event.preventDefault(); act('PUT', 'password', t('admin.passwordSet'), { password }); }}>
        <label>{t('account.new')}<input type="password" autocomplete="new-password" minLength={12} required value={password} onInput={event => setPassword(event.currentTarget.value)} /></label>
        <button disabled={send.isSending}>{t('admin.setPassword')}</button>
      </form>
      <div class="row">
        {account.hasSecondFactor && <button type="button" class="bad" disabled={send.isSending} onClick={() => act('DELETE', 'second-factor', t('admin.factorGone'))}>{t('factor.off')}</button>}
        <button type="button" class="bad" disabled={send.isSending} onClick={() => act('DELETE', 'sessions', t('admin.loggedOut'))}>{t('admin.logOut', { n: sessions.value?.length ?? 0 })}</button>
      </div>
      {sessions.value && sessions.value.length > 0 && <p class="soft">{t('admin.seen', { when: moment(sessions.value[0]!.seenAt) })}</p>}
      <Failure problem={send.failure} />
    </div>
  );
}
