import { useState } from 'preact/hooks';
import type { EventSizesView, KnownEventBody } from '../../api/types';
import { number, signed } from '../../words/show';
import { t } from '../../words/words';
import { useQueues } from '../queues';
import { bandOf, suggestionFor } from './events';

const kinds = ['letter', 'campaign', 'invoiceRun', 'snow', 'outage', 'schoolBreak', 'other'] as const;
const shapes = ['step', 'decay', 'bell', 'letterDrop'] as const;

type EventFormProps = {
  /** The event to change; nothing for a new one. */
  readonly of: KnownEventBody | null;
  readonly sizes: EventSizesView | null;
  readonly isSending: boolean;
  readonly save: (one: KnownEventBody) => void;
  readonly leave: () => void;
};

const percentOf = (one: KnownEventBody | null): string => (one?.factor ? String(Math.round((one.factor - 1) * 1000) / 10) : '');

/** An event to add or change, with the size past ones of its kind suggest. */
export function EventForm({ of, sizes, isSending, save, leave }: EventFormProps) {
  const queues = useQueues();
  const [kind, setKind] = useState<(typeof kinds)[number]>(of?.kind ?? 'letter');
  const [shape, setShape] = useState<(typeof shapes)[number]>(of?.shape ?? 'step');
  const [name, setName] = useState(of?.name ?? '');
  const [queue, setQueue] = useState(of?.queue ?? '');
  const [from, setFrom] = useState(of?.from ?? '');
  const [to, setTo] = useState(of?.to ?? '');
  const [change, setChange] = useState(percentOf(of));
  const suggestion = suggestionFor(sizes, kind, name, queue || null);
  const isCalendar = kind === 'schoolBreak' && change === '';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save({ from, to, name: name.trim(), queue: queue || null, factor: change === '' ? null : 1 + Number(change) / 100, kind, shape });
  };
  return (
    <form onSubmit={submit} aria-label={t(of ? 'events.edit' : 'events.add')}>
      <h3>{t(of ? 'events.edit' : 'events.add')}</h3>
      <div class="row">
        <label>{t('events.kind')}<select value={kind} onChange={event => setKind(event.currentTarget.value as typeof kind)}>{kinds.map(one => <option key={one} value={one}>{t(`events.kind.${one}`)}</option>)}</select></label>
        <label>{t('name')}<input value={name} required maxLength={100} onInput={event => setName(event.currentTarget.value)} /></label>
        <label>{t('from')}<input type="date" value={from} required onInput={event => setFrom(event.currentTarget.value)} /></label>
        <label>{t('to')}<input type="date" value={to} required min={from} onInput={event => setTo(event.currentTarget.value)} /></label>
        <label>{t('queue')}<select value={queue} onChange={event => setQueue(event.currentTarget.value)}><option value="">{t('queue.all')}</option>{queues.all.map(one => <option key={one.code} value={one.code}>{one.queue.name}</option>)}</select></label>
        <label>{t('events.shape')}<select value={shape} onChange={event => setShape(event.currentTarget.value as typeof shape)}>{shapes.map(one => <option key={one} value={one}>{t(`events.shape.${one}`)}</option>)}</select></label>
        <label>{t('events.percent')}<input type="number" value={change} min={-90} max={400} step={0.1} onInput={event => setChange(event.currentTarget.value)} /></label>
      </div>
      <p role="status">
        {isCalendar ? t('events.schoolBreak') : suggestion ? <Suggested of={suggestion} queueName={suggestion.queue ? queues.name(suggestion.queue) : null} /> : t('events.suggestNone')}
        {!isCalendar && suggestion && <> <button type="button" onClick={() => setChange(String(Math.round(suggestion.sizeFraction * 1000) / 10))}>{t('events.useSuggestion')}</button></>}
        {!isCalendar && <><br /><small>{t('events.emptyIsLearned')}</small></>}
      </p>
      <div class="row">
        <button disabled={isSending}>{t(of ? 'events.save' : 'form.add')}</button>
        {of && <button type="button" class="plain" onClick={leave}>{t('runs.cancel')}</button>}
      </div>
    </form>
  );
}

function Suggested({ of, queueName }: { readonly of: NonNullable<ReturnType<typeof suggestionFor>>; readonly queueName: string | null }) {
  const [size, low, high] = bandOf(of.sizeFraction, of.standardError);
  const facts = { n: number(of.events), size: signed(size), low: signed(low), high: signed(high), queue: queueName ?? '' };
  return <strong>{queueName ? t('events.suggestQueue', facts) : t('events.suggestAll', facts)}</strong>;
}
