import { useState } from 'preact/hooks';
import { t, type Word } from '../words/words';
import { Dialog } from './dialog';

export type Figure = 'serviceLevel' | 'chance' | 'minutesBelow' | 'lateCalls' | 'required' | 'net' | 'bands' | 'wape' | 'cost' | 'wait' | 'outlook' | 'balance' | 'hours' | 'alarm' | 'toCome' | 'adherence';

/** A figure that explains itself: what went in, by which model and formula, and when. */
export function Explain({ figure, inputs, made }: { readonly figure: Figure; readonly inputs?: string; readonly made?: string }) {
  const [isOpen, setOpen] = useState(false);
  const rows: readonly [Word, string][] = [
    ['why.inputs', inputs ?? t(`why.${figure}.inputs`)],
    ['why.model', t(`why.${figure}.model`)],
    ['why.formula', t(`why.${figure}.formula`)],
    ['why.when', made ?? t(`why.${figure}.when`)],
  ];
  return (
    <>
      <button type="button" class="why" aria-label={t('why.open', { figure: t(`why.${figure}`) })} onClick={() => setOpen(true)}>?</button>
      {isOpen && (
        <Dialog title={t(`why.${figure}`)} close={() => setOpen(false)}>
          <dl class="facts">
            {rows.map(([name, text]) => <div key={name}><dt>{t(name)}</dt><dd>{text}</dd></div>)}
          </dl>
        </Dialog>
      )}
    </>
  );
}
