import { signal } from '@preact/signals';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { go } from '../app/route';
import { is, session } from '../app/session';
import { t, type Word } from '../words/words';

type Step = { readonly to: string; readonly on: string; readonly words: Word };

const agent: readonly Step[] = [
  { to: '/my-schedule', on: '.next', words: 'tour.agent.next' },
  { to: '/my-schedule', on: '.days', words: 'tour.agent.ask' },
  { to: '/my-schedule', on: '#day-lights', words: 'tour.agent.lights' },
  { to: '/my-schedule', on: '.top .inbox', words: 'tour.agent.inbox' },
];
const leader: readonly Step[] = [
  { to: '/requests', on: 'main h1', words: 'tour.leader.requests' },
  { to: '/day', on: 'main h1', words: 'tour.leader.day' },
  { to: '/adherence', on: 'main h1', words: 'tour.leader.adherence' },
  { to: '/periods', on: 'main h1', words: 'tour.leader.periods' },
];
const planner: readonly Step[] = [
  { to: '/forecast', on: 'main h1', words: 'tour.planner.forecast' },
  { to: '/staffing', on: 'main h1', words: 'tour.planner.staffing' },
  { to: '/schedule', on: 'main h1', words: 'tour.planner.schedule' },
  { to: '/schedule?view=day', on: 'main h1', words: 'tour.planner.dayView' },
  { to: '/day', on: 'main h1', words: 'tour.planner.day' },
  { to: '/runs', on: 'main h1', words: 'tour.planner.runs' },
];
const admin: readonly Step[] = [
  { to: '/administration', on: '.tabs', words: 'tour.admin.accounts' },
  { to: '/runs', on: 'main h1', words: 'tour.admin.runs' },
  { to: '/master-data', on: '.tabs', words: 'tour.admin.master' },
];

const stepsOf = (): readonly Step[] => (is('trafikledning') ? planner : is('gruppledare') ? leader : is('admin') ? admin : agent);

const place = signal<number | null>(null);
const memory = (): string => `wfm-tour-${session.value?.login ?? ''}`;

/** Goes round, from its beginning. */
export function startTour(): void {
  place.value = 0;
}

function end(): void {
  place.value = null;
  localStorage.setItem(memory(), 'seen');
}

/** Whoever comes for the first time is asked once whether they want to be shown round; the tour stands beside the page and keeps nothing from working. */
export function Tour() {
  const [isNew, setNew] = useState(() => localStorage.getItem(memory()) === null);
  if (place.value !== null) return <Card key={place.value} at={place.value} />;
  if (!isNew) return null;
  const no = () => {
    end();
    setNew(false);
  };
  return (
    <div class="notice tour-offer" role="region" aria-label={t('tour.title')}>
      <span>{t('tour.offer')}</span>
      <span class="row">
        <button type="button" onClick={() => { setNew(false); startTour(); }}>{t('tour.start')}</button>
        <button type="button" onClick={no}>{t('tour.no')}</button>
      </span>
    </div>
  );
}

function Card({ at }: { readonly at: number }) {
  const steps = stepsOf();
  const step = steps[at]!;
  const card = useRef<HTMLDivElement>(null);
  const isLast = at === steps.length - 1;
  const move = (by: number) => {
    if (at + by >= steps.length) end();
    else if (at + by >= 0) place.value = at + by;
  };

  useLayoutEffect(() => {
    go(step.to);
    // Another page takes the focus first.
    const focus = window.setTimeout(() => card.current?.focus());
    let marked: Element | null = null;
    // What a step is about may still be on its way.
    const timer = window.setInterval(() => {
      marked = document.querySelector(step.on);
      if (!marked) return;
      window.clearInterval(timer);
      marked.classList.add('tour-here');
      marked.scrollIntoView({ block: 'center' });
    }, 150);
    return () => {
      window.clearTimeout(focus);
      window.clearInterval(timer);
      marked?.classList.remove('tour-here');
    };
  }, [at]);

  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape') end();
    if (event.key === 'ArrowRight') move(1);
    if (event.key === 'ArrowLeft') move(-1);
  };
  return (
    <div ref={card} class="tour" role="dialog" aria-label={t('tour.title')} tabIndex={-1} onKeyDown={press}>
      <p aria-live="polite"><small>{t('tour.step', { at: at + 1, of: steps.length })}</small><br />{t(step.words)}</p>
      <div class="row">
        {at > 0 && <button type="button" onClick={() => move(-1)}>‹ {t('tour.back')}</button>}
        <button type="button" class="main" onClick={() => move(1)}>{isLast ? t('tour.done') : `${t('tour.next')} ›`}</button>
        {!isLast && <button type="button" class="plain" onClick={end}>{t('tour.close')}</button>}
      </div>
      <small>{t('tour.keys')}</small>
    </div>
  );
}
