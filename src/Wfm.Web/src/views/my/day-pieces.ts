// What a day of one's own holds, hour by hour.
import type { ActivityInfo, LentInfo, ShiftInfo } from '../../api/types';

/** The pieces of a shift with its loans at their hour; what begins together stands under what one does then. */
export const piecesOf = (shift: Pick<ShiftInfo, 'activities' | 'lent'>): readonly (ActivityInfo | LentInfo)[] =>
  [...shift.activities, ...shift.lent].sort((one, other) => Date.parse(one.start) - Date.parse(other.start));
