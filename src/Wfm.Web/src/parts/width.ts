import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** The width of an element in pixels, known before it is first painted and followed from then on. */
export function useWidth<T extends HTMLElement>(): { readonly of: { readonly current: T | null }; readonly width: number } {
  const of = useRef<T>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = of.current!;
    setWidth(element.clientWidth);
    const watcher = new ResizeObserver(() => setWidth(element.clientWidth));
    watcher.observe(element);
    return () => watcher.disconnect();
  }, []);
  return { of, width };
}
