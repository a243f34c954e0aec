import type { Language } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logins } from '../ports/logins.ts';
import type { Partners } from '../ports/partners.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import { granted, type Result, refused } from '../result.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { isExpired, isTokenShaped } from '../token/token.ts';
import { type Account, accountsOf } from './accounts.ts';

/** How long a login link lives. */
export const LOGIN_LINK_MS: number = 15 * MINUTE_MS;

/** What logging in by mailed link needs. */
export interface LoginDeps {
  readonly partners: Partners;
  readonly logins: Logins;
  readonly tokens: TokenMint;
  readonly clock: Clock;
  /** `MANAGER_EMAILS`, in lower case. */
  readonly managerEmails: readonly string[];
}

/** Who wants to log in, and where they were going. */
export interface RequestLoginInput {
  readonly email: string;
  /** The language of the page it was asked on; a partner's own goes before it. */
  readonly language: Language;
  /** A path in the portal, already checked to be one. */
  readonly next: string;
}

/** See {@link makeRequestLogin}. */
export type RequestLogin = (input: RequestLoginInput) => Promise<void>;

/**
 * Asks for a login link. Whatever the address, the same is done and nothing is told, so that nobody
 * learns, from the answer or from how long it takes, whose it is: whether there is somebody to log in
 * is looked up where the mail is sent.
 */
export function makeRequestLogin(deps: Pick<LoginDeps, 'logins' | 'tokens' | 'clock'>): RequestLogin {
  return async ({ email, language, next }) => {
    const at = deps.clock.now();
    const token = { ...deps.tokens.mint('login'), expiresAt: at + LOGIN_LINK_MS };
    await deps.logins.request({ email: email.trim().toLowerCase(), language, next, token, at });
  };
}

/** Why a login link does not work. */
export type LoginRefusal = 'invalid' | 'expired' | 'used';
/** A login link that still works. */
export interface OpenLogin {
  readonly id: number;
  readonly next: string;
  readonly language: Language;
  /** Whom the visitor may become; one to choose from when there are several. Never empty. */
  readonly accounts: readonly Account[];
}

/** See {@link makeReadLogin}. */
export type ReadLogin = (token: string) => Promise<Result<OpenLogin, LoginRefusal>>;

/** What a login link offers. Changes nothing: scanners follow links. */
export function makeReadLogin(deps: LoginDeps): ReadLogin {
  return async (token) => {
    if (!isTokenShaped(token)) return refused('invalid');
    const login = await deps.logins.findByTokenDigest(deps.tokens.digest(token));
    if (login === undefined) return refused('invalid');
    if (login.usedAt !== null) return refused('used');
    if (isExpired(login.token, deps.clock.now())) return refused('expired');
    // Read anew: an address may have lost its partner since the mail.
    const accounts = accountsOf(deps.managerEmails, login.email, await deps.partners.findByEmail(login.email));
    const { id, next, language } = login;
    return accounts.length === 0 ? refused('invalid') : granted({ id, next, language, accounts });
  };
}

/** See {@link makeUseLogin}. */
export type UseLogin = (input: {
  readonly token: string;
  /** Index into {@link OpenLogin.accounts}, as the visitor chose. */
  readonly account: number;
}) => Promise<Result<{ readonly account: Account; readonly next: string; readonly language: Language }, LoginRefusal>>;

/** Uses a login link up, once, for one of its accounts. */
export function makeUseLogin(deps: LoginDeps): UseLogin {
  const read = makeReadLogin(deps);
  return async ({ token, account: index }) => {
    const open = await read(token);
    if (!open.ok) return open;
    const { id, next, language, accounts } = open.value;
    const account = accounts[index];
    if (account === undefined) return refused('invalid');
    if (!(await deps.logins.use(id, deps.clock.now()))) return refused('used');
    return granted({ account, next, language });
  };
}
