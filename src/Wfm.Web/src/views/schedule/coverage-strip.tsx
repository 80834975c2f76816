import { useMemo } from 'preact/hooks';
import type { CoverageDay, RequirementPoint } from '../../api/types';
import { Explain } from '../../parts/explain';
import { slotsPerFigure } from '../../time/axis';
import { number, percent, signed, time } from '../../words/show';
import { t } from '../../words/words';

type StripProps = {
  readonly coverage: CoverageDay;
  readonly required: readonly RequirementPoint[];
  /** People on phones per slot with what is changed on the table. */
  readonly scheduled: readonly number[];
  readonly queue: string;
  readonly place: (moment: number) => number;
  /** Pixels. */
  readonly hourWidth: number;
};

const letterWidth = 6.3; // of a bold figure, in pixels

export type Slot = { readonly start: number; readonly required: number; readonly scheduled: number; readonly level: number | null; readonly target: number };

/** Required, scheduled and expected service level of every slot of a day. */
export function slotsOf(coverage: CoverageDay, required: readonly RequirementPoint[], scheduled: readonly number[], queue: string): Slot[] {
  const first = Date.parse(coverage.start);
  const length = coverage.slotMinutes * 60_000;
  const targets = new Map(coverage.queues.map(one => [one.queue, one.target]));
  const slots = scheduled.map((people, index) => ({ start: first + index * length, required: 0, scheduled: people, late: 0, calls: 0, promised: 0 }));
  for (const point of required) {
    const slot = slots[Math.round((Date.parse(point.start) - first) / length)];
    if (slot && (!queue || point.queue === queue)) slot.required += point.required;
  }
  for (const point of coverage.intervals) {
    const slot = slots[Math.round((Date.parse(point.start) - first) / length)];
    if (!slot || (queue && point.queue !== queue) || point.serviceLevel === null) continue;
    slot.calls += point.calls;
    slot.late += point.calls * (1 - point.serviceLevel);
    slot.promised += point.calls * (targets.get(point.queue) ?? 0);
  }
  return slots.map(slot => ({ start: slot.start, required: slot.required, scheduled: slot.scheduled, level: slot.calls > 0 ? 1 - slot.late / slot.calls : null, target: slot.calls > 0 ? slot.promised / slot.calls : 0 }));
}

/** Under the same time axis as the shifts: required, on phones, the difference with sign and pattern, service level. */
export function CoverageStrip({ coverage, required, scheduled, queue, place, hourWidth }: StripProps) {
  const slots = useMemo(() => slotsOf(coverage, required, scheduled, queue).filter(slot => slot.required > 0 || slot.scheduled > 0), [coverage, required, scheduled, queue]);
  const length = coverage.slotMinutes * 60_000;
  const longest = useMemo(() => Math.max(0, ...slots.flatMap(slot => [number(slot.required), number(slot.scheduled), signed(netOf(slot)), slot.level === null ? '' : number(slot.level * 100)].map(text => text.length))), [slots]);
  const together = slotsPerFigure((hourWidth * coverage.slotMinutes) / 60, longest * letterWidth, 60 / coverage.slotMinutes);
  const spanned = (start: number, end: number) => ({ left: `${place(start)}%`, width: `${place(end) - place(start)}%` });
  // Where a slot is narrower than its figure, the worst of a few is written over them; a pointer tells each.
  const cells = (figure: (slot: Slot) => number | null, worse: (...figures: number[]) => number, show: (figure: number) => string, tone: (slot: Slot) => string, title: (slot: Slot) => string) => {
    const drawn = slots.map(slot => (
      <i key={slot.start} class={tone(slot)} title={`${time(slot.start)} ${title(slot)}`} style={spanned(slot.start, slot.start + length)}>{together === 1 && figure(slot) !== null && show(figure(slot)!)}</i>
    ));
    if (together === 1) return drawn;
    const groups = new Map<number, Slot[]>();
    for (const slot of slots) {
      const group = Math.floor(slot.start / (together * length));
      groups.set(group, [...(groups.get(group) ?? []), slot]);
    }
    const written = [...groups.values()].map(group => {
      const figures = group.map(figure).filter(one => one !== null);
      return figures.length > 0 && <b key={`w${group[0]!.start}`} class={group.some(slot => tone(slot) === 'short') ? 'short' : ''} style={spanned(group[0]!.start, group.at(-1)!.start + length)}>{show(worse(...figures))}</b>;
    });
    return [...drawn, ...written];
  };
  const below = slots.filter(slot => slot.level !== null && slot.level < slot.target);
  const summary = t('strip.summary', { n: below.length, minutes: below.length * coverage.slotMinutes });
  return (
    <>
      <div class="strip-row"><span>{t('strip.required')}<Explain figure="required" /></span><div class="lane" role="img" aria-label={t('strip.required')}>{cells(slot => slot.required, Math.max, number, () => '', slot => `${t('strip.required')} ${number(slot.required)}`)}</div></div>
      {!queue && <div class="strip-row"><span>{t('strip.scheduled')}</span><div class="lane" role="img" aria-label={t('strip.scheduled')}>{cells(slot => slot.scheduled, Math.min, number, () => '', slot => `${t('strip.scheduled')} ${number(slot.scheduled)}`)}</div></div>}
      {!queue && (
        <div class="strip-row"><span>{t('strip.net')}<Explain figure="net" /></span>
          <div class="lane" role="img" aria-label={t('strip.net')}>{cells(netOf, Math.min, signed, slot => toneOf(netOf(slot)), slot => `${t('strip.net')} ${signed(netOf(slot))}`)}</div>
        </div>
      )}
      <div class="strip-row"><span>{t('strip.level')}<Explain figure="serviceLevel" /></span>
        <div class="lane" role="img" aria-label={summary}>
          {cells(slot => slot.level, Math.min, level => number(level * 100), slot => (slot.level === null ? '' : slot.level < slot.target ? 'short' : 'ok'), slot => (slot.level === null ? '' : `${percent(slot.level)} (${t('target')} ${percent(slot.target, 0)})`))}
        </div>
      </div>
      {together > 1 && <p class="strip-note">{t('strip.worst', { minutes: together * coverage.slotMinutes })}</p>}
    </>
  );
}

const netOf = (slot: Slot): number => slot.scheduled - slot.required;

const toneOf = (net: number): string => (net < 0 ? 'short' : net > 2 ? 'over' : 'ok');
