import { useMemo } from 'preact/hooks';
import type { CoverageDay, RequirementPoint } from '../../api/types';
import { Explain } from '../../parts/explain';
import { number, percent, signed, time } from '../../words/show';
import { t } from '../../words/words';

type StripProps = {
  readonly coverage: CoverageDay;
  readonly required: readonly RequirementPoint[];
  /** People on phones per slot with what is changed on the table. */
  readonly scheduled: readonly number[];
  readonly queue: string;
  readonly place: (moment: number) => number;
};

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
export function CoverageStrip({ coverage, required, scheduled, queue, place }: StripProps) {
  const slots = useMemo(() => slotsOf(coverage, required, scheduled, queue).filter(slot => slot.required > 0 || slot.scheduled > 0), [coverage, required, scheduled, queue]);
  const length = coverage.slotMinutes * 60_000;
  const cell = (slot: Slot, text: string, tone: string, title: string) => (
    <i key={slot.start} class={tone} title={`${time(slot.start)} ${title}`} style={{ left: `${place(slot.start)}%`, width: `${place(slot.start + length) - place(slot.start)}%` }}>{text}</i>
  );
  const below = slots.filter(slot => slot.level !== null && slot.level < slot.target);
  const summary = t('strip.summary', { n: below.length, minutes: below.length * coverage.slotMinutes });
  return (
    <>
      <div class="strip-row"><span>{t('strip.required')}<Explain figure="required" /></span><div class="lane" role="img" aria-label={t('strip.required')}>{slots.map(slot => cell(slot, number(slot.required), '', t('strip.required')))}</div></div>
      {!queue && <div class="strip-row"><span>{t('strip.scheduled')}</span><div class="lane" role="img" aria-label={t('strip.scheduled')}>{slots.map(slot => cell(slot, number(slot.scheduled), '', t('strip.scheduled')))}</div></div>}
      {!queue && (
        <div class="strip-row"><span>{t('strip.net')}<Explain figure="net" /></span>
          <div class="lane" role="img" aria-label={t('strip.net')}>{slots.map(slot => cell(slot, signed(slot.scheduled - slot.required), toneOf(slot.scheduled - slot.required), t('strip.net')))}</div>
        </div>
      )}
      <div class="strip-row"><span>{t('strip.level')}<Explain figure="serviceLevel" /></span>
        <div class="lane" role="img" aria-label={summary}>
          {slots.map(slot => cell(slot, slot.level === null ? '' : number(slot.level * 100), slot.level === null ? '' : slot.level < slot.target ? 'short' : 'ok', slot.level === null ? '' : `${percent(slot.level)} (${t('target')} ${percent(slot.target, 0)})`))}
        </div>
      </div>
    </>
  );
}

const toneOf = (net: number): string => (net < 0 ? 'short' : net > 2 ? 'over' : 'ok');
