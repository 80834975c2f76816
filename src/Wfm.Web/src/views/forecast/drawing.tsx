import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useSend } from '../../api/load';
import type { ForecastPoint, PlanInfo } from '../../api/types';
import { setQuery } from '../../app/route';
import { at, zone } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { addDays, dayStart, momentOf } from '../../time/zone';
import { number, signed } from '../../words/show';
import { t } from '../../words/words';
import { callsOf, draw, dropDrawn, mayRedo, mayUndo, redo, spans, undo } from './adjust';

type DrawingProps = { readonly forecast: number; readonly queue: string; readonly before: readonly ForecastPoint[]; readonly after: readonly ForecastPoint[]; readonly first: string; readonly last: string };

/** Drawing by hand: what it comes to, a change in percent for an area, steps back and forth, and saving with a reason. */
export function Drawing({ forecast, queue, before, after, first, last }: DrawingProps) {
  const [isSaving, setSaving] = useState(false);
  const [start, end] = [dayStart(first, zone.value), dayStart(addDays(last, 1), zone.value)];
  const shown = (points: readonly ForecastPoint[]) => callsOf(points.filter(point => Date.parse(point.start) >= start && Date.parse(point.start) < end));
  const [was, is] = [shown(before), shown(after)];
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || (event.target instanceof HTMLElement && event.target.matches('input, textarea'))) return;
      if (event.key === 'z' && !event.shiftKey) undo();
      else if (event.key === 'y' || (event.key.toLowerCase() === 'z' && event.shiftKey)) redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <div class="effect" role="region" aria-label={t('draw.title')}>
      <p role="status">
        <strong>{t('draw.sum', { was: number(was), is: number(is) })}</strong>
        {was > 0 && <span>{signed((is / was - 1) * 100, 1)} %</span>}
        <small>{t('draw.how')}</small>
      </p>
      <Percent queue={queue} first={first} last={last} />
      <div class="row">
        <button type="button" disabled={!mayUndo.value} aria-keyshortcuts="Control+Z" onClick={undo}>↶ {t('edit.undo')}</button>
        <button type="button" disabled={!mayRedo.value} aria-keyshortcuts="Control+Y" onClick={redo}>↷ {t('edit.redo')}</button>
        <button type="button" class="main" disabled={spans.value.length === 0} onClick={() => setSaving(true)}>{t('draw.save')}</button>
        <button type="button" disabled={spans.value.length === 0} onClick={dropDrawn}>{t('edit.drop')}</button>
        <small>{t('edit.keptHere')}</small>
      </div>
      {isSaving && <Save forecast={forecast} close={() => setSaving(false)} />}
    </div>
  );
}

const wall = (date: string, time: string): string => `${date}T${time}`;

/** An area in percent: the way without a pointer. */
function Percent({ queue, first, last }: { readonly queue: string; readonly first: string; readonly last: string }) {
  const [from, setFrom] = useState(wall(first, '00:00'));
  const [to, setTo] = useState(wall(last, '23:59'));
  const [change, setChange] = useState('10');
  useEffect(() => {
    setFrom(wall(first, '00:00'));
    setTo(wall(last, '23:59'));
  }, [first, last]);
  const moment = (text: string) => new Date(momentOf(text.slice(0, 10), text.slice(11, 16), zone.value)).toISOString();
  const submit = (event: Event) => {
    event.preventDefault();
    draw([{ queue, from: moment(from), to: moment(to), factor: 1 + Number(change) / 100, calls: null }]);
    say(t('draw.changed', { change: signed(Number(change)) }));
  };
  return (
    <form class="row" onSubmit={submit}>
      <label>{t('from')}<input type="datetime-local" value={from} min={wall(first, '00:00')} max={to} required onInput={event => setFrom(event.currentTarget.value)} /></label>
      <label>{t('to')}<input type="datetime-local" value={to} min={from} max={wall(last, '23:59')} required onInput={event => setTo(event.currentTarget.value)} /></label>
      <label>{t('draw.percent')}<input type="number" value={change} min={-100} max={900} step="any" required onInput={event => setChange(event.currentTarget.value)} /></label>
      <button>{t('draw.change')}</button>
    </form>
  );
}

function Save({ forecast, close }: { readonly forecast: number; readonly close: () => void }) {
  const [why, setWhy] = useState('');
  const send = useSend();
  const submit = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      const made = (await ask<PlanInfo>('POST', at(`forecasts/${forecast}/adjustments`), { why, spans: spans.value })).body;
      dropDrawn();
      await ask<PlanInfo>('POST', at('requirements'), { forecast: made.id });
      setQuery({ f: String(made.id), draw: null });
      say(t('draw.saved', { version: made.version }));
      close();
    });
  };
  return (
    <Dialog title={t('draw.save')} close={close}>
      <form class="stack" onSubmit={submit}>
        <p>{t('draw.told')}</p>
        <label>{t('edit.why')}<textarea rows={2} maxLength={500} required autofocus value={why} onInput={event => setWhy(event.currentTarget.value)} /></label>
        {send.isSending && <Loading what={t('draw.saving')} />}
        <Failure problem={send.failure} />
        <button class="main" disabled={send.isSending || why.trim() === ''}>{t('draw.save')}</button>
      </form>
    </Dialog>
  );
}

