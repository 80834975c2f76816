import { Tabs, type Tab } from '../../parts/tabs';
import { t } from '../../words/words';
import { Accounts } from './accounts';
import { Audit, Reads } from './logs';
import { Keys } from './keys';
import { Permissions } from './permissions';
import { Retention } from './retention';

const tabs: readonly Tab[] = [
  { key: 'accounts', name: 'admin.accounts', view: Accounts },
  { key: 'keys', name: 'admin.keys', view: Keys },
  { key: 'permissions', name: 'admin.permissions', view: Permissions },
  { key: 'audit', name: 'admin.audit', view: Audit },
  { key: 'reads', name: 'admin.reads', view: Reads },
  { key: 'retention', name: 'admin.retention', view: Retention },
];

/** Who may log in and do what, keys of machines, what was done and read, how long things are kept. */
export default function Administration() {
  return (
    <>
      <h1>{t('nav.administration')}</h1>
      <Tabs tabs={tabs} label={t('nav.administration')} />
    </>
  );
}
