import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { DayOfferAnswer, DayOfferView } from '../../api/types';
import { at } from '../../app/session';
import { say } from '../../parts/said';
import { Failure } from '../../parts/states';
import { moment } from '../../words/show';
import { t } from '../../words/words';
import { told } from '../day/proposals';
import { useQueues } from '../queues';

/** What one is asked to do today: stay longer, come in, go home earlier. */
export function Offers({ changed }: { readonly changed: () => void }) {
  const list = useLoad<readonly DayOfferView[]>(at('my-offers'), ['day']);
  return <>{list.value?.map(offer => <Offer key={offer.proposal} offer={offer} answered={() => { list.again(); changed(); }} />)}</>;
}

function Offer({ offer, answered }: { readonly offer: DayOfferView; readonly answered: () => void }) {
  const queues = useQueues();
  const send = useSend();
  const [words, setWords] = useState('');
  const answer = (isYes: boolean) => void send.run(async () => {
    const { body } = await ask<DayOfferAnswer>('POST', at(`my-offers/${offer.proposal}`), { isYes, reason: words || null });
    say(t(body.status === 'accepted' ? 'offer.taken' : 'offer.declined'));
    answered();
  });
  return (
    <section class="card" aria-label={t('offer')}>
      <h2>{t('offer')}</h2>
      <ul>{offer.moves.map((move, index) => <li key={index}>{told(move, queues)}</li>)}</ul>
      <p>{t('offer.from', { by: offer.askedBy, when: moment(offer.answerBy) })}{offer.reason && <><br />{offer.reason}</>}</p>
      <label>{t('offer.words')}<input value={words} maxLength={500} onInput={event => setWords(event.currentTarget.value)} /></label>
      <div class="row">
        <button type="button" class="main" disabled={send.isSending} onClick={() => answer(true)}>{t('offer.yes')}</button>
        <button type="button" disabled={send.isSending} onClick={() => answer(false)}>{t('offer.no')}</button>
      </div>
      <Failure problem={send.failure} retry={answered} />
    </section>
  );
}
