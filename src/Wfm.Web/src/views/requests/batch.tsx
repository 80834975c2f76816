import { useState } from 'preact/hooks';
import { ask, type Problem } from '../../api/client';
import { useLoad } from '../../api/load';
import type { ConsequenceAnswer, JointConsequenceAnswer, RequestView } from '../../api/types';
import { at, is } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { day, percent, when } from '../../words/show';
import { refusal } from '../../words/remark';
import { t, tOr } from '../../words/words';
import { nameOf } from '../my/my-requests';
import type { People } from '../people';
import { useQueues } from '../queues';
import { Consequence } from './consequence';
import { whoOf } from './requests';
import { inOrder, worseThanSeen } from './together';

type BatchProps = { readonly requests: readonly RequestView[]; readonly people: People; readonly close: () => void; readonly decided: () => void };
type Verdict = 'approve' | 'deny';
type Outcome = { readonly request: RequestView; readonly answer: Verdict; readonly refusal: string | null };

/** Several requests at once: what they do together, and one answer for all. Each is decided by itself, on what was granted before it. */
export function Batch({ requests, people, close, decided }: BatchProps) {
  const ids = requests.map(request => request.id).sort((one, other) => one - other).join(',');
  const [outcomes, setOutcomes] = useState<readonly Outcome[] | null>(null);
  const [step, setStep] = useState<{ readonly n: number; readonly of: number } | null>(null);
  const [asked, setAsked] = useState<Verdict | null>(null);
  const isOver = outcomes !== null || step !== null;
  const joint = useLoad<JointConsequenceAnswer>(isOver ? null : at(`requests/joint-consequence?requests=${ids}`), ['requests', 'schedules']);
  const queues = useQueues();
  const leftOut = joint.value?.leftOut ?? [];
  const together = inOrder(requests.filter(request => !leftOut.some(left => left.request === request.id)));

  const decide = async (answer: Verdict, reason: string) => {
    const seen = joint.value!.figures;
    const came: Outcome[] = [];
    setAsked(null);
    for (const [place, request] of together.entries()) {
      setStep({ n: place + 1, of: together.length });
      came.push({ request, answer, refusal: await decideOne(request, answer, reason, fresh => {
        const worse = answer === 'approve' ? worseThanSeen(fresh, seen) : null;
        return worse && t('batch.worse', { queue: queues.name(worse.queue), day: day(worse.date), level: percent(worse.after.serviceLevel) });
      }) });
    }
    setStep(null);
    setOutcomes(came);
    say(t(answer === 'approve' ? 'batch.approved' : 'batch.denied', { n: came.filter(one => one.refusal === null).length, of: came.length }));
    decided();
  };

  if (outcomes) return <Outcomes outcomes={outcomes} people={people} close={close} />;
  return (
    <section class="request-card" aria-label={t('batch.title', { n: requests.length })}>
      <header><h2>{t('batch.title', { n: requests.length })}</h2><button type="button" class="plain" onClick={close}>{t('batch.clear')}</button></header>
      <ul>{requests.map(request => (
        <li key={request.id}>
          {whoOf(request, people)}: {nameOf(request)}, {when(request.start, request.end)}
          {leftOut.filter(left => left.request === request.id).map(left => <span key={left.code} class="tag warn">{tOr(`leftOut.${left.code}`, left.words)}</span>)}
        </li>
      ))}</ul>
      {step !== null && <p role="status"><progress max={step.of} value={step.n} aria-label={t('batch.progress', step)} /> {t('batch.progress', step)}</p>}
      {joint.value && step === null && is('gruppledare') && together.length > 0 && (
        <div class="decide">
          <button type="button" class="main" onClick={() => setAsked('approve')}>{t('batch.approve', { n: together.length })}</button>
          <button type="button" class="bad" onClick={() => setAsked('deny')}>{t('batch.deny', { n: together.length })}</button>
          <small>{t('batch.each')}</small>
        </div>
      )}
      <Failure problem={joint.failure} retry={joint.again} />
      {!joint.value && !joint.failure && step === null && <Loading what={t('requests.weighing')} />}
      {joint.value && together.length > 0 && <Consequence figures={joint.value.figures} people={people} />}
      {asked && <Ask answer={asked} n={together.length} isNeeded={asked === 'deny' || joint.value!.figures.violations.length > 0} close={() => setAsked(null)} give={reason => void decide(asked, reason)} />}
    </section>
  );
}

async function decideOne(request: RequestView, answer: Verdict, reason: string, look: (fresh: NonNullable<ConsequenceAnswer['figures']>) => string | null): Promise<string | null> {
  try {
    const fresh = (await ask<ConsequenceAnswer>('GET', at(`requests/${request.id}/consequence`))).body;
    const worse = fresh.figures ? look(fresh.figures) : null;
    if (worse) return worse;
    await ask('POST', at(`requests/${request.id}/decision`), { answer, seenConsequence: fresh.hash, reason: reason.trim() || null });
    return null;
  } catch (error) {
    const problem = error as Problem;
    return refusal(problem).words;
  }
}

type AskProps = { readonly answer: Verdict; readonly n: number; readonly isNeeded: boolean; readonly close: () => void; readonly give: (reason: string) => void };

function Ask({ answer, n, isNeeded, close, give }: AskProps) {
  const [reason, setReason] = useState('');
  return (
    <Dialog title={t(answer === 'approve' ? 'batch.approveTitle' : 'batch.denyTitle', { n })} close={close}>
      <form class="stack" onSubmit={event => { event.preventDefault(); give(reason); }}>
        <label>{t(isNeeded ? 'batch.reason' : 'batch.reasonMay')}<textarea rows={3} maxLength={1000} required={isNeeded} autofocus value={reason} onInput={event => setReason(event.currentTarget.value)} /></label>
        <button class={answer === 'approve' ? 'main' : 'bad'} disabled={isNeeded && reason.trim() === ''}>{t(answer === 'approve' ? 'batch.approve' : 'batch.deny', { n })}</button>
      </form>
    </Dialog>
  );
}

function Outcomes({ outcomes, people, close }: { readonly outcomes: readonly Outcome[]; readonly people: People; readonly close: () => void }) {
  return (
    <section class="request-card" aria-label={t('batch.came')}>
      <header><h2>{t('batch.came')}</h2></header>
      <ul class="bare alternatives">
        {outcomes.map(({ request, answer, refusal }) => (
          <li key={request.id}>
            <span class={`tag ${refusal === null ? 'good' : 'bad'}`}>{refusal === null ? `✓ ${t(answer === 'approve' ? 'status.approved' : 'status.denied')}` : `✕ ${t('batch.refused')}`}</span>
            <strong>{whoOf(request, people)}</strong> {nameOf(request)}, {when(request.start, request.end)}
            {refusal !== null && <small>{refusal}</small>}
          </li>
        ))}
      </ul>
      <button type="button" class="main" onClick={close}>{t('done')}</button>
    </section>
  );
}
