import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Problem } from '../api/client';
import { Failure, Loading } from './states';

/** A view whose program comes when it is first opened. */
export function lazy(load: () => Promise<{ readonly default: ComponentType }>): ComponentType {
  let loaded: ComponentType | null = null;
  return function Lazy() {
    const [View, setView] = useState<ComponentType | null>(() => loaded);
    const [failure, setFailure] = useState<Problem | null>(null);
    useEffect(() => {
      if (loaded) return;
      load().then(
        module => {
          loaded = module.default;
          setView(() => loaded);
        },
        (error: unknown) => setFailure(new Problem(0, 'unreachable', String(error), null, null)),
      );
    }, []);
    if (failure) return <Failure problem={failure} retry={() => location.reload()} />;
    return View ? <View /> : <Loading />;
  };
}
