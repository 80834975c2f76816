import { useState } from 'preact/hooks';
import { useLoad } from '../../api/load';
import type { GroupBody, GroupView } from '../../api/types';
import { at, is } from '../../app/session';
import { Text } from '../../parts/fields';
import { Show } from '../../parts/states';
import { t } from '../../words/words';
import { Edit } from './edit';

/** Answer groups. */
export function Groups() {
  const list = useLoad<readonly GroupView[]>(at('groups'), ['groups']);
  const [edited, setEdited] = useState<string | null | undefined>(undefined);
  return (
    <>
      {is('trafikledning') && <p><button type="button" class="main" onClick={() => setEdited(null)}>{t('master.newGroup')}</button></p>}
      <Show of={list}>
        {all => (
          <table>
            <thead><tr><th scope="col">{t('master.code')}</th><th scope="col">{t('name')}</th></tr></thead>
            <tbody>{all.map(one => <tr key={one.code}><td>{one.code}</td><th scope="row">{is('trafikledning') ? <button type="button" class="plain name" onClick={() => setEdited(one.code)}>{one.name}</button> : one.name}</th></tr>)}</tbody>
          </table>
        )}
      </Show>
      {edited !== undefined && (
        <Edit<GroupBody> title={t('group')} list="groups" code={edited} fresh={{ name: '' }} bodyOf={answer => ({ name: (answer as GroupView).name })} mayRemove close={hasChanged => { setEdited(undefined); if (hasChanged) list.again(); }}
          draw={(value, put) => <Text name={t('name')} value={value.name} set={name => put({ name })} needed />} />
      )}
    </>
  );
}
