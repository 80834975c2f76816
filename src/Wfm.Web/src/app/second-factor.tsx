import { useState } from 'preact/hooks';
import { ask } from '../api/client';
import { useLoad, useSend } from '../api/load';
import type { RecoveryCodes, SecondFactorSecret, SecondFactorView } from '../api/types';
import { Failure, Show } from '../parts/states';
import { fullDate, dateOf } from '../words/show';
import { t } from '../words/words';
import { leave, resume, session } from './session';

/** What somebody sees whose role asks for a second factor they do not have yet. */
export function SecondFactorNeeded() {
  return (
    <main class="login" id="main">
      <h1>{t('factor.title')}</h1>
      <p>{t('factor.needed')}</p>
      <TurnOn />
      <button type="button" class="plain" onClick={() => void leave()}>{t('logOut')}</button>
    </main>
  );
}

export function SecondFactor() {
  const view = useLoad<SecondFactorView>('/api/session/second-factor');
  return (
    <section>
      <h2>{t('factor.title')}</h2>
      <Show of={view}>
        {value => value.since === null
          ? <TurnOn />
          : <><p>{t('factor.since', { date: fullDate(dateOf(value.since)), n: value.recoveryCodesLeft })}</p>{!value.isRequired && <TurnOff done={view.again} />}</>}
      </Show>
    </section>
  );
}

function TurnOn() {
  const [secret, setSecret] = useState<SecondFactorSecret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const [text, setText] = useState('');
  const send = useSend();
  if (codes) {
    return (
      <>
        <p>{t('factor.codes')}</p>
        <ul class="codes">{codes.map(code => <li key={code}><code>{code}</code></li>)}</ul>
        <button type="button" class="main" onClick={() => void resume()}>{t('factor.kept')}</button>
      </>
    );
  }
  const begin = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      setSecret((await ask<SecondFactorSecret>('POST', '/api/session/second-factor', { password: text })).body);
      setText('');
    });
  };
  const confirm = (event: Event) => {
    event.preventDefault();
    void send.run(async () => setCodes((await ask<RecoveryCodes>('POST', '/api/session/second-factor/confirm', { code: text })).body.codes));
  };
  return secret ? (
    <form class="stack" onSubmit={confirm}>
      <p>{t('factor.secret')} <code class="secret">{secret.secret}</code></p>
      <p><a href={secret.address}>{t('factor.open')}</a></p>
      <label>{t('factor.first')}<input key="code" value={text} onInput={event => setText(event.currentTarget.value)} inputMode="numeric" autocomplete="one-time-code" required /></label>
      <Failure problem={send.failure} />
      <button class="main" disabled={send.isSending}>{t('factor.on')}</button>
    </form>
  ) : (
    <form class="stack" onSubmit={begin}>
      <input type="hidden" autocomplete="username" value={session.value?.login ?? ''} />
      <label>{t('login.password')}<input key="password" type="password" value={text} onInput={event => setText(event.currentTarget.value)} autocomplete="current-password" required /></label>
      <Failure problem={send.failure} />
      <button disabled={send.isSending}>{t('factor.begin')}</button>
    </form>
  );
}

function TurnOff({ done }: { readonly done: () => void }) {
  const send = useSend();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget as HTMLFormElement);
    void send.run(async () => {
      await ask('POST', '/api/session/second-factor/remove', { password: fields.get('password'), code: fields.get('code') });
      done();
    });
  };
  return (
    <form class="stack" onSubmit={submit}>
      <label>{t('login.password')}<input name="password" type="password" autocomplete="current-password" required /></label>
      <label>{t('login.code')}<input name="code" autocomplete="one-time-code" required /></label>
      <Failure problem={send.failure} />
      <button disabled={send.isSending}>{t('factor.off')}</button>
    </form>
  );
}
