import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../words/words';

type DialogProps = { readonly title: string; readonly close: () => void; readonly children: ComponentChildren; readonly wide?: boolean; readonly stays?: boolean };

/** A dialog of the browser's own: it keeps the focus inside, closes on Esc and gives the focus back. */
export function Dialog({ title, close, children, wide, stays }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class={wide ? 'wide' : undefined} aria-labelledby={heading} onCancel={event => { event.preventDefault(); if (!stays) close(); }}>
      <header>
        <h2 id={heading}>{title}</h2>
        {!stays && <button type="button" class="plain" aria-label={t('close')} onClick={close}>✕</button>}
      </header>
      {children}
    </dialog>
  );
}
