import { useState } from 'preact/hooks';
import { ask } from '../../api/client';
import { useLoad, useSend } from '../../api/load';
import type { DayMove, DayPartView, DayPicture, DayPreviewView, DayProposalView, QueueDayEffect } from '../../api/types';
import { at, is } from '../../app/session';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { remark } from '../../words/remark';
import { day, moment, number, percent, signed, span } from '../../words/show';
import { t, tOr } from '../../words/words';
import { looks } from '../activities';
import type { Queues } from '../queues';
import { reasonOf, joined } from '../rule-reason';

type ProposalsProps = { readonly date: string; readonly picture: DayPicture | null; readonly queues: Queues };

/** What could be done about the day: who moves what, what it gives, and the answer person by person. */
export function Proposals({ date, picture, queues }: ProposalsProps) {
  const list = useLoad<readonly DayProposalView[]>(at(`day/proposals?date=${date}`), ['day']);
  const send = useSend();
  const alarmed = (picture?.queues ?? []).filter(queue => queue.alarm.kind !== 'none').map(queue => queue.queue);
  const search = () => void send.run(async () => {
    await ask('POST', at('day/proposals'), { queues: alarmed });
    list.again();
  });
  // What is over is out of the way; the newest stays in sight, so that one sees what became of one's answer.
  const isNow = (proposal: DayProposalView, place: number) => proposal.isOpen || place === 0;
  const now = (list.value ?? []).filter(isNow);
  const earlier = (list.value ?? []).filter((proposal, place) => !isNow(proposal, place));
  return (
    <section>
      <h2>{t('proposals')}</h2>
      {is('trafikledning') && alarmed.length > 0 && <p><button type="button" disabled={send.isSending} onClick={search}>{t('proposals.search', { queues: alarmed.map(queues.name).join(', ') })}</button></p>}
      {send.isSending && <Loading what={t('proposals.searching')} />}
      <Failure problem={send.failure ?? list.failure} />
      {list.value?.length === 0 && <p class="soft">{t('proposals.none')}</p>}
      {now.map(proposal => <Proposal key={proposal.id} proposal={proposal} queues={queues} changed={list.again} />)}
      {earlier.length > 0 && (
        <details>
          <summary>{t('proposals.earlier', { n: earlier.length })}</summary>
          {earlier.map(proposal => <Proposal key={proposal.id} proposal={proposal} queues={queues} changed={list.again} />)}
        </details>
      )}
    </section>
  );
}

/** Levers that gave nothing are named as levers are. */
function noteOf(said: string | undefined, note: string): string {
  const [code, lever] = (said ?? '').split('|');
  return code === 'lever-gained-nothing' && lever ? t('proposals.gainedNothing', { lever: tOr(`lever.${lever[0]!.toLowerCase()}${lever.slice(1)}`, lever) }) : remark(said, note);
}

function Proposal({ proposal, queues, changed }: { readonly proposal: DayProposalView; readonly queues: Queues; readonly changed: () => void }) {
  const open = proposal.parts.filter(part => part.mayAnswer);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(open.filter(part => part.status === 'open').map(part => part.agent)));
  const [preview, setPreview] = useState<DayPreviewView | null>(null);
  const [reason, setReason] = useState('');
  const send = useSend();
  const mine = open.filter(part => chosen.has(part.agent)).map(part => part.agent);
  const attempt = () => void send.run(async () => setPreview((await ask<DayPreviewView>('POST', at(`day/proposals/${proposal.id}/try`), { accept: mine })).body));
  const answer = (isYes: boolean) => void send.run(async () => {
    await ask('POST', at(`day/proposals/${proposal.id}/answer`), isYes ? { accept: mine, reject: [], reason: reason || null } : { accept: [], reject: mine, reason: reason || null });
    say(t(isYes ? 'proposals.accepted' : 'proposals.rejected'));
    changed();
  });
  const asked = open.filter(part => chosen.has(part.agent) && part.status === 'open' && part.moves.some(move => askedFor.has(move.lever))).map(part => part.agent);
  const offer = () => void send.run(async () => {
    await ask('POST', at(`day/proposals/${proposal.id}/offer`), { people: asked, reason: reason || null });
    say(t('proposals.offered'));
    changed();
  });
  const toggle = (agent: string) => {
    const next = new Set(chosen);
    if (!next.delete(agent)) next.add(agent);
    setChosen(next);
    setPreview(null);
  };
  const effects = preview?.effects ?? proposal.content.effects;
  return (
    <div class="card">
      <h3>{t(proposal.kind === 'above' ? 'proposals.above' : 'proposals.below', { queues: proposal.queues.map(queues.name).join(', ') })} <small>{moment(proposal.madeAt)}, {proposal.madeBy === 'watch' ? t('proposals.watch') : proposal.madeBy}</small></h3>
      <p>
        <span class={`tag ${proposal.content.bringsBack ? 'good' : 'warn'}`}>{t(proposal.content.bringsBack ? 'proposals.bringsBack' : 'proposals.helps')}</span>{' '}
        {t('proposals.size', { people: proposal.content.peopleTold, minutes: number(proposal.content.minutesMoved) })}
        {!proposal.isOpen && <> <span class="tag soft">{t('proposals.closed')}</span></>}
        {proposal.otherParts > 0 && <> <small>{t('proposals.others', { n: proposal.otherParts })}</small></>}
      </p>
      <Effects effects={effects} queues={queues} isPreview={preview !== null} />
      {preview && preview.violations.length > 0 && <ul class="notice bad">{joined(preview.violations).map(one => <li key={`${one.rule}${one.agent}${one.date}${one.facts}`}><strong>{tOr(`rule.${one.rule}`, one.rule)}</strong> {one.agent} {one.date && day(one.date)} {reasonOf(one, queues.name)}</li>)}</ul>}
      <ul class="bare own-requests">
        {proposal.parts.map(part => <Part key={part.agent} part={part} isChosen={chosen.has(part.agent)} toggle={() => toggle(part.agent)} queues={queues} />)}
      </ul>
      {open.length > 0 && (
        <form class="row" onSubmit={event => { event.preventDefault(); answer(true); }}>
          <label class="spring">{t('edit.why')}<input value={reason} maxLength={500} onInput={event => setReason(event.currentTarget.value)} /></label>
          <button type="button" disabled={send.isSending || mine.length === 0} onClick={attempt}>{t('proposals.try')}</button>
          {asked.length > 0 && <button type="button" disabled={send.isSending} onClick={offer}>{t('proposals.offer', { n: asked.length })}</button>}
          <button class="main" disabled={send.isSending || mine.length === 0}>{t('proposals.accept', { n: mine.length })}</button>
          <button type="button" class="bad" disabled={send.isSending || mine.length === 0} onClick={() => answer(false)}>{t('proposals.reject', { n: mine.length })}</button>
        </form>
      )}
      {proposal.content.notes.length > 0 && <details><summary>{t('draft.notes', { n: proposal.content.notes.length })}</summary><ul>{proposal.content.notes.map((note, at) => <li key={note}>{noteOf(proposal.content.notesSaid?.[at], note)}</li>)}</ul></details>}
      <Failure problem={send.failure} />
    </div>
  );
}

function Effects({ effects, queues, isPreview }: { readonly effects: readonly QueueDayEffect[]; readonly queues: Queues; readonly isPreview: boolean }) {
  const shown = [...effects].sort((one, other) => other.chanceBelowBefore - other.chanceBelowAfter - (one.chanceBelowBefore - one.chanceBelowAfter)).slice(0, 6);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t('proposals.effect')}>
      <table class="full">
        <caption>{t(isPreview ? 'proposals.effectOfPart' : 'proposals.effect')}</caption>
        <thead><tr><th scope="col">{t('queue')}</th><th scope="col" class="n">{t('day.toCome')}</th><th scope="col" class="n">{t('day.below')}</th><th scope="col" class="n">{t('consequence.late')}</th></tr></thead>
        <tbody>
          {shown.map(effect => (
            <tr key={effect.queue}><th scope="row">{queues.name(effect.queue)}</th><td class="n">{percent(effect.levelBefore)} → {percent(effect.levelAfter)}</td><td class="n">{percent(effect.chanceBelowBefore, 0)} → {percent(effect.chanceBelowAfter, 0)}</td><td class="n">{signed(effect.lateAfter - effect.lateBefore, 1)}</td></tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What nobody decides for others: they can be asked themselves. */
const askedFor: ReadonlySet<DayMove['lever']> = new Set(['overtime', 'callIn', 'timeOff']);

const tones = { open: 'warn', offered: 'warn', accepted: 'good', rejected: 'bad', declined: 'bad', expired: 'soft' } as const;

function Part({ part, isChosen, toggle, queues }: { readonly part: DayPartView; readonly isChosen: boolean; readonly toggle: () => void; readonly queues: Queues }) {
  return (
    <li>
      {part.mayAnswer ? <label><input type="checkbox" checked={isChosen} onChange={toggle} /><strong>{part.name}</strong></label> : <strong>{part.name}</strong>}{' '}
      <span class={`tag ${tones[part.status]}`}>{t(`part.${part.status}`)}</span>
      <ul>{part.moves.map((move, index) => <li key={index}>{told(move, queues)}</li>)}</ul>
      {part.status === 'expired'
        ? <small>{tOr(`expired.${part.reason}`, part.reason ?? '')}</small>
        : part.answeredBy && <small>{t(part.status === 'offered' ? 'proposals.offeredBy' : 'proposals.answeredBy', { by: part.answeredBy })} {part.reason}</small>}
    </li>
  );
}

export function told(move: DayMove, queues: Queues): string {
  const what = looks.value[move.activity].name;
  const from = move.fromStart && move.fromEnd ? span(move.fromStart, move.fromEnd) : '';
  const to = move.toStart && move.toEnd ? span(move.toStart, move.toEnd) : '';
  const where = move.queues.length > 0 ? ` (${move.queues.map(queues.name).join(', ')})` : '';
  return `${t(`lever.${move.lever}`)}: ${what} ${[from, to].filter(Boolean).join(' → ')}${where}`;
}
