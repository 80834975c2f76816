import { Tabs, type Tab } from '../../parts/tabs';
import { t } from '../../words/words';
import { Activities } from './activities';
import { Agents } from './agents';
import { Contracts } from './contracts';
import { Groups } from './groups';
import { Queues } from './queues';
import { Rules } from './rules';
import { Sources } from './sources';
import { StateRules } from './state-rules';
import { Templates } from './templates';
import { is } from '../../app/session';

const tabs: readonly Tab[] = [
  { key: 'agents', name: 'master.agents', view: Agents },
  { key: 'groups', name: 'master.groups', view: Groups },
  { key: 'contracts', name: 'master.contracts', view: Contracts },
  { key: 'templates', name: 'master.templates', view: Templates },
  { key: 'queues', name: 'master.queues', view: Queues },
  { key: 'activities', name: 'master.activities', view: Activities },
];

/** People, contracts, shift templates, queues with their promises: what plans are made from. */
export default function MasterData() {
  const all: readonly Tab[] = [
    ...tabs,
    ...(is('gruppledare', 'trafikledning') ? [{ key: 'rules', name: 'master.rules', view: Rules }, { key: 'states', name: 'master.states', view: StateRules }] satisfies Tab[] : []),
    ...(is('trafikledning', 'admin') ? [{ key: 'sources', name: 'master.sources', view: Sources }] satisfies Tab[] : []),
  ];
  return (
    <>
      <h1>{t('nav.masterData')}</h1>
      <Tabs tabs={all} label={t('nav.masterData')} />
    </>
  );
}
