import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useSend } from '../../api/load';
import type { Recommendation, RequestView } from '../../api/types';
import { at, is } from '../../app/session';
import { say } from '../../parts/said';
import { Failure } from '../../parts/states';
import { moment } from '../../words/show';
import { t } from '../../words/words';

const recommendations: readonly Recommendation[] = ['fits', 'tight', 'notRecommended'];

/** Trafikledning's advice: shown to the leader, written by trafikledning. */
export function Advice({ request, changed }: { readonly request: RequestView; readonly changed: () => void }) {
  const advice = request.advice;
  const isOpen = request.status === 'sent' || request.status === 'waiting';
  return (
    <>
      {advice && (
        <p class="notice">
          <strong>{t('advice.of', { by: advice.by })}: {t(`recommendation.${advice.recommendation}`)}</strong>
          <span>{advice.comment}</span>
          <small>{moment(advice.at)}</small>
        </p>
      )}
      {isOpen && is('trafikledning') && <Write request={request} changed={changed} />}
    </>
  );
}

function Write({ request, changed }: { readonly request: RequestView; readonly changed: () => void }) {
  const [recommendation, setRecommendation] = useState<Recommendation>('fits');
  const [comment, setComment] = useState('');
  const send = useSend();
  const submit = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('POST', at(`requests/${request.id}/advice`), { recommendation, comment });
      setComment('');
      say(t('advice.given'));
      changed();
    });
  };
  return (
    <form class="row advise" onSubmit={submit}>
      <label>{t('advice.mine')}
        <select value={recommendation} onChange={event => setRecommendation(event.currentTarget.value as Recommendation)}>
          {recommendations.map(one => <option key={one} value={one}>{t(`recommendation.${one}`)}</option>)}
        </select>
      </label>
      <label class="spring">{t('advice.comment')}<input value={comment} maxLength={500} required onInput={event => setComment(event.currentTarget.value)} /></label>
      <button disabled={send.isSending || comment.trim() === ''}>{t('advice.give')}</button>
      <Failure problem={send.failure} />
    </form>
  );
}
