import type { Loaded } from '../../api/load';
import type { PersonInfo, ScheduleDetail, ScheduleInfo } from '../../api/types';
import type { People } from '../people';

/** What both views of a schedule share. */
export type Desk = {
  readonly schedule: ScheduleInfo;
  readonly detail: Loaded<ScheduleDetail>;
  /** The version as it was read; a change of another one is refused. */
  readonly tag: string | null;
  readonly people: People;
  readonly rows: readonly PersonInfo[];
  readonly lastDay: string;
  readonly date: string;
  readonly mayEdit: boolean;
  readonly isPublished: boolean;
  readonly locks: ReadonlySet<string>;
  readonly locksChanged: () => void;
};
