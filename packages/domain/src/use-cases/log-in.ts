import type { Language } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Login, Logins } from '../ports/logins.ts';
import type { Partners } from '../ports/partners.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import { granted, type Result, refused } from '../result.ts';
import { type DurationMs, MINUTE_MS } from '../time/instant.ts';
import { judgeLogin, type LoginStanding, MAX_CODE_TRIES } from '../token/login-link.ts';
import { isTokenShaped } from '../token/token.ts';
import { type Account, accountChosen, accountsOf } from './accounts.ts';

/** How long a login link is valid. */
export const LOGIN_LINK_MS: DurationMs = 15 * MINUTE_MS;

/** What logging in by mailed link needs. */
export interface LoginDeps {
  readonly partners: Partners;
  readonly logins: Logins;
  readonly tokens: TokenMint;
  readonly clock: Clock;
  /** `MANAGER_EMAILS`, in lower case. */
  readonly managerEmails: readonly string[];
}

/** Who wants to log in, and which page they wanted. */
export interface RequestLoginInput {
  readonly email: string;
  /** The language of the page; a partner's own language takes precedence. */
  readonly language: Language;
  /** A path in the portal, already validated. */
  readonly next: string;
  /** A secret of the requesting browser; a code is valid there only. Without it, no code is valid. */
  readonly browser?: string | undefined;
}

/** See {@link makeRequestLogin}. */
export type RequestLogin = (input: RequestLoginInput) => Promise<void>;

/**
 * Requests a login link and code. For every address the same is done and nothing is revealed, neither by the answer nor
 * by its duration: whether the address has an account is looked up where the mail is sent.
 */
export function makeRequestLogin(deps: Pick<LoginDeps, 'logins' | 'tokens' | 'clock'>): RequestLogin {
  const keptOf = (browser: string | undefined) => (browser === undefined ? null : deps.tokens.digest(browser));
  return async ({ email, language, next, browser }) => {
    const at = deps.clock.now();
    const token = { ...deps.tokens.mint('login'), expiresAt: at + LOGIN_LINK_MS };
    await deps.logins.request({
      email: email.trim().toLowerCase(),
      language,
      next,
      token,
      browser: keptOf(browser),
      at,
    });
  };
}

/** Why a login link does not work. */
export type LoginRefusal = 'invalid' | Exclude<LoginStanding, 'open'>;
/** A login link that still works. */
export interface OpenLogin {
  readonly id: number;
  readonly next: string;
  readonly language: Language;
  /** The accounts of the visitor; one to choose when there are several. Never empty. */
  readonly accounts: readonly Account[];
}

/** See {@link makeReadLogin}. */
export type ReadLogin = (token: string) => Promise<Result<OpenLogin, LoginRefusal>>;

/** What a login link offers. Changes nothing, because scanners follow links. */
export function makeReadLogin(deps: LoginDeps): ReadLogin {
  return async (token) => {
    if (!isTokenShaped(token)) return refused('invalid');
    const login = await deps.logins.findByTokenDigest(deps.tokens.digest(token));
    if (login === undefined) return refused('invalid');
    return openLogin(deps, login);
  };
}

/** Its accounts are read again: the partner may have another address since the mail. */
async function openLogin(deps: LoginDeps, login: Login): Promise<Result<OpenLogin, LoginRefusal>> {
  const standing = judgeLogin(login, deps.clock.now());
  if (standing !== 'open') return refused(standing);
  const accounts = accountsOf(deps.managerEmails, login.email, await deps.partners.findByEmail(login.email));
  const { id, next, language } = login;
  return accounts.length === 0 ? refused('invalid') : granted({ id, next, language, accounts });
}

/** The account that was opened, and the page that was wanted. */
export interface LoggedIn {
  readonly account: Account;
  readonly next: string;
  readonly language: Language;
}

/** See {@link makeUseLogin}. */
export type UseLogin = (input: {
  readonly token: string;
  /** The key of the account that the visitor chose, as `accountKey` gives it. */
  readonly account: string;
  /** The session that begins if the login is granted. */
  readonly sessionId: string;
}) => Promise<Result<LoggedIn, LoginRefusal>>;

/** Creates a session for one of a login link's accounts (links#login). */
export function makeUseLogin(deps: LoginDeps): UseLogin {
  const read = makeReadLogin(deps);
  return async ({ token, account: key, sessionId }) => {
    const open = await read(token);
    return open.ok ? press(deps, open.value, accountChosen(open.value.accounts, key), sessionId) : open;
  };
}

async function press(
  deps: LoginDeps,
  { id, next, language }: OpenLogin,
  account: Account | undefined,
  sessionId: string,
): Promise<Result<LoggedIn, LoginRefusal>> {
  if (account === undefined) return refused('invalid');
  if (!(await deps.logins.press(id, sessionId, deps.clock.now()))) return refused('used');
  return granted({ account, next, language });
}

/** Why a code is refused: it may be entered again, or no longer. */
export type CodeRefusal = 'wrong' | 'over';
/** A correct code either logs in, or leads to the page of its link, where one of several accounts is chosen. */
export type CodeOutcome =
  | ({ readonly type: 'logged_in' } & LoggedIn)
  | { readonly type: 'choose'; readonly token: string };

/** See {@link makeUseLoginCode}. */
export type UseLoginCode = (input: {
  /** The secret of the requesting browser. */
  readonly browser: string;
  /** Six digits. */
  readonly code: string;
  readonly sessionId: string;
}) => Promise<Result<CodeOutcome, CodeRefusal>>;

/**
 * Logs in with the code of a mail, entered in the browser that requested it (links#login-code). The attempt is counted
 * before it is judged, so that parallel guessing gains nothing. Only somebody who knows the code learns more than that
 * it is wrong.
 */
export function makeUseLoginCode(deps: LoginDeps): UseLoginCode {
  return async ({ browser, code, sessionId }) => {
    const login = await deps.logins.tryCode(deps.tokens.digest(browser), deps.clock.now());
    if (login === undefined) return refused('over');
    const expected = deps.tokens.code(login.token);
    // Compared as digests, so that the duration reveals nothing of the code.
    if (expected === undefined || deps.tokens.digest(expected) !== deps.tokens.digest(code))
      return refused(again(login));
    const open = await openLogin(deps, login);
    if (!open.ok) return refused(open.refusal === 'invalid' ? again(login) : 'over');
    const { accounts } = open.value;
    const token = deps.tokens.reveal('login', login.token);
    if (accounts.length > 1 && token !== undefined) return granted({ type: 'choose', token });
    const pressed = await press(deps, open.value, accounts[0], sessionId);
    return pressed.ok ? granted({ type: 'logged_in', ...pressed.value }) : refused('over');
  };
}

function again({ codeTries }: Login): CodeRefusal {
  return codeTries < MAX_CODE_TRIES ? 'wrong' : 'over';
}
