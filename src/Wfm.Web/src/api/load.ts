import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, type Answer, type Problem } from './client';
import { onChange } from './live';

export type Loaded<T> = {
  readonly value: T | null;
  readonly tag: string | null;
  readonly failure: Problem | null;
  readonly isLoading: boolean;
  /** Asks again; what is shown stays until the answer is there. */
  readonly again: () => void;
  /** Shows something else until the next answer. */
  readonly put: (value: T) => void;
};

type State<T> = { path: string | null; value: T | null; tag: string | null; failure: Problem | null; isLoading: boolean };

// What was seen last is shown at once when one comes back; a logged-out browser forgets it.
const seen = new Map<string, Answer<unknown>>();
const mostSeen = 60;

export const forget = (): void => seen.clear();

function keep(path: string, answer: Answer<unknown>): void {
  seen.delete(path);
  seen.set(path, answer);
  if (seen.size > mostSeen) seen.delete(seen.keys().next().value!);
}

/** Reads a path, and reads it again when an event tells of one of the subjects. */
export function useLoad<T>(path: string | null, subjects: readonly string[] = []): Loaded<T> {
  const [state, setState] = useState<State<T>>(() => begin<T>(path));
  const [turn, setTurn] = useState(0);
  const wanted = useRef(path);
  wanted.current = path;

  useEffect(() => {
    setState(before => (before.path === path ? { ...before, isLoading: path !== null } : begin<T>(path)));
    if (path === null) return;
    let isOver = false;
    ask<T>('GET', path).then(
      answer => {
        keep(path, answer);
        if (!isOver) setState({ path, value: answer.body, tag: answer.tag, failure: null, isLoading: false });
      },
      (failure: Problem) => {
        if (!isOver) setState(before => ({ ...before, failure, isLoading: false }));
      },
    );
    return () => {
      isOver = true;
    };
  }, [path, turn]);

  useEffect(() => {
    let timer = 0;
    const stop = onChange(subject => {
      if (subjects.some(prefix => subject === prefix || subject.startsWith(`${prefix}/`))) {
        // Several changes at once are read once.
        window.clearTimeout(timer);
        timer = window.setTimeout(() => setTurn(count => count + 1), 150);
      }
    });
    return () => {
      window.clearTimeout(timer);
      stop();
    };
  }, [subjects.join('|')]);

  const shown = state.path === path ? state : begin<T>(path);
  return { ...shown, again: () => setTurn(count => count + 1), put: value => setState(before => ({ ...before, value })) };
}

function begin<T>(path: string | null): State<T> {
  const before = path === null ? undefined : (seen.get(path) as Answer<T> | undefined);
  return { path, value: before?.body ?? null, tag: before?.tag ?? null, failure: null, isLoading: path !== null };
}

/** Runs one write at a time and keeps its refusal. */
export function useSend(): { readonly isSending: boolean; readonly failure: Problem | null; readonly run: (work: () => Promise<void>) => Promise<boolean>; readonly clear: () => void } {
  const [isSending, setSending] = useState(false);
  const [failure, setFailure] = useState<Problem | null>(null);
  const run = async (work: () => Promise<void>): Promise<boolean> => {
    setSending(true);
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(error as Problem);
      return false;
    } finally {
      setSending(false);
    }
  };
  return { isSending, failure, run, clear: () => setFailure(null) };
}
