import { signal } from '@preact/signals';

/** A refusal of the server: its stable code, its words, the figures that came with it, and the same once more for saying it in the reader's language. */
export class Problem extends Error {
  constructor(readonly status: number, readonly code: string, title: string, readonly detail: string | null, readonly facts: unknown, readonly said: string | null = null) {
    super(title);
  }
}

export type Answer<T> = { readonly body: T; readonly tag: string | null; readonly status: number };

/** Repeated on each write; changes with each log-in. */
export const csrfToken = signal('');
/** Set when the server no longer knows the session. */
export const isLoggedOut = signal(false);
/** When the server last heard of us, so that a session that is about to end can be told. */
export const lastHeard = signal(Date.now());

export type Sending = { readonly ifMatch?: string | null; readonly isNew?: boolean; readonly key?: string };

export async function ask<T>(method: string, path: string, body?: unknown, sending: Sending = {}): Promise<Answer<T>> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') {
    headers['X-CSRF-Token'] = csrfToken.value;
    headers['Idempotency-Key'] = sending.key ?? crypto.randomUUID();
  }
  if (sending.ifMatch) headers['If-Match'] = sending.ifMatch;
  if (sending.isNew) headers['If-None-Match'] = '*';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const response = await reach(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw problemOf(response.status, text);
  lastHeard.value = Date.now();
  return { body: (text ? JSON.parse(text) : null) as T, tag: response.headers.get('ETag'), status: response.status };
}

export const get = async <T>(path: string): Promise<T> => (await ask<T>('GET', path)).body;

/** Sends a file as it is. */
export async function sendFile<T>(path: string, file: File): Promise<T> {
  const headers = { Accept: 'application/json', 'X-CSRF-Token': csrfToken.value, 'Idempotency-Key': crypto.randomUUID(), 'Content-Type': file.type || 'application/octet-stream' };
  const response = await reach(path, { method: 'POST', headers, body: file });
  const text = await response.text();
  if (!response.ok) throw problemOf(response.status, text);
  return JSON.parse(text) as T;
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...request, credentials: 'same-origin' });
  } catch (error) {
    throw new Problem(0, 'unreachable', String(error), null, null);
  }
}

function problemOf(status: number, text: string): Problem {
  let said: { code?: string; title?: string; detail?: string | null; facts?: unknown; said?: string } = {};
  try {
    said = JSON.parse(text) as typeof said;
  } catch {
    said = { title: text.slice(0, 200) };
  }
  if (status === 401 && said.code === 'not-logged-in') isLoggedOut.value = true;
  return new Problem(status, said.code ?? 'refused', said.title ?? '', said.detail ?? null, said.facts ?? null, said.said ?? null);
}
