import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useSend } from '../../api/load';
import type { AbsenceCategory, OvertimeSettlement, RequestBody, RequestKind, RequestView, ShiftInfo } from '../../api/types';
import { at, session } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Explain } from '../../parts/explain';
import { say } from '../../parts/said';
import { Failure } from '../../parts/states';
import { addDays } from '../../time/zone';
import { longDay, time } from '../../words/show';
import { t, type Word } from '../../words/words';
import { usePeople } from '../people';
import { DayOutlook } from './leave-outlook';
import { OwnAlternatives } from './own-alternatives';

type Choice = { readonly name: Word; readonly kind: RequestKind; readonly category?: AbsenceCategory; readonly isWholeDay: boolean };

const choices: readonly Choice[] = [
  { name: 'ask.vacation', kind: 'absence', category: 'vacation', isWholeDay: true },
  { name: 'ask.timeOff', kind: 'timeOff', isWholeDay: false },
  { name: 'ask.inLieu', kind: 'absence', category: 'timeOffInLieu', isWholeDay: true },
  { name: 'ask.leave', kind: 'absence', category: 'leaveOfAbsence', isWholeDay: true },
  { name: 'ask.parental', kind: 'absence', category: 'parentalLeave', isWholeDay: true },
  { name: 'ask.swap', kind: 'swap', isWholeDay: true },
  { name: 'ask.overtime', kind: 'overtime', isWholeDay: false },
];

type AskProps = { readonly date: string; readonly shifts: readonly ShiftInfo[]; readonly close: () => void };

/** A request in three taps: the day's button, what one wants, send. */
export function AskDialog({ date, shifts, close }: AskProps) {
  const shift = shifts.find(one => one.date === date);
  const [choice, setChoice] = useState<Choice | null>(null);
  const [sent, setSent] = useState<RequestView | null>(null);
  const offered = choices.filter(one => shift || one.kind === 'absence' || one.kind === 'overtime');
  return (
    <Dialog title={t('ask.title', { day: longDay(date) })} close={close}>
      {sent ? <Sent request={sent} close={close} /> : (
        <>
          <div class="chips" role="radiogroup" aria-label={t('ask.what')}>
            {offered.map(one => <button key={one.name} type="button" role="radio" aria-checked={choice === one} onClick={() => setChoice(one)}>{t(one.name)}</button>)}
          </div>
          {choice && <Form key={choice.name} choice={choice} date={date} shift={shift} done={setSent} />}
        </>
      )}
    </Dialog>
  );
}

type FormProps = { readonly choice: Choice; readonly date: string; readonly shift: ShiftInfo | undefined; readonly done: (request: RequestView) => void };

function Form({ choice, date, shift, done }: FormProps) {
  const send = useSend();
  // One key for one wish to ask: pressing twice, or again after a lost answer, asks once.
  const [key] = useState(() => crypto.randomUUID());
  const [from, setFrom] = useState(shift && choice.kind !== 'overtime' ? time(shift.start) : shift ? time(shift.end) : '08:00');
  const [to, setTo] = useState(shift && choice.kind !== 'overtime' ? time(shift.end) : shift ? plusHour(time(shift.end)) : '12:00');
  const [lastDay, setLastDay] = useState(date);
  const [other, setOther] = useState('');
  const [note, setNote] = useState('');
  const [settlement, setSettlement] = useState<OvertimeSettlement>('paid');
  const submit = (event: Event) => {
    event.preventDefault();
    const body: RequestBody = choice.kind === 'swap'
      ? { kind: 'swap', date, other, note: note || null }
      : {
          kind: choice.kind,
          category: choice.category ?? null,
          start: choice.isWholeDay ? `${date}T00:00` : `${date}T${from}`,
          end: choice.isWholeDay ? `${addDays(lastDay, 1)}T00:00` : `${date}T${to}`,
          settlement: choice.kind === 'overtime' ? settlement : null,
          note: note || null,
        };
    void send.run(async () => {
      const answer = await ask<RequestView>('POST', at('requests'), body, { key });
      say(t('ask.sent'));
      done(answer.body);
    });
  };
  return (
    <form class="stack ask-form" onSubmit={submit}>
      {choice.kind === 'swap' && <Colleague value={other} choose={setOther} />}
      {choice.kind !== 'swap' && choice.isWholeDay && (
        <label>{t('ask.lastDay')}<input type="date" value={lastDay} min={date} onInput={event => setLastDay(event.currentTarget.value)} required /></label>
      )}
      {!choice.isWholeDay && (
        <div class="row">
          <label>{t('from')}<input type="time" step={900} value={from} onInput={event => setFrom(event.currentTarget.value)} required /></label>
          <label>{t('to')}<input type="time" step={900} value={to} onInput={event => setTo(event.currentTarget.value)} required /></label>
        </div>
      )}
      {choice.kind === 'overtime' && (
        <label>{t('ask.settlement')}
          <select value={settlement} onChange={event => setSettlement(event.currentTarget.value as OvertimeSettlement)}>
            <option value="paid">{t('ask.paid')}</option><option value="inLieu">{t('ask.asTime')}</option>
          </select>
        </label>
      )}
      {shift && (choice.kind === 'absence' || choice.kind === 'timeOff') && <DayOutlook date={date} isWholeDay={choice.isWholeDay} take={(start, end) => { setFrom(start); setTo(end); }} />}
      <label>{t('ask.note')}<input value={note} maxLength={200} onInput={event => setNote(event.currentTarget.value)} /><small>{t('ask.noteHint')}</small></label>
      <Failure problem={send.failure} />
      <button class="main wide" disabled={send.isSending}>{send.isSending ? t('ask.sending') : t('ask.send')}</button>
    </form>
  );
}

const plusHour = (clock: string): string => `${String((Number(clock.slice(0, 2)) + 1) % 24).padStart(2, '0')}${clock.slice(2)}`;

function Colleague({ value, choose }: { readonly value: string; readonly choose: (code: string) => void }) {
  const people = usePeople();
  return (
    <label>{t('ask.with')}
      <select value={value} onChange={event => choose(event.currentTarget.value)} required>
        <option value="">{t('choose')}</option>
        {people.all.filter(person => person.agent !== session.value?.agent).map(person => <option key={person.agent} value={person.agent}>{person.name}</option>)}
      </select>
    </label>
  );
}

function Sent({ request, close }: { readonly request: RequestView; readonly close: () => void }) {
  const colour = request.outlook?.colour;
  return (
    <>
      <p class={`notice ${colour === 'green' ? 'good' : 'warn'}`}>
        <strong>{t(request.status === 'approved' ? 'ask.approved' : 'ask.waits')}</strong>
        {colour && <span>{t(`outlook.${colour}`)}<Explain figure="outlook" /></span>}
        <small>{t('ask.recalculated')}</small>
      </p>
      {colour === 'yellow' && request.status !== 'approved' && <OwnAlternatives request={request} />}
      <button type="button" class="main" onClick={close}>{t('done')}</button>
    </>
  );
}
