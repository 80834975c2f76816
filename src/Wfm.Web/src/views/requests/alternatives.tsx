import { useLoad } from '../../api/load';
import type { AlternativesAnswer, DayEffect, RequestView } from '../../api/types';
import { at } from '../../app/session';
import { Failure, Loading } from '../../parts/states';
import { day, percent, signed, when } from '../../words/show';
import { t } from '../../words/words';
import type { People } from '../people';
import { useQueues } from '../queues';
import { detailOf, whyFew } from './other-choice';

const tones = { fits: 'good', tight: 'warn', notRecommended: 'bad' } as const;

/** The nearest changes that would be fine, each with what it does to callers. */
export function Alternatives({ request, people }: { readonly request: RequestView; readonly people: People }) {
  const queues = useQueues();
  const answer = useLoad<AlternativesAnswer>(at(`requests/${request.id}/alternatives`), [`requests/${request.id}`]);
  return (
    <div>
      <h3>{t('alternatives')}</h3>
      {answer.failure && <Failure problem={answer.failure} retry={answer.again} />}
      {!answer.value && !answer.failure && <Loading what={t('ask.looking')} />}
      {answer.value && answer.value.alternatives.length === 0 && <p class="soft">{t('alternatives.none')}</p>}
      {answer.value && (
        <ul class="bare alternatives">
          {answer.value.alternatives.map(choice => (
            <li key={choice.words}>
              <span class={`tag ${tones[choice.recommendation ?? 'fits']}`}>{t(`recommendation.short.${choice.recommendation ?? 'fits'}`)}</span>
              <strong>{t(`alternative.${choice.kind}`)}{choice.start && choice.end ? `: ${when(choice.start, choice.end)}` : ''}</strong>
              {detailOf(choice, people) && <span>{detailOf(choice, people)}</span>}
              <small>{choice.worst ? effectOf(choice.worst, queues.name) : t('alternatives.unnoticed')}</small>
            </li>
          ))}
        </ul>
      )}
      {answer.value?.few && answer.value.alternatives.length < answer.value.few.wanted && <p class="soft">{whyFew(answer.value.few)}</p>}
    </div>
  );
}

const effectOf = (worst: DayEffect, name: (code: string) => string): string => t('alternatives.effect', {
  queue: name(worst.queue), before: percent(worst.levelBefore), after: percent(worst.levelAfter), day: day(worst.date), late: signed(worst.lateCalls, 1), target: percent(worst.targetShare, 0),
});
