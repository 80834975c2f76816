import type { OvertimeInLieu } from '../../api/types';
import { hours } from '../../words/show';
import { t } from '../../words/words';

/** Of a part-timer's hours: how many are mertid and how many overtime; nothing of others'. */
export const extraTimeOf = (overtime: OvertimeInLieu | null | undefined): string | null =>
  overtime?.extra ? t('overtime.split', { extra: hours(overtime.extra), over: hours(overtime.simple + overtime.qualified) }) : null;
