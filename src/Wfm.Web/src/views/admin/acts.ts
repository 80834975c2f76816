// What the log of changes calls things, in the language of the page.
import { tOr } from '../../words/words';

/** Every action the log knows. */
export const acts = [
  'accept-swap', 'add-waiting-activity', 'add-webhook', 'adjust-forecast', 'advise-on-request', 'answer-day-proposal', 'approve-period', 'approve-request', 'build',
  'cancel-run', 'change', 'change-day-settings', 'change-for-request', 'change-period', 'change-report', 'change-request', 'change-request-limits',
  'change-request-rule', 'close-wishes', 'come-due', 'correct', 'create', 'delegate-day-changes', 'deny-request', 'discard-night-plan', 'edit', 'end-sessions',
  'enter-balance', 'enter-wishes', 'expire-request', 'forecast', 'forget-report', 'import', 'import-calls', 'import-figures', 'keep-report', 'lock', 'make-report', 'move-meetings',
  'night-draft', 'offer-day-parts', 'offer-freed-slot', 'open-wishes', 'plan-period', 'propose', 'propose-day', 'publish', 'put-request-on-waiting-list', 'queue-run',
  'redo', 'remove', 'remove-second-factor', 'remove-waiting-activity', 'remove-webhook', 'renew-recovery-codes', 'replan-day', 'report-away', 'report-back',
  'report-presence', 'require', 'restore', 'revoke', 'rotate', 'send-request', 'set-password', 'take-back-request', 'turn-on-second-factor', 'undo',
  'undo-automatic-answer', 'unlock', 'use-recovery-code', 'withdraw-request', 'write-request',
] as const;

/** `key 3 of cisco` as `nyckel 3, cisco`; what is no known kind of thing stays as it is. */
export function subjectOf(subject: string): string {
  const [, kind, rest] = /^(master data|saved report|[a-z-]+)(?: of |[ /]|$)(.*)$/.exec(subject) ?? [];
  const word = kind ? tOr(`audit.on.${kind}`, '') : '';
  if (word === '') return subject;
  return `${word} ${rest!.replace(/ of /, ', ').replace(/ (group|agent) /, (_, other: string) => `, ${tOr(`audit.on.${other}`, other)} `)}`.trim();
}
