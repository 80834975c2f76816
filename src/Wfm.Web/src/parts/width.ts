import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The width of an element in pixels, known before it is first drawn and followed from then on; 0 while it is not there. */
export function useWidth<T extends HTMLElement>(isThere = true): { readonly of: { readonly current: T | null }; readonly width: number } {
  const of = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = of.current;
    if (!element) return;
    setWidth(element.clientWidth);
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, [isThere]);
  return { of, width };
}
