import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { AlternativesAnswer, OtherChoice, RequestView } from '../../api/types';
import { at, zone } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { clockAt } from '../../time/zone';
import { when } from '../../words/show';
import { t } from '../../words/words';

/** Other times that callers would hardly notice; one tap asks for that instead. */
export function OwnAlternatives({ request }: { readonly request: RequestView }) {
  const answer = useLoad<AlternativesAnswer>(at(`requests/${request.id}/alternatives`));
  const send = useSend();
  const take = (choice: OtherChoice) => void send.run(async () => {
    const wall = (moment: string) => {
      const clock = clockAt(Date.parse(moment), zone.value);
      return `${clock.date}T${clock.time}`;
    };
    await ask('POST', at('requests'), { kind: request.kind, category: request.category ?? null, settlement: request.settlement ?? null, start: wall(choice.start!), end: wall(choice.end!) });
    await ask('POST', at(`requests/${request.id}/withdraw`), {});
    say(t('ask.replaced'));
    answer.put({ hash: '', alternatives: [], whyFew: null, few: null });
  });
  if (answer.failure) return null;
  if (!answer.value) return <Loading what={t('ask.looking')} />;
  const timed = answer.value.alternatives.filter(choice => choice.start && choice.end);
  if (timed.length === 0) return null;
  return (
    <>
      <h3>{t('ask.instead')}</h3>
      <ul class="bare stack">
        {timed.map(choice => (
          <li key={choice.start}><button type="button" disabled={send.isSending} onClick={() => take(choice)}>{when(choice.start!, choice.end!)}</button></li>
        ))}
      </ul>
      <Failure problem={send.failure} />
    </>
  );
}
