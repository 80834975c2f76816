import { useRef, useState } from 'preact/hooks';
import { ask, isLoggedOut, type Problem } from '../api/client';
import { useLoad } from '../api/load';
import type { LogInMethods, SecondStep, SessionInfo } from '../api/types';
import { Dialog } from '../parts/dialog';
import { Failure } from '../parts/states';
import { language, speak, t } from '../words/words';
import { enter, session } from './session';

/** The log-in, as a page or – when a session ended while somebody worked – over what they worked on, so that nothing is lost. */
export function LogIn({ isAgain }: { readonly isAgain?: boolean }) {
  if (isAgain) return <Dialog title={t('login.again')} close={() => undefined} stays><Form /></Dialog>;
  return (
    <main class="login" id="main">
      <h1>Wfm</h1>
      <p>{t('login.intro')}</p>
      <Form />
      <IdentityProvider />
      <LanguageChoice />
    </main>
  );
}

function Form() {
  const [step, setStep] = useState<SecondStep | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [isSending, setSending] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    const fields = new FormData(form.current!);
    setSending(true);
    setFailure(null);
    try {
      if (step) {
        begin((await ask<SessionInfo>('POST', '/api/session/code', { challenge: step.challenge, code: fields.get('code') })).body);
        return;
      }
      const answer = await ask<SessionInfo | SecondStep>('POST', '/api/session', { login: fields.get('login'), password: fields.get('password') });
      if (answer.status === 202) setStep(answer.body as SecondStep);
      else begin(answer.body as SessionInfo);
    } catch (error) {
      setFailure(error as Problem);
    } finally {
      setSending(false);
    }
  };

  return (
    <form ref={form} onSubmit={submit} class="stack">
      {step ? (
        <label>{t('login.code')}<input name="code" autocomplete="one-time-code" inputMode="text" required autofocus /><small>{t('login.codeHint')}</small></label>
      ) : (
        <>
          <label>{t('login.name')}<input name="login" autocomplete="username" required autofocus defaultValue={session.value?.login ?? ''} /></label>
          <label>{t('login.password')}<input name="password" type="password" autocomplete="current-password" required /></label>
        </>
      )}
      <Failure problem={failure} />
      <button class="main" disabled={isSending}>{t('login.go')}</button>
    </form>
  );
}

/** A button where the house has an identity provider; it leads away from here and back. */
function IdentityProvider() {
  const methods = useLoad<LogInMethods>('/api/session/methods');
  if (!methods.value?.hasIdentityProvider) return null;
  return <p><a class="button wide" href="/api/session/oidc">{methods.value.label ? t('login.with', { who: methods.value.label }) : t('login.oidc')}</a></p>;
}

function begin(info: SessionInfo): void {
  const isSomebodyElse = isLoggedOut.value && session.value !== null && session.value.login !== info.login;
  enter(info);
  if (isSomebodyElse) location.assign('/');
}

export function LanguageChoice() {
  const other = language.value === 'sv' ? 'en' : 'sv';
  return <button type="button" class="plain" lang={other} onClick={() => void speak(other)}>{other === 'en' ? 'English' : 'Svenska'}</button>;
}
