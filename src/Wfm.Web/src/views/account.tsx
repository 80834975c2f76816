import { ask } from '../api/client';
import { useSend } from '../api/load';
import { SecondFactor } from '../app/second-factor';
import { leave, roles, session } from '../app/session';
import { say } from '../parts/said';
import { Failure } from '../parts/states';
import { startTour } from '../parts/tour';
import { t } from '../words/words';

/** One's own log-in: who one is, password, second factor. */
export function Account() {
  return (
    <>
      <h1>{t('account')}</h1>
      <p>{session.value?.name} ({session.value?.login}) – {[...roles.value].map(role => t(`role.${role}`)).join(', ')}</p>
      <section>
        <h2>{t('account.password')}</h2>
        <ChangePassword />
      </section>
      <SecondFactor />
      <p><button type="button" onClick={startTour}>{t('tour.again')}</button></p>
      <button type="button" onClick={() => void leave()}>{t('logOut')}</button>
    </>
  );
}

function ChangePassword() {
  const send = useSend();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const fields = new FormData(form);
    void send.run(async () => {
      await ask('PUT', '/api/session/password', { current: fields.get('current'), password: fields.get('password') });
      form.reset();
      say(t('account.changed'));
    });
  };
  return (
    <form class="stack" onSubmit={submit}>
      <label>{t('account.current')}<input name="current" type="password" autocomplete="current-password" required /></label>
      <label>{t('account.new')}<input name="password" type="password" autocomplete="new-password" minLength={12} required /><small>{t('account.rule')}</small></label>
      <Failure problem={send.failure} />
      <button disabled={send.isSending}>{t('account.change')}</button>
    </form>
  );
}
