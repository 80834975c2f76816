import { useLayoutEffect, useState } from 'preact/hooks';
import { ask, type Problem } from '../../api/client';
import { useSend } from '../../api/load';
import type { ConsequenceFigures, DecisionWord, RequestView } from '../../api/types';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Failure } from '../../parts/states';
import { t } from '../../words/words';
import { isTyping } from './requests';

type DecisionProps = {
  readonly request: RequestView;
  /** Of the figures on screen: the server refuses a decision that rests on others. */
  readonly hash: string;
  readonly figures: ConsequenceFigures | null;
  readonly changedTo: (figures: ConsequenceFigures) => void;
  readonly done: (status: 'approved' | 'denied' | 'waiting') => void;
};

const outcomes = { approve: 'approved', deny: 'denied', wait: 'waiting' } as const;

/** Yes, no or wait, on the figures one sees. */
export function Decision({ request, hash, figures, changedTo, done }: DecisionProps) {
  const [asked, setAsked] = useState<DecisionWord | null>(null);
  const send = useSend();
  const breaksRules = (figures?.violations.length ?? 0) > 0;

  const decide = (answer: DecisionWord, reason: string | null) => void send.run(async () => {
    try {
      await ask('POST', at(`requests/${request.id}/decision`), { answer, seenConsequence: hash, reason });
    } catch (error) {
      if ((error as Problem).code === 'consequence-changed') changedTo((error as Problem).facts as ConsequenceFigures);
      setAsked(null);
      throw error;
    }
    setAsked(null);
    done(outcomes[answer]);
  });
  const begin = (answer: DecisionWord) => {
    send.clear();
    if (answer === 'deny' || (answer === 'approve' && breaksRules)) setAsked(answer);
    else decide(answer, null);
  };
  // Together with the buttons: a key pressed as soon as they are seen counts.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (isTyping(event) || send.isSending || document.querySelector('dialog[open]')) return;
      if (event.key === 'a') begin('approve');
      if (event.key === 'd') {
        event.preventDefault();
        begin('deny');
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  return (
    <div class="decide">
      <button type="button" class="main" disabled={send.isSending} aria-keyshortcuts="a" onClick={() => begin('approve')}>{t('requests.approve')}</button>
      <button type="button" class="bad" disabled={send.isSending} aria-keyshortcuts="d" onClick={() => begin('deny')}>{t('requests.deny')}</button>
      {request.status === 'sent' && <button type="button" disabled={send.isSending} onClick={() => begin('wait')}>{t('requests.wait')}</button>}
      {send.failure?.code !== 'consequence-changed' && <Failure problem={send.failure} />}
      {asked && <Reason answer={asked} isSending={send.isSending} close={() => setAsked(null)} give={reason => decide(asked, reason)} />}
    </div>
  );
}

function Reason({ answer, isSending, close, give }: { readonly answer: DecisionWord; readonly isSending: boolean; readonly close: () => void; readonly give: (reason: string) => void }) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t(answer === 'deny' ? 'requests.denyTitle' : 'requests.approveTitle')} close={close}>
      <form class="stack" onSubmit={event => { event.preventDefault(); give(reason); }}>
        <label>{t(answer === 'deny' ? 'requests.denyReason' : 'requests.approveReason')}
          <textarea rows={3} maxLength={1000} value={reason} onInput={event => setReason(event.currentTarget.value)} required autofocus />
        </label>
        <button class={answer === 'deny' ? 'bad' : 'main'} disabled={isSending || reason.trim() === ''}>{t(answer === 'deny' ? 'requests.deny' : 'requests.approve')}</button>
      </form>
    </Dialog>
  );
}
