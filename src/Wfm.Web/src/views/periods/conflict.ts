import type { ConflictInfo, ConflictPart } from '../../api/types';
import { lettered, remark } from '../../words/remark';
import { day } from '../../words/show';
import { t, tOr } from '../../words/words';

const peopleNamed = 5;

const nameOf = ({ kind, name }: ConflictPart): string => (kind === 'rule' ? tOr(`rule.${name}`, name) : tOr(`conflict.${kind}`, name));

/** A post that cannot be held is told with its figures. */
const factsOf = (one: ConflictPart): string => (one.facts ? tOr(`conflict.${one.kind}.at`, nameOf(one), lettered(one.facts.split('|'))) : nameOf(one));

/** Whom a conflict concerns, what stands against each other, and the least changes that would solve it. */
export function conflict({ agents, isProven, members }: ConflictInfo): string {
  const who = agents.length === 0 ? t('conflict.everybody') : `${agents.slice(0, peopleNamed).join(', ')}${agents.length > peopleNamed ? ` … (${agents.length})` : ''}`;
  const named = members.map(one => `${factsOf(one)}${one.dates.length > 0 ? ` (${one.dates.slice(0, peopleNamed).map(day).join(', ')})` : ''}`);
  const ways = members.flatMap(one => one.waysSaid.map(way => `${nameOf(one)} ${remark(way, '')}`));
  const said = t(isProven ? 'conflict.cannot' : 'conflict.notFound', { who, members: named.join(' + ') });
  return `${said} ${ways.length > 0 ? t('conflict.ways', { ways: ways.join(t('conflict.or')) }) : t('conflict.noWay')}`;
}
