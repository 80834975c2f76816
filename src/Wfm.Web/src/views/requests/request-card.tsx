import { useEffect, useState } from 'preact/hooks';
import { ask, type Problem } from '../../api/client';
import { useLoad } from '../../api/load';
import type { ConsequenceAnswer, ConsequenceFigures, RequestView } from '../../api/types';
import { at, is } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { moment, when } from '../../words/show';
import { t } from '../../words/words';
import { nameOf, toneOf } from '../my/my-requests';
import type { People } from '../people';
import { Advice } from './advice';
import { Alternatives } from './alternatives';
import { Consequence } from './consequence';
import { Decision } from './decision';
import { whoOf } from './requests';

type CardProps = { readonly id: number; readonly people: People; readonly decided: () => void };

/** One request with everything its answer rests on. */
export function RequestCard({ id, people, decided }: CardProps) {
  const request = useLoad<RequestView>(at(`requests/${id}`), [`requests/${id}`]);
  const isOpen = request.value?.status === 'sent' || request.value?.status === 'waiting';
  // Whatever changes a schedule may change what a yes costs.
  const weighed = useLoad<ConsequenceAnswer>(isOpen ? at(`requests/${id}/consequence`) : null, [`requests/${id}`, 'schedules']);
  const [played, setPlayed] = useState<ConsequenceAnswer | null>(null);
  const [changed, setChanged] = useState<ConsequenceFigures | null>(null);
  const [playFailure, setPlayFailure] = useState<Problem | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => setPlayed(null), [weighed.value]);

  const play = async () => {
    setPlaying(true);
    setPlayFailure(null);
    try {
      setPlayed((await ask<ConsequenceAnswer>('GET', at(`requests/${id}/consequence?stage=simulation`))).body);
    } catch (error) {
      setPlayFailure(error as Problem);
    } finally {
      setPlaying(false);
    }
  };

  if (!request.value) return <section class="request-card">{request.failure ? <Failure problem={request.failure} retry={request.again} /> : <Loading />}</section>;
  const view = request.value;
  const answer = played ?? weighed.value;
  const figures = changed ?? answer?.figures ?? view.decision?.consequence ?? view.consequence ?? null;
  const hash = changed?.hash ?? answer?.hash ?? null;
  return (
    <section class="request-card" aria-label={whoOf(view, people)}>
      <header>
        <h2>{whoOf(view, people)}</h2>
        <span class={`tag ${toneOf(view.status)}`}>{t(`status.${view.status}`)}</span>
      </header>
      <p>
        <strong>{nameOf(view)}</strong> {when(view.start, view.end)}
        {view.agents.length > 2 && <><br /><small>{view.agents.map(people.name).join(', ')}</small></>}
        {view.note && <><br />{t('requests.note', { note: view.note })}</>}
        {isOpen && <><br /><small>{t('requests.decideBy', { when: moment(view.decideBy) })}</small></>}
      </p>
      {view.kind === 'swap' && !view.acceptedAt && isOpen && <p class="notice warn">{t('requests.notAccepted')}</p>}
      {view.decision && (
        <p class="notice">{t('requests.decided', { by: view.decision.by, when: moment(view.decision.at) })} {view.decision.reason}</p>
      )}
      {changed && <p class="notice warn" role="alert">{t('requests.changed')}</p>}
      <Advice request={view} changed={request.again} />
      {isOpen && is('gruppledare') && hash && (
        <Decision request={view} hash={hash} figures={figures} changedTo={setChanged} done={status => { say(t(`requests.done.${status}`)); setChanged(null); decided(); }} />
      )}
      <Failure problem={weighed.failure} retry={weighed.again} />
      {isOpen && !answer && !weighed.failure && <Loading what={t('requests.weighing')} />}
      {figures && <Consequence figures={figures} people={people} />}
      {isOpen && answer?.isNearALimit && answer.stage === 'table' && (
        <p class="notice">
          {t('requests.near')}
          <button type="button" disabled={isPlaying} onClick={() => void play()}>{isPlaying ? t('requests.playing') : t('requests.play')}</button>
        </p>
      )}
      <Failure problem={playFailure} />
      {isOpen && <Alternatives request={view} people={people} />}
    </section>
  );
}
