import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask, type Problem } from '../../api/client';
import { useSend } from '../../api/load';
import { at } from '../../app/session';
import { Dialog } from '../../parts/dialog';
import { Text } from '../../parts/fields';
import { say } from '../../parts/said';
import { Failure, Loading } from '../../parts/states';
import { t } from '../../words/words';

type EditProps<T> = {
  readonly title: string;
  /** The list below the unit, such as contracts. */
  readonly list: string;
  /** Which one; null makes a new one. */
  readonly code: string | null;
  readonly fresh: T;
  /** The part of an answer that is sent back. */
  readonly bodyOf: (answer: unknown) => T;
  readonly close: (hasChanged: boolean) => void;
  readonly mayRemove?: boolean;
  readonly draw: (value: T, put: (part: Partial<T>) => void) => ComponentChildren;
};

/** Makes or changes one thing of the master data, on the version that was read; of two who change it the second is told. */
export function Edit<T extends object>({ title, list, code, fresh, bodyOf, close, mayRemove, draw }: EditProps<T>) {
  const [value, setValue] = useState<T | null>(code === null ? fresh : null);
  const [tag, setTag] = useState<string | null>(null);
  const [newCode, setNewCode] = useState('');
  const [failure, setFailure] = useState<Problem | null>(null);
  const send = useSend();
  const path = at(`${list}/${encodeURIComponent(code ?? newCode)}`);
  const read = () => {
    if (code === null) return;
    setFailure(null);
    ask<unknown>('GET', path).then(answer => {
      setTag(answer.tag);
      setValue(bodyOf(answer.body));
    }, setFailure);
  };
  useEffect(read, [code]);
  const submit = (event: Event) => {
    event.preventDefault();
    void send.run(async () => {
      await ask('PUT', path, value, code === null ? { isNew: true } : { ifMatch: tag });
      say(t('saved'));
      close(true);
    });
  };
  const remove = () => void send.run(async () => {
    await ask('DELETE', path, undefined, { ifMatch: tag });
    say(t('removed'));
    close(true);
  });
  return (
    <Dialog title={code === null ? title : `${title}: ${code}`} close={() => close(false)} wide>
      <Failure problem={failure} retry={read} />
      {!value && !failure && <Loading />}
      {value && (
        <form class="edit" onSubmit={submit}>
          {code === null && <Text name={t('master.code')} value={newCode} set={setNewCode} needed longest={100} />}
          {draw(value, part => setValue({ ...value, ...part }))}
          <Failure problem={send.failure} {...(send.failure?.code === 'changed-meanwhile' ? { retry: read } : {})} />
          <div class="row">
            <button class="main" disabled={send.isSending}>{t('edit.save')}</button>
            {mayRemove && code !== null && <button type="button" class="bad" disabled={send.isSending} onClick={remove}>{t('remove')}</button>}
          </div>
        </form>
      )}
    </Dialog>
  );
}
