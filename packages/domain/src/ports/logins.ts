import type { Language } from '../partner/partner.ts';
import { DAY_MS, type DurationMs, type Instant } from '../time/instant.ts';
import type { LoginUse } from '../token/login-link.ts';
import type { MintedToken, TokenRecord } from '../token/token.ts';

/** How long an expired login is stored, to investigate why its mail never came. */
export const LOGINS_KEPT_MS: DurationMs = 7 * DAY_MS;

/** More mails to one address in an hour are probably requested by somebody else. */
export const MAX_LOGIN_MAILS_AN_HOUR = 5;

/** A login that was asked for by mail. */
export interface Login extends LoginUse {
  readonly id: number;
  /** In lower case; empty when it turned out to belong to nobody, or when one mail too many was requested. */
  readonly email: string;
  readonly language: Language;
  /** The path in the portal to come back to. */
  readonly next: string;
  readonly token: TokenRecord;
  /** How often its code was entered, correctly or not. */
  readonly codeTries: number;
}

/** A login to store. Only its mail has token and code. */
export interface NewLogin {
  readonly email: string;
  readonly language: Language;
  readonly next: string;
  readonly token: MintedToken & { readonly expiresAt: Instant };
  /** Digest of a secret that only the requesting browser has; null when no code may be entered. */
  readonly browser: string | null;
  readonly at: Instant;
}

/** Logins by mailed link and code. */
export interface Logins {
  /**
   * Stores a login and queues its mail, in one transaction. It also deletes some logins, with their mails, that ended
   * more than {@link LOGINS_KEPT_MS} ago. When {@link MAX_LOGIN_MAILS_AN_HOUR} were requested for this address in the
   * last hour, however many requests arrive at once, the login is stored without the address and no mail is queued: the
   * page for its code must look the same.
   */
  request(login: NewLogin): Promise<void>;
  /** The login with this id, including used and expired ones. */
  find(id: number): Promise<Login | undefined>;
  /** The login whose token has this digest, including used and expired ones. */
  findByTokenDigest(digest: string): Promise<Login | undefined>;
  /** Removes the address from a login that belongs to nobody, so that no stranger's address is stored. */
  forgetAddress(id: number): Promise<void>;
  /**
   * Counts a session of a login, and stores the session's id.
   * @returns false, and changes nothing, when the login is not open (`judgeLogin`), however many requests arrive at
   * once
   */
  press(id: number, sessionId: string, now: Instant): Promise<boolean>;
  /**
   * Uses one of the attempts to enter the code of the login that this browser requested.
   * @param browser digest of the browser's secret
   * @returns the login with this attempt counted; undefined when there is none or `mayTryCode` refuses, however many
   * attempts arrive at once
   */
  tryCode(browser: string, now: Instant): Promise<Login | undefined>;
  /**
   * Counts a page that a session has asked for; the one that `goesOn` uses its login up, once. Of other sessions
   * nothing is known.
   * @returns whether this is the page that goes on
   */
  countPage(sessionId: string, now: Instant): Promise<boolean>;
  /**
   * Whether a session shows a person: it has gone on, or was not made by a login of ours. One that a press has just
   * made may be a program's (links#login).
   */
  hasGoneOn(sessionId: string): Promise<boolean>;
}
