import type { LeaveOutlookPart, LeaveOutlookView } from '../../api/types';
import { percent } from '../../words/show';
import { t } from '../../words/words';

export type Light = 'green' | 'yellow' | 'full' | 'away';

/** How a day stands, the worst that is known first. */
export const lightOf = (day: LeaveOutlookView): Light => (day.isAway ? 'away' : day.isFull ? 'full' : day.whole.colour);

const signs: Readonly<Record<Light, string>> = { green: '✓', yellow: '~', full: '✕', away: '–' };

/** Colour, pattern and sign; its words stand beside it or in its label. */
export const Lamp = ({ light }: { readonly light: Light }) => <span class={`lamp ${light}`} aria-hidden="true">{signs[light]}</span>;

/** What callers would meet, in figures. */
export function effectOf(part: LeaveOutlookPart): string {
  if (part.breaksRules) return t('look.rules');
  if (!part.queue || part.before === null || part.after === null) return t('look.unnoticed');
  return t('look.effect', { queue: part.queue, before: percent(part.before), after: percent(part.after), target: percent(part.target, 0) });
}
