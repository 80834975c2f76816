// What an alternative would do, and why there are few of them, from their figures.
import type { FewFound, OtherChoice } from '../../api/types';
import { day, span, time, when } from '../../words/show';
import { t } from '../../words/words';
import { looks } from '../activities';
import type { People } from '../people';

/** Beside its kind and time: whose lunch moves, who comes in, who else, when the other half meets. */
export function detailOf(choice: OtherChoice, people: People): string | null {
  const [moves, spans, who] = [choice.moves ?? [], choice.spans ?? [], (choice.people ?? []).map(people.name).join(', ')];
  switch (choice.kind) {
    case 'movedPauses':
      return moves.map(move => t('alternative.move', { who: people.name(move.agent), what: looks.value[move.activity].name.toLocaleLowerCase(), from: time(move.from), to: time(move.to) })).join('; ');
    case 'substitute':
      return choice.calledIn ? t('alternative.callIn', { who: people.name(choice.calledIn), when: spans.map(one => `${day(one.start.slice(0, 10))} ${span(one.start, one.end)}`).join(', ') }) : null;
    case 'otherPerson':
      return who;
    case 'splitGroup': {
      const other = spans[0];
      return other ? t('alternative.otherHalf', { who, when: when(other.start, other.end) }) : null;
    }
    default:
      return null;
  }
}

/** What was looked at and how much of it is fine. */
export function whyFew(few: FewFound): string {
  if (few.looked.length === 0) return t('few.nothing');
  const looked = few.looked.map(one => t(`few.${one.kind}`, { found: one.found ?? 0, days: one.days ?? 0 })).join(', ');
  const places = few.places && few.places.examined > 0
    ? ` ${t(few.places.isOfMeeting ? 'few.placesOfMeeting' : 'few.places', { examined: few.places.examined, costly: few.places.costly, near: few.places.near })}`
    : '';
  return `${t('few.title', { wanted: few.wanted, looked })}${places}`;
}
