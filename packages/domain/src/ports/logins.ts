import type { Language } from '../partner/partner.ts';
import { DAY_MS, type DurationMs, type Instant } from '../time/instant.ts';
import type { LoginUse } from '../token/login-link.ts';
import type { MintedToken, TokenRecord } from '../token/token.ts';

/** How long a login is kept after it has expired: for a look at why its mail never came. */
export const LOGINS_KEPT_MS: DurationMs = 7 * DAY_MS;

/** More mails to one address in an hour would be somebody else's doing. */
export const MAX_LOGIN_MAILS_AN_HOUR = 5;

/** A login that was asked for by mail. */
export interface Login extends LoginUse {
  readonly id: number;
  /** In lower case; empty once it was found to be nobody's, or where one mail too many was asked for. */
  readonly email: string;
  readonly language: Language;
  /** The path in the portal to come back to. */
  readonly next: string;
  readonly token: TokenRecord;
  /** How often a code was typed for it, rightly or not. */
  readonly codeTries: number;
}

/** A login to be kept; its token and code are known only to its mail. */
export interface NewLogin {
  readonly email: string;
  readonly language: Language;
  readonly next: string;
  readonly token: MintedToken & { readonly expiresAt: Instant };
  /** Digest of what only the browser that asked knows; null when no code may be typed. */
  readonly browser: string | null;
  readonly at: Instant;
}

/** Logins by mailed link and code. */
export interface Logins {
  /**
   * Keeps a login and queues its mail, in one transaction. Logins that were over {@link LOGINS_KEPT_MS}
   * before are forgotten with it, their mails too, some at a time. Where {@link MAX_LOGIN_MAILS_AN_HOUR}
   * were asked for at this address in the hour before, however many ask at once, it is kept without the
   * address and no mail is queued: the page that takes its code must look the same.
   */
  request(login: NewLogin): Promise<void>;
  /** By its id; used and expired ones too. */
  find(id: number): Promise<Login | undefined>;
  /** By the digest of its token; used and expired ones too. */
  findByTokenDigest(digest: string): Promise<Login | undefined>;
  /** Takes the address out of a login that leads to nobody, so that no stranger's is kept. */
  forgetAddress(id: number): Promise<void>;
  /**
   * Counts a session that a login makes, and keeps which one it is.
   * @returns false, and changes nothing, when the login is not open (`judgeLogin`), however many press at once
   */
  press(id: number, sessionId: string, now: Instant): Promise<boolean>;
  /**
   * Takes one of the tries to type the code of the login that this browser asked for.
   * @param browser digest of what the browser knows
   * @returns the login with this try counted; undefined when there is none or `mayTryCode` says no, however
   *   many try at once
   */
  tryCode(browser: string, now: Instant): Promise<Login | undefined>;
  /** Counts a page that a session has asked for; the one that `goesOn` uses its login up, once. Of other sessions nothing is known. */
  countPage(sessionId: string, now: Instant): Promise<void>;
}
