import type { Instant } from '../time/instant.ts';
import { isExpired, type TokenRecord } from './token.ts';

/** How many sessions one login may make: programs that guard mailboxes press its button too. */
export const MAX_LOGIN_PRESSES = 5;
/** How often a code may be typed before it is worth nothing. */
export const MAX_CODE_TRIES = 5;
/** The page of a session that shows that somebody goes on: the first is the one it was redirected to. */
export const PAGE_THAT_GOES_ON = 2;

/** What is kept of how far a login was used. */
export interface LoginUse {
  readonly token: Pick<TokenRecord, 'expiresAt'>;
  /** How many sessions it has made. */
  readonly presses: number;
  /** When one of its sessions went on to another page; null before. */
  readonly usedAt: Instant | null;
}

/** What a login is still good for. */
export type LoginStanding = 'open' | 'expired' | 'used';

/**
 * Whether a login still makes a session. A press alone uses nothing up: it may have been a program's, or
 * the first of a double one. It is over when a session has gone on, or after {@link MAX_LOGIN_PRESSES}
 * (links#login).
 */
export function judgeLogin({ token, presses, usedAt }: LoginUse, now: Instant): LoginStanding {
  if (usedAt !== null || presses >= MAX_LOGIN_PRESSES) return 'used';
  return isExpired(token, now) ? 'expired' : 'open';
}

/** What is kept of how often a login's code was typed. */
export interface CodeUse {
  readonly token: Pick<TokenRecord, 'expiresAt'>;
  readonly codeTries: number;
}

/**
 * Whether a code may be typed once more. Nothing else counts, above all not whether somebody came in by the
 * mail: that would tell an address with an account from one without (links#login-code).
 */
export function mayTryCode({ token, codeTries }: CodeUse, now: Instant): boolean {
  return codeTries < MAX_CODE_TRIES && !isExpired(token, now);
}

/** Whether a session's page of this number, counted from 1, uses its login up. */
export function goesOn(pages: number): boolean {
  return pages >= PAGE_THAT_GOES_ON;
}
