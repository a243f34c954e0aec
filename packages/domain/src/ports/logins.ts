import type { Language } from '../partner/partner.ts';
import { DAY_MS, type Instant } from '../time/instant.ts';
import type { MintedToken, TokenRecord } from '../token/token.ts';

/** How long a login is kept after it has expired: for a look at why its mail never came. */
export const LOGINS_KEPT_MS: number = 7 * DAY_MS;

/** More mails to one address in an hour would be somebody else's doing. */
export const MAX_LOGIN_MAILS_AN_HOUR = 5;

/** A login that was asked for by mail. */
export interface Login {
  readonly id: number;
  /** In lower case; empty once it was found to be nobody's. */
  readonly email: string;
  readonly language: Language;
  /** The path in the portal to come back to. */
  readonly next: string;
  readonly token: TokenRecord;
  readonly usedAt: Instant | null;
}

/** A login to be kept; its token is known only to its mail. */
export interface NewLogin {
  readonly email: string;
  readonly language: Language;
  readonly next: string;
  readonly token: MintedToken & { readonly expiresAt: Instant };
  readonly at: Instant;
}

/** Logins by mailed link. */
export interface Logins {
  /**
   * Keeps a login and queues its mail, in one transaction. Logins that were over {@link LOGINS_KEPT_MS}
   * before are forgotten with it, their mails too, some at a time. Where {@link MAX_LOGIN_MAILS_AN_HOUR}
   * were asked for at this address in the hour before, however many ask at once, nothing is kept or queued.
   */
  request(login: NewLogin): Promise<void>;
  /** By its id; used and expired ones too. */
  find(id: number): Promise<Login | undefined>;
  /** By the digest of its token; used and expired ones too. */
  findByTokenDigest(digest: string): Promise<Login | undefined>;
  /** Takes the address out of a login that leads to nobody, so that no stranger's is kept. */
  forgetAddress(id: number): Promise<void>;
  /** Uses a login up, once. @returns false when it was used or has expired */
  use(id: number, now: Instant): Promise<boolean>;
}
