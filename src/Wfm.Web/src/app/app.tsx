import { useEffect } from 'preact/hooks';
import { isLoggedOut } from '../api/client';
import { listen, stopListening } from '../api/live';
import { forget } from '../api/load';
import { Empty } from '../parts/states';
import { Account } from '../views/account';
import { Inbox } from '../views/inbox';
import { language, t } from '../words/words';
import { LogIn } from './log-in';
import { beginningOf, placesOf } from './places';
import { path } from './route';
import { leave, session, unit } from './session';
import { Shell } from './shell';
import { SecondFactorNeeded } from './second-factor';

export function App() {
  const unitId = unit.value?.id;
  const mayWork = session.value !== null && !session.value.needsSecondFactor;
  useEffect(() => {
    if (!mayWork || unitId === undefined) return;
    forget();
    listen();
    return stopListening;
  }, [mayWork, unitId]);
  if (!session.value) return <LogIn />;
  if (session.value.needsSecondFactor) return <SecondFactorNeeded />;
  if (unitId === undefined) return <NoRole />;
  // Another language or unit begins anew, so that nothing of the old one stays on screen.
  return (
    <Shell key={`${language.value}-${unitId}`}>
      <Current />
      {isLoggedOut.value && <LogIn isAgain />}
    </Shell>
  );
}

function NoRole() {
  return (
    <main class="login" id="main">
      <h1>Wfm</h1>
      <p>{t('noRole')}</p>
      <button type="button" onClick={() => void leave()}>{t('logOut')}</button>
    </main>
  );
}

function Current() {
  const own = placesOf();
  const View = path.value === '/inbox' ? Inbox : path.value === '/account' ? Account : (own.find(place => place.path === path.value) ?? (path.value === '/' ? beginningOf(own) : undefined))?.view;
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>('main h1');
    document.title = heading?.textContent ? `${heading.textContent} – Wfm` : 'Wfm';
  });
  return View ? <View /> : <Empty title={t('notFound')} />;
}
