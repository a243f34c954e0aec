import type { CustomerNumber, Language, Partner } from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logins } from '../ports/logins.ts';
import type { Partners } from '../ports/partners.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import { granted, type Result, refused } from '../result.ts';
import { MINUTE_MS } from '../time/instant.ts';
import { isExpired, isTokenShaped } from '../token/token.ts';

/** How long a login link lives. */
export const LOGIN_LINK_MS: number = 15 * MINUTE_MS;

/** Whom a login may become. */
export type Account =
  | { readonly role: 'partner'; readonly customerNumber: CustomerNumber; readonly name: string }
  | { readonly role: 'manager'; readonly address: string };

export interface LoginDeps {
  readonly partners: Partners;
  readonly logins: Logins;
  readonly tokens: TokenMint;
  readonly clock: Clock;
  /** `MANAGER_EMAILS`, in lower case. */
  readonly managerEmails: readonly string[];
}

export interface RequestLoginInput {
  readonly email: string;
  /** The language of the page it was asked on; a partner's own goes before it. */
  readonly language: Language;
  /** A path in the portal, already checked to be one. */
  readonly next: string;
}

export type RequestLogin = (input: RequestLoginInput) => Promise<void>;

/**
 * Sends a login link to an address that belongs to a partner or manager. The caller is told
 * nothing, so that nobody learns which addresses do.
 */
export function makeRequestLogin(deps: LoginDeps): RequestLogin {
  return async ({ email, language, next }) => {
    const address = email.trim().toLowerCase();
    // Minted for every address, so that a known one does not take longer for it.
    const token = deps.tokens.mint('login');
    const partners = await deps.partners.findByEmail(address);
    if (accountsOf(deps, address, partners).length === 0) return;
    const at = deps.clock.now();
    await deps.logins.request({
      email: address,
      language: partners[0]?.language ?? language,
      next,
      token: { ...token, expiresAt: at + LOGIN_LINK_MS },
      at,
    });
  };
}

function accountsOf(deps: LoginDeps, address: string, partners: readonly Partner[]): readonly Account[] {
  const manager: readonly Account[] = deps.managerEmails.includes(address) ? [{ role: 'manager', address }] : [];
  return [
    ...manager,
    ...partners.map(({ customerNumber, name }): Account => ({ role: 'partner', customerNumber, name })),
  ];
}

export type LoginRefusal = 'invalid' | 'expired' | 'used';
export interface OpenLogin {
  readonly id: number;
  readonly next: string;
  readonly language: Language;
  /** Whom the visitor may become; one to choose from when there are several. Never empty. */
  readonly accounts: readonly Account[];
}

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
    const accounts = accountsOf(deps, login.email, await deps.partners.findByEmail(login.email));
    const { id, next, language } = login;
    return accounts.length === 0 ? refused('invalid') : granted({ id, next, language, accounts });
  };
}

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
