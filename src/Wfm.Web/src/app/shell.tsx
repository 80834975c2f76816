import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ask, lastHeard } from '../api/client';
import { isLive, onChange } from '../api/live';
import { useLoad } from '../api/load';
import type { PageOfInboxMessage } from '../api/types';
import { Dialog } from '../parts/dialog';
import { said } from '../parts/said';
import { Tour } from '../parts/tour';
import { t } from '../words/words';
import { LanguageChoice } from './log-in';
import { beginningOf, placesOf } from './places';
import { Link, path } from './route';
import { at, chooseUnit, is, leave, session, unit } from './session';

export function Shell({ children }: { readonly children: ComponentChildren }) {
  const current = path.value;
  const own = placesOf();
  const main = useRef<HTMLElement>(null);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    // A new view begins at its top, for eyes and for screen readers, before anybody can touch it; the first one leaves the focus to the browser.
    if (!isFirst.current) main.current?.focus();
    isFirst.current = false;
    window.scrollTo(0, 0);
  }, [current]);
  return (
    <div class={is('medarbetare') && !is('gruppledare', 'trafikledning', 'admin') ? 'shell phone' : 'shell'}>
      <a class="skip" href="#main">{t('skip')}</a>
      <header class="top">
        <Link to="/" class="brand"><img src="/icon.svg" alt="" width={24} height={24} />Wfm</Link>
        <UnitChoice />
        <span class="spring" />
        <InboxLink />
        <LanguageChoice />
        <Link to="/account" class="who">{session.value?.name}</Link>
        <button type="button" class="plain out" onClick={() => void leave()}>{t('logOut')}</button>
      </header>
      <nav class="places" aria-label={t('nav.label')}>
        {own.map(place => (
          <Link key={place.path} to={place.path} isHere={current === '/' && place === beginningOf(own)}>{t(place.name)}</Link>
        ))}
      </nav>
      <main id="main" ref={main} tabIndex={-1}>
        {!isLive.value && <p class="notice" role="status">{t('notLive')}</p>}
        <Tour />
        {children}
      </main>
      <p class="said" role="status" aria-live="polite">{said.value}</p>
      <TimeoutWarning />
    </div>
  );
}

function UnitChoice() {
  const units = session.value?.units ?? [];
  if (units.length < 2) return <span class="unit">{unit.value?.name}</span>;
  return (
    <select aria-label={t('unit.choose')} value={unit.value?.id} onChange={event => chooseUnit(Number(event.currentTarget.value))}>
      {units.map(one => <option key={one.id} value={one.id}>{one.name}</option>)}
    </select>
  );
}

function InboxLink() {
  const inbox = useLoad<PageOfInboxMessage>(at('inbox?limit=50'));
  useEffect(() => {
    let timer = 0;
    const stop = onChange(() => {
      window.clearTimeout(timer);
      timer = window.setTimeout(inbox.again, 1000);
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, []);
  const unread = (inbox.value?.items ?? []).filter(message => message.readAt === null).length;
  return (
    <Link to="/inbox" class="inbox">
      {t('inbox')}{unread > 0 && <span class="count">{unread}<span class="visually-hidden"> {t('inbox.new')}</span></span>}
    </Link>
  );
}

const minute = 60_000;

/** The server ends a session after 30 minutes of nothing for admins and 12 hours for others; two minutes before, one may stay. */
function TimeoutWarning() {
  const [isNear, setNear] = useState(false);
  const life = is('admin') ? 30 * minute : 720 * minute;
  useEffect(() => {
    const timer = window.setInterval(() => setNear(Date.now() - lastHeard.value > life - 2 * minute), 5000);
    return () => window.clearInterval(timer);
  }, [life]);
  if (!isNear) return null;
  const stay = async () => {
    await ask('GET', '/api/session').catch(() => undefined);
    setNear(false);
  };
  return (
    <Dialog title={t('timeout.title')} close={() => void stay()}>
      <p>{t('timeout.text')}</p>
      <button type="button" class="main" onClick={() => void stay()}>{t('timeout.stay')}</button>
    </Dialog>
  );
}
