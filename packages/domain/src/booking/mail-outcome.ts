import { unreachable } from '../unreachable.ts';

/** What the mail provider reports about a mail. Only `bounced` and `dropped` mean that it can't arrive. */
export type MailOutcome = 'delivered' | 'deferred' | 'blocked' | 'bounced' | 'dropped' | 'spam_reported';
/** Every {@link MailOutcome}. */
export const MAIL_OUTCOMES: readonly MailOutcome[] = [
  'delivered',
  'deferred',
  'blocked',
  'bounced',
  'dropped',
  'spam_reported',
];

/** Whether an outcome means that mail to this address can't arrive; `blocked` and `deferred` do not. */
export function isHardBounce(outcome: MailOutcome): boolean {
  switch (outcome) {
    case 'bounced':
    case 'dropped':
      return true;
    case 'delivered':
    case 'deferred':
    case 'blocked':
    case 'spam_reported':
      return false;
    default:
      return unreachable(outcome);
  }
}
