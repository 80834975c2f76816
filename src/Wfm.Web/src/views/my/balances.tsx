import { useLoad } from '../../api/load';
import type { BalanceView } from '../../api/types';
import { at, session } from '../../app/session';
import { Explain } from '../../parts/explain';
import { Show } from '../../parts/states';
import { dateOf, fullDate, number, signed } from '../../words/show';
import { t } from '../../words/words';

/** Days of holiday and hours in lieu one has left, with the entries they come from. */
export function Balances() {
  const balance = useLoad<BalanceView>(at(`balances/${session.value?.agent}`), ['requests']);
  return (
    <section>
      <h2>{t('balances')}<Explain figure="balance" /></h2>
      <Show of={balance}>
        {view => (
          <>
            <Counted view={view} />
            {view.entries.length === 0 ? <p class="soft">{t('balances.none')}</p> : <Left view={view} />}
          </>
        )}
      </Show>
    </section>
  );
}

/** Overtime and mertid so far beside what the law allows. */
function Counted({ view }: { readonly view: BalanceView }) {
  if (view.counted.every(one => one.hours === 0)) return null;
  return (
    <>
      <h3>{t('balances.counted')}</h3>
      <dl class="facts">{view.counted.map(one => <div key={one.kind}><dt>{t(`counted.${one.kind}`)}</dt><dd>{t('balances.ofMost', { hours: number(one.hours, 1), most: number(one.most) })}</dd></div>)}</dl>
    </>
  );
}

const Left = ({ view }: { readonly view: BalanceView }) => (
  <>
    <dl class="facts">{view.left.map(left => <div key={left.kind}><dt>{t(`balance.${left.kind}`)}</dt><dd>{number(left.amount, 1)}</dd></div>)}</dl>
    <details>
      <summary>{t('balances.entries')}</summary>
      <ul class="bare">
        {view.entries.map(entry => <li key={`${entry.at}${entry.kind}${entry.amount}`}>{fullDate(dateOf(entry.at))}: {t(`balance.${entry.kind}`)} {signed(entry.amount, 1)} – {entry.why}</li>)}
      </ul>
    </details>
  </>
);
