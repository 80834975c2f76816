import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { ask, type Problem } from '../../api/client';
import { useSend } from '../../api/load';
import type { EditAnswer } from '../../api/types';
import { setQuery } from '../../app/route';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Explain } from '../../parts/explain';
import { say } from '../../parts/said';
import { Failure } from '../../parts/states';
import { day, number, percent, points, signed } from '../../words/show';
import { t, tOr } from '../../words/words';
import { useQueues } from '../queues';
import { reasonOf, joined } from '../rule-reason';
import type { Desk } from './desk';
import { broken, draft, drop, pending, proposed } from './pending';
import { keyOf, write } from './shift';

const calm = 100;

/** What the changes on the table would do, tried on the server while one drags, and the way to keep or drop them. */
export function EffectBar({ desk }: { readonly desk: Desk }) {
  const days = proposed.value;
  const [effect, setEffect] = useState<EditAnswer | null>(null);
  const [isTrying, setTrying] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [isAsking, setAsking] = useState(false);
  const send = useSend();
  const queues = useQueues();
  const rules = joined(effect?.newViolations ?? []);

  useEffect(() => {
    setFailure(null);
    if (days.length === 0) {
      setEffect(null);
      return;
    }
    let isOver = false;
    const timer = window.setTimeout(() => {
      setTrying(true);
      ask<EditAnswer>('POST', at(`schedules/${desk.schedule.id}/try`), { days: days.map(write) }).then(
        answer => !isOver && setEffect(answer.body),
        (error: Problem) => !isOver && setFailure(error),
      ).finally(() => !isOver && setTrying(false));
    }, calm);
    return () => {
      isOver = true;
      window.clearTimeout(timer);
    };
  }, [days, desk.schedule.id]);

  useEffect(() => {
    broken.value = new Set((effect?.newViolations ?? []).flatMap(one => (one.agent && one.date ? [keyOf(one.agent, one.date)] : [])));
    return () => { broken.value = new Set(); };
  }, [effect]);

  const save = (why: string | null, acceptsBrokenRules: boolean) => void send.run(async () => {
    const body = { days: [...pending.value.values()].map(write), why, acceptsBrokenRules };
    const answer = desk.isPublished
      ? await ask<EditAnswer>('POST', at(`schedules/${desk.schedule.id}/correct`), body)
      : await ask<EditAnswer>('POST', at(`schedules/${desk.schedule.id}/edits`), body, { ifMatch: desk.tag });
    setAsking(false);
    drop();
    say(t('edit.saved'));
    if (answer.body.schedule.id !== desk.schedule.id) setQuery({ v: String(answer.body.schedule.id) });
    else desk.detail.again();
  });
  const needsReason = desk.isPublished || (effect?.newViolations.length ?? 0) > 0;
  const start = () => (needsReason ? setAsking(true) : save(null, false));
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key === 's' && pending.value.size > 0) {
        event.preventDefault();
        start();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  });

  if (days.length === 0) return null;
  const worst = [...(effect?.queues ?? [])].sort((one, other) => one.after - one.before - (other.after - other.before))[0];
  return (
    <div class="effect" role="region" aria-label={t('edit.effect')}>
      <p role="status">
        <strong>{t('edit.days', { n: days.length })}</strong>
        {effect && <span>{t('edit.cost', { delta: signed(effect.costDelta, 1) })}<Explain figure="cost" /></span>}
        {worst && <span>{t('edit.worst', { queue: queues.name(worst.queue), day: day(worst.date), before: percent(worst.before), after: percent(worst.after), points: points(worst.after - worst.before) })}</span>}
        {effect && (rules.length === 0
          ? <span class="tag good">✓ {t('edit.noRules')}</span>
          : <span class="tag bad">▲ {t('edit.rules', { n: rules.length })}</span>)}
        {effect && effect.mendedViolations.length > 0 && <span class="tag good">{t('edit.mended', { n: effect.mendedViolations.length })}</span>}
        {isTrying && <span class="spinner" role="img" aria-label={t('edit.trying')} />}
      </p>
      {rules.length > 0 && (
        <ul>
          {rules.slice(0, 4).map(rule => (
            <li key={`${rule.rule}${rule.agent}${rule.date}${rule.facts}`}><strong>{tOr(`rule.${rule.rule}`, rule.rule)}</strong> {rule.agent && desk.people.name(rule.agent)} {rule.date && day(rule.date)} <small>{reasonOf(rule, queues.name)}</small></li>
          ))}
          {rules.length > 4 && <li>{t('edit.more', { n: number(rules.length - 4) })}</li>}
        </ul>
      )}
      <Failure problem={failure ?? (isAsking ? null : send.failure)} />
      <div class="row">
        <button type="button" class="main" disabled={send.isSending || pending.value.size === 0 || draft.value !== null} aria-keyshortcuts="Control+S" onClick={start}>{t(desk.isPublished ? 'edit.correct' : 'edit.save')}</button>
        <button type="button" disabled={send.isSending} onClick={() => { draft.value = null; drop(); }}>{t('edit.drop')}</button>
        <small>{t('edit.keptHere')}</small>
      </div>
      {isAsking && (
        <Why isPublished={desk.isPublished} breaks={effect?.newViolations.length ?? 0} isSending={send.isSending} failure={send.failure} close={() => setAsking(false)} give={save} />
      )}
    </div>
  );
}

type WhyProps = {
  readonly isPublished: boolean; readonly breaks: number; readonly isSending: boolean; readonly failure: Problem | null;
  readonly close: () => void; readonly give: (why: string, acceptsBrokenRules: boolean) => void;
};

function Why({ isPublished, breaks, isSending, failure, close, give }: WhyProps) {
  const [why, setWhy] = useState('');
  const [accepts, setAccepts] = useState(false);
  return (
    <Dialog title={t(isPublished ? 'edit.correctTitle' : 'edit.whyTitle')} close={close}>
      <form class="stack" onSubmit={event => { event.preventDefault(); give(why, accepts); }}>
        {isPublished && <p>{t('edit.told')}</p>}
        <label>{t('edit.why')}<textarea rows={2} maxLength={500} value={why} required={breaks > 0} onInput={event => setWhy(event.currentTarget.value)} autofocus /></label>
        {breaks > 0 && <label><input type="checkbox" checked={accepts} required onChange={event => setAccepts(event.currentTarget.checked)} />{t('edit.accept', { n: breaks })}</label>}
        <Failure problem={failure} />
        <button class="main" disabled={isSending}>{t(isPublished ? 'edit.correct' : 'edit.save')}</button>
      </form>
    </Dialog>
  );
}
