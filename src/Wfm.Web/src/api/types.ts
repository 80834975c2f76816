// Made by scripts/make-api-types.mjs from openapi.json; not to be edited.
export type AbsenceCategory = 'vacation' | 'sick' | 'careOfChild' | 'parentalLeave' | 'leaveOfAbsence' | 'timeOffInLieu' | 'other';

export type AccountId = number;

export type AccountView = {
  id: AccountId;
  login: string;
  name: string;
  mail: null | string;
  agent: null | AgentId;
  isActive: boolean;
  hasPassword: boolean;
  isExternal: boolean;
  lockedUntil: null | Instant;
  hasSecondFactor: boolean;
  roles: readonly (SessionRole)[];
};

export type Act = 'useOwnAccount' | 'readOwnSchedule' | 'readColleagues' | 'readDrafts' | 'writeSchedule' | 'approvePeriod' | 'readWishes' | 'writeWishes' | 'reportPresence' | 'readMasterData' | 'writeMasterData' | 'readAbsenceCategory' | 'readRequests' | 'writeRequest' | 'proposeRequest' | 'decideRequest' | 'adviseRequest' | 'readConsequence' | 'readForecast' | 'writeForecast' | 'runOptimiser' | 'exportPayroll' | 'readRuns' | 'administer' | 'exportPersonalData' | 'postFeed' | 'readAudit';

export type ActivityBody = {
  kind: ActivityKind;
  name: string;
  letters: string;
  colour: string;
};

export type ActivityInfo = {
  kind: ActivityKind;
  start: Instant;
  end: Instant;
};

export type ActivityKind = 'contacts' | 'lunch' | 'break' | 'meeting' | 'training' | 'coaching' | 'administration' | 'backOffice' | 'absence';

export type AdviceBody = {
  recommendation: Recommendation;
  comment: string;
};

export type AgentBody = {
  name: string;
  assignments: readonly (AssignmentBody)[];
  skills: readonly (SkillBody)[];
  employedFrom?: null | string;
  employedTo?: null | string;
};

export type AgentId = string;

export type AlternativeKind = 'otherTime' | 'otherDay' | 'movedPauses' | 'substitute' | 'otherPerson' | 'splitGroup' | 'shorter';

export type AlternativesAnswer = {
  hash: string;
  alternatives: readonly (OtherChoice)[];
  whyFew: null | string;
};

export type ApprovedDraft = {
  group: GroupId;
  schedule: ScheduleId;
};

export type AssignmentBody = {
  group: GroupId;
  contract: ContractId;
  validFrom?: null | string;
};

export type AuditView = {
  id: number;
  at: Instant;
  who: string;
  action: string;
  subject: string;
  why: null | string;
  before: null | JsonElement;
  after: null | JsonElement;
  isMasked: boolean;
};

export type AwayMeanwhile = {
  agent: AgentId;
  start: Instant;
  end: Instant;
  activity: ActivityKind;
};

export type BalanceBody = {
  kind: BalanceKind;
  amount: number;
  why: string;
};

export type BalanceEntry = {
  kind: BalanceKind;
  amount: number;
  at: Instant;
  by: string;
  why: string;
  request: null | number;
};

export type BalanceKind = 'vacationDays' | 'hoursInLieu';

export type BalanceLeft = {
  kind: BalanceKind;
  amount: number;
};

export type BalanceView = {
  agent: AgentId;
  left: readonly (BalanceLeft)[];
  entries: readonly (BalanceEntry)[];
};

export type BusinessUnitId = number;

export type CalendarTokenView = {
  createdAt: Instant;
  usedAt: null | Instant;
};

export type CallPoint = {
  start: Instant;
  offered: number;
  answered: null | number;
  averageHandleSeconds: null | number;
};

export type ChangedAccount = {
  name: string;
  isActive: boolean;
  roles: readonly (SessionRole)[];
  mail?: null | string;
  agent?: null | string;
};

export type ChangedPassword = {
  current: string;
  password: string;
};

export type ChangeEvent = {
  subject: string;
  at: Instant;
};

export type Channel = 'phone' | 'mail' | 'visit' | 'chat' | 'callback' | 'backOffice';

export type ConsequenceAnswer = {
  hash: string;
  outlook: SimpleConsequence;
  stage: ConsequenceStage;
  isNearALimit: boolean;
  figures?: null | ConsequenceFigures;
};

export type ConsequenceFigures = {
  hash?: string | null;
  stage?: ConsequenceStage | null;
  isNearALimit?: boolean;
  simulated?: readonly (PlayedDay)[] | null;
  seed?: null | number;
  inputs: ConsequenceInputs;
  recommendation: Recommendation;
  reason: string;
  queues: readonly (QueueConsequence)[];
  violations: readonly (RuleViolation)[];
  away: readonly (AwayMeanwhile)[];
  notes: readonly (string)[];
  alternatives?: readonly (OtherChoice)[] | null;
  whyFewAlternatives?: null | string;
};

export type ConsequenceInputs = {
  schedules: readonly (number)[];
  peopleHash: string;
  engine: string;
};

export type ConsequenceStage = 'table' | 'simulation';

export type ContractBody = {
  share: number;
  hoursPerWeek: number;
  weekBandHours: number;
  periodToleranceHours: number;
  rules: WorkRulesBody;
};

export type ContractId = string;

export type ContractView = {
  code: ContractId;
  contract: ContractBody;
};

export type CoverageDay = {
  date: LocalDate;
  queues: readonly (CoverageQueue)[];
  intervals: readonly (CoveragePoint)[];
  onContacts: readonly (number)[];
  start: Instant;
  slotMinutes: number;
};

export type CoveragePoint = {
  queue: QueueId;
  start: Instant;
  calls: number;
  serviceLevel: null | number;
  averageWaitSeconds: null | number;
  abandonment: null | number;
  occupancy: null | number;
};

export type CoverageQueue = {
  queue: QueueId;
  target: number;
  thresholdSeconds: number;
  calls: number;
  serviceLevel: null | number;
  chanceOfTarget: null | number;
};

export type DayDifference = {
  agent: AgentId;
  date: LocalDate;
  before: null | ShiftInfo;
  after: null | ShiftInfo;
};

export type DayEffect = {
  queue: QueueId;
  date: LocalDate;
  levelBefore: null | number;
  levelAfter: null | number;
  targetShare: number;
  lateCalls: number;
};

export type DayFigures = {
  serviceLevel: null | number;
  lateCalls: number;
  minutesBelowTarget: number;
  callsBelowTarget: number;
  chanceOfTarget: null | number;
};

export type DecisionBody = {
  answer: DecisionWord;
  seenConsequence: string;
  reason?: null | string;
};

export type DecisionWord = 'approve' | 'deny' | 'wait';

export type EditAnswer = {
  schedule: ScheduleInfo;
  costDelta: number;
  newViolations: readonly (ViolationInfo)[];
  mendedViolations: readonly (ViolationInfo)[];
  queues: readonly (EditedQueueDay)[];
};

export type EditedDay = {
  agent: AgentId;
  date: LocalDate;
  activities: readonly (ActivityInfo)[];
};

export type EditedQueueDay = {
  queue: QueueId;
  date: LocalDate;
  before: number;
  after: number;
  target: number;
};

export type EditInfo = {
  number: number;
  at: Instant;
  who: string;
  why: null | string;
  costDelta: number;
  isUndone: boolean;
};

export type EditRequest = {
  days: readonly (EditedDay)[];
  why?: null | string;
  acceptsBrokenRules?: boolean;
};

export type EnteredWish = {
  kind: WishKind;
  date?: null | string;
  strength?: number | null;
};

export type ForecastAnswer = {
  forecast: null | PlanInfo;
  queues: readonly (ForecastQueue)[];
};

export type ForecastId = number;

export type ForecastOrder = {
  from: LocalDate;
  days: number;
};

export type ForecastPoint = {
  queue: QueueId;
  start: Instant;
  calls: number;
  p10: number;
  p50: number;
  p90: number;
  averageHandleSeconds: null | number;
};

export type ForecastQueue = {
  queue: QueueId;
  outcome: string;
};

export type GroupApproval = {
  group: GroupId;
  who: string;
  at: Instant;
};

export type GroupBody = {
  name: string;
};

export type GroupId = string;

export type GroupView = {
  code: GroupId;
  name: string;
};

export type HealthAnswer = {
  status: string;
  jobs?: null | string;
};

export type ImportAnswer = {
  outcome: string;
  problems: readonly (string)[];
  warnings: readonly (string)[];
  inserted: number;
  changed: number;
  unchanged: number;
  unknownQueues: readonly (string)[];
};

export type InboxMessage = {
  id: number;
  at: Instant;
  kind: string;
  facts: JsonElement;
  readAt: null | Instant;
};

export type Instant = string;

export type IntervalBelow = {
  queue: QueueId;
  start: Instant;
  levelBefore: null | number;
  levelAfter: null | number;
  target: number;
};

export type IntervalConsequence = {
  start: Instant;
  calls: number;
  peopleBefore: number;
  peopleAfter: number;
  levelBefore: null | number;
  levelAfter: null | number;
};

export type IsoDayOfWeek = 'none' | 'monday' | 'tuesday' | 'wednesday' | 'thursday' | 'friday' | 'saturday' | 'sunday';

export type JsonElement = unknown;

export type KeyRotation = {
  overlapHours: number;
};

export type KeyView = {
  id: number;
  source: string;
  createdBy: string;
  createdAt: Instant;
  usedAt: null | Instant;
  revokedAt: null | Instant;
};

export type KnownEventBody = {
  from: LocalDate;
  to: LocalDate;
  name: string;
  queue?: null | string;
  factor?: null | number;
};

export type LocalDate = string;

export type LocalTime = string;

export type LockInfo = {
  agent: AgentId;
  date: LocalDate;
  who: string;
  at: Instant;
};

export type LogInCode = {
  challenge: string;
  code: string;
};

export type LogInRequest = {
  login: string;
  password: string;
};

export type NewAccount = {
  login: string;
  name: string;
  roles: readonly (SessionRole)[];
  mail?: null | string;
  agent?: null | string;
  password?: null | string;
};

export type NewCalendarToken = {
  address: string;
};

export type NewKey = {
  source: string;
};

export type NewPassword = {
  password: string;
};

export type NewPeriod = {
  firstDay: LocalDate;
  weeks: number;
  dates: PeriodDates;
};

export type NothingSaid = Record<string, unknown>;

export type OpeningBody = {
  weekday: IsoDayOfWeek;
  opens: LocalTime;
  closes: LocalTime;
  validFrom?: null | string;
  validTo?: null | string;
};

export type OtherChoice = {
  kind: AlternativeKind;
  words: string;
  reason: string;
  start: null | Instant;
  end: null | Instant;
  recommendation?: Recommendation | null;
  worst?: null | DayEffect;
};

export type OutlookColour = 'green' | 'yellow';

export type OvertimeSettlement = 'paid' | 'inLieu';

export type OwnPassword = {
  password: string;
};

export type PageOfAccountView = {
  items: readonly (AccountView)[];
  next: null | string;
};

export type PageOfAuditView = {
  items: readonly (AuditView)[];
  next: null | string;
};

export type PageOfInboxMessage = {
  items: readonly (InboxMessage)[];
  next: null | string;
};

export type PageOfReadView = {
  items: readonly (ReadView)[];
  next: null | string;
};

export type PageOfRequestView = {
  items: readonly (RequestView)[];
  next: null | string;
};

export type PageOfRunInfo = {
  items: readonly (RunInfo)[];
  next: null | string;
};

export type PasswordAndCode = {
  password: string;
  code: string;
};

export type PeriodDates = {
  wishesOpen: LocalDate;
  wishesClose: LocalDate;
  approveBy: LocalDate;
  publishBy: LocalDate;
  needsApproval?: boolean;
};

export type PeriodDetail = {
  period: PeriodInfo;
  approvals: readonly (GroupApproval)[];
  missing: readonly (string)[];
};

export type PeriodId = number;

export type PeriodInfo = {
  id: PeriodId;
  firstDay: LocalDate;
  weeks: number;
  state: PeriodState;
  dates: PeriodDates;
  schedule: null | ScheduleId;
  publishedAt: null | Instant;
};

export type PeriodState = 'planned' | 'openForWishes' | 'wishesClosed' | 'draft' | 'approved' | 'published';

export type PermissionView = {
  act: Act;
  accounts: readonly (PermittedView)[];
};

export type PermittedView = {
  login: string;
  reach: Reach;
  groups: readonly (string)[];
};

export type PersonalDataRequest = {
  reason?: null | string;
};

export type PersonInfo = {
  agent: AgentId;
  name: string;
  group: GroupId;
};

export type PersonSummary = {
  agent: AgentId;
  shifts: number;
  hours: number;
  weekendShifts: number;
  earliestStart: LocalTime;
  latestStart: LocalTime;
  wishes: number;
  grantedWishes: number;
};

export type PlanInfo = {
  id: number;
  version: number;
  start: Instant;
  end: Instant;
  createdAt: Instant;
  inputs: string;
  model: string;
  engineVersion: string;
  quality?: unknown | null;
};

export type PlayedDay = {
  queue: QueueId;
  date: LocalDate;
  days: number;
  levelBefore: number;
  levelAfter: number;
  errorOfDifference: number;
  chanceBefore: number;
  chanceAfter: number;
};

export type ProposedDraft = {
  schedule: ScheduleId;
};

export type PublishReason = {
  why?: null | string;
};

export type QueueBody = {
  name: string;
  channel: Channel;
  openingHours: readonly (OpeningBody)[];
  targets: readonly (TargetBody)[];
  group?: null | string;
};

export type QueueConsequence = {
  queue: QueueId;
  date: LocalDate;
  calls: number;
  targetShare: number;
  thresholdSeconds: number;
  before: DayFigures;
  after: DayFigures;
  intervals: readonly (IntervalConsequence)[];
};

export type QueueId = string;

export type QueueView = {
  code: QueueId;
  queue: QueueBody;
};

export type Reach = 'none' | 'own' | 'group' | 'unit';

export type ReadView = {
  id: number;
  at: Instant;
  who: string;
  what: string;
  agent: null | AgentId;
  why: null | string;
};

export type Recommendation = 'fits' | 'tight' | 'notRecommended';

export type RecoveryCodes = {
  codes: readonly (string)[];
};

export type RequestAdvice = {
  by: string;
  at: Instant;
  recommendation: Recommendation;
  comment: string;
};

export type RequestBody = {
  kind: RequestKind;
  agents?: null | readonly (string)[];
  start?: null | string;
  end?: null | string;
  category?: null | AbsenceCategory;
  activity?: null | ActivityKind;
  date?: null | string;
  other?: null | string;
  otherDate?: null | string;
  queues?: null | readonly (string)[];
  settlement?: null | OvertimeSettlement;
  note?: null | string;
  decideBy?: null | string;
  isDraft?: boolean;
};

export type RequestDecisionView = {
  by: string;
  at: Instant;
  isAutomatic: boolean;
  obstacles: null | RequestObstacles;
  reason?: null | string;
  consequence?: null | ConsequenceFigures;
};

export type RequestKind = 'absence' | 'timeOff' | 'meeting' | 'training' | 'assignment' | 'overtime' | 'swap' | 'loan';

export type RequestLimits = {
  mostAway?: null | number;
  lowestLevel?: null | number;
};

export type RequestObstacles = {
  rules: readonly (string)[];
  intervals: readonly (IntervalBelow)[];
  reason: string;
  nearest: null | OtherChoice;
};

export type RequestRule = {
  approvesAbsence: boolean;
  approvesTimeOff: boolean;
  marginFraction: number;
  daysAhead: number;
};

export type RequestStatus = 'draft' | 'sent' | 'waiting' | 'approved' | 'denied' | 'withdrawn' | 'expired';

export type RequestView = {
  id: number;
  kind: RequestKind;
  status: RequestStatus;
  agents: readonly (string)[];
  start: Instant;
  end: Instant;
  date?: null | LocalDate;
  otherDate?: null | LocalDate;
  activity?: null | ActivityKind;
  queues?: null | readonly (string)[];
  settlement?: null | OvertimeSettlement;
  category?: null | AbsenceCategory;
  note?: null | string;
  askedBy: string;
  sentAt?: null | Instant;
  decideBy: Instant;
  acceptedAt?: null | Instant;
  offeredAt?: null | Instant;
  outlook?: null | SimpleConsequence;
  consequence?: null | ConsequenceFigures;
  advice?: null | RequestAdvice;
  decision?: null | RequestDecisionView;
  version: number;
};

export type RequirementId = number;

export type RequirementOrder = {
  forecast: ForecastId;
};

export type RequirementPoint = {
  queue: QueueId;
  start: Instant;
  calls: number;
  averageHandleSeconds: number;
  requiredErlangC: number;
  required: number;
  scheduledNeeded: number;
};

export type RetentionRow = {
  class: string;
  what: string;
  keptDays: number;
  rows: number;
};

export type Role = 'medarbetare' | 'gruppledare' | 'trafikledning' | 'admin' | 'integration';

export type RuleViolation = {
  rule: string;
  paragraph: string;
  agent: null | AgentId;
  date: null | LocalDate;
  penalty: number;
  reason: string;
};

export type RunInfo = {
  id: number;
  kind: string;
  part: string;
  date: LocalDate;
  state: RunState;
  progress: number;
  tries: number;
  node: null | string;
  queuedAt: Instant;
  startedAt: null | Instant;
  finishedAt: null | Instant;
  deadline: null | Instant;
  cost: null | number;
  lowerBound: null | number;
  isCancelAsked: boolean;
  reason: null | string;
  report: null | JsonElement;
};

export type RunState = 'queued' | 'running' | 'done' | 'failed' | 'parked' | 'cancelled';

export type ScheduleAnswer = {
  schedule: null | ScheduleInfo;
  notes: readonly (string)[];
  conflicts: readonly (string)[];
};

export type ScheduleDetail = {
  schedule: ScheduleInfo;
  quality: JsonElement;
  settings: JsonElement;
  edits: number;
};

export type ScheduleId = number;

export type ScheduleInfo = {
  id: ScheduleId;
  firstDay: LocalDate;
  weeks: number;
  version: number;
  state: ScheduleState;
  createdAt: Instant;
  publishedAt: null | Instant;
  parent: null | ScheduleId;
  cost: null | number;
  lowerBound: null | number;
  model: string;
  inputs: string;
};

export type ScheduleOrder = {
  requirement: RequirementId;
  firstDay: LocalDate;
  weeks: number;
  seconds?: number | null;
  seed?: number | null;
  startFrom?: null | number;
};

export type ScheduleState = 'draft' | 'approved' | 'published';

export type SecondFactorCode = {
  code: string;
};

export type SecondFactorSecret = {
  secret: string;
  address: string;
};

export type SecondFactorView = {
  since: null | Instant;
  recoveryCodesLeft: number;
  isRequired: boolean;
};

export type SecondStep = {
  challenge: string;
  seconds: number;
};

export type ServiceLevelDefinition = 'ofOffered' | 'ofAnswered' | 'excludingShortAbandons' | 'abandonedInTimeCounts' | 'virtualWait';

export type SessionInfo = {
  login: string;
  name: string;
  csrfToken: string;
  agent: null | AgentId;
  group: null | GroupId;
  units: readonly (SessionUnit)[];
  hasSecondFactor: boolean;
  needsSecondFactor: boolean;
};

export type SessionRole = {
  role: Role;
  group?: null | string;
};

export type SessionUnit = {
  id: BusinessUnitId;
  name: string;
  zone: string;
  roles: readonly (SessionRole)[];
};

export type SessionView = {
  createdAt: Instant;
  seenAt: Instant;
  expiresAt: Instant;
};

export type ShiftInfo = {
  agent: AgentId;
  date: LocalDate;
  start: Instant;
  end: Instant;
  activities: readonly (ActivityInfo)[];
};

export type ShownKey = {
  id: number;
  source: string;
  key: string;
};

export type ShrinkageStep = {
  fromLeadDays: number;
  fraction: number;
};

export type SimpleConsequence = {
  colour: OutlookColour;
  reason: string;
};

export type SkillBody = {
  queue: QueueId;
  priority: number;
  validFrom?: null | string;
  validTo?: null | string;
};

export type SpecialDayBody = {
  date: LocalDate;
  name: string;
  kind: SpecialDayKind;
};

export type SpecialDayKind = 'publicHoliday' | 'freeEve' | 'shortenedDay' | 'bridgeDay';

export type SseItemOfChangeEvent = {
  data?: ChangeEvent | null;
  eventType?: string | null;
  eventId?: null | string;
  reconnectionInterval?: null | string;
};

export type StaffingModel = 'erlangA' | 'erlangC';

export type TargetBody = {
  share: number;
  thresholdSeconds: number;
  model: StaffingModel;
  definition: ServiceLevelDefinition;
  shrinkage: readonly (ShrinkageStep)[];
  validFrom?: null | string;
  maxAbandonment?: null | number;
  lowerLimit?: null | number;
  upperLimit?: null | number;
  patienceSeconds?: null | number;
};

export type TemplateBody = {
  weekdays: readonly (IsoDayOfWeek)[];
  earliestStart: LocalTime;
  latestStart: LocalTime;
  stepMinutes: number;
  shortestHours: number;
  longestHours: number;
  shortestLunchMinutes: number;
  longestLunchMinutes: number;
  breaks: number;
  breakMinutes: number;
  earliestLunch?: null | string;
  latestLunchEnd?: null | string;
  contract?: null | string;
};

export type TemplateId = string;

export type TemplateView = {
  code: TemplateId;
  template: TemplateBody;
};

export type UndoBody = {
  reason: string;
};

export type ViolationInfo = {
  rule: string;
  paragraph: string;
  agent: null | AgentId;
  date: null | LocalDate;
  reason: string;
};

export type WebhookBody = {
  address: string;
};

export type WebhookView = {
  id: number;
  address: string;
  createdBy: string;
  createdAt: Instant;
  failedTries: number;
  givenUp: number;
  lastOutcome: null | string;
};

export type WishInfo = {
  agent: AgentId;
  date: null | LocalDate;
  kind: WishKind;
  strength: number;
  enteredAt: Instant;
  grantedFraction: null | number;
  reason: null | string;
};

export type WishKind = 'dayOff' | 'early' | 'late';

export type WithdrawBody = {
  reason?: null | string;
};

export type WorkRulesBody = {
  name: string;
  dailyRestHours?: null | number;
  dayBreak?: null | string;
  weeklyRestHours?: null | number;
  weekBreak?: null | IsoDayOfWeek;
  longestWorkWithoutRastHours?: null | number;
  longestDayHours?: null | number;
  longestWeekHours?: null | number;
  mostWorkingDaysInARow?: null | number;
  fewestDaysOffInARow?: null | number;
  mostWeekends?: null | number;
  averagingWeeks?: null | number;
  averageWeekHours?: null | number;
  longestAverageWeekHours?: null | number;
  longestAveragingWeeks?: null | number;
  isCalledIn?: boolean;
};
