import { useEffect, useRef, useState } from 'preact/hooks';
import type { RefObject } from 'preact';

const spare = 14;
const step = 6;
const usuallyWhole = 120;

export type Window = { readonly box: RefObject<HTMLDivElement | null>; readonly first: number; readonly last: number };

/** Which rows are drawn: all of a short list, of a long one those on screen and a few around them. */
export function useRows(count: number, height: number, drawnWhole = usuallyWhole): Window {
  const box = useRef<HTMLDivElement>(null);
  const [first, setFirst] = useState(0);
  const [shown, setShown] = useState(40);
  const isWhole = count <= drawnWhole;
  useEffect(() => {
    const target = box.current;
    if (!target || isWhole) return;
    const look = () => {
      // In steps, so that most frames of scrolling draw nothing anew.
      setFirst(Math.max(0, Math.floor(target.scrollTop / height / step) * step - spare));
      setShown(Math.ceil(target.clientHeight / height) + 2 * spare);
    };
    look();
    target.addEventListener('scroll', look, { passive: true });
    return () => target.removeEventListener('scroll', look);
  }, [isWhole, height, count]);
  return isWhole ? { box, first: 0, last: count } : { box, first: Math.min(first, Math.max(0, count - shown)), last: Math.min(count, first + shown) };
}
