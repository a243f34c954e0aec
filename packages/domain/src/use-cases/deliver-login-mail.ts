import type { PortalLinks } from '../delivery/mail-content.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeliveryResult } from '../ports/deliveries.ts';
import type { Logins } from '../ports/logins.ts';
import type { Mailer } from '../ports/mailer.ts';
import type { Partners } from '../ports/partners.ts';
import type { TokenMint } from '../ports/token-mint.ts';
import { isExpired } from '../token/token.ts';
import { accountsOf } from './accounts.ts';

/** What {@link deliverLoginMail} needs. */
export interface LoginMailDeps {
  readonly partners: Partners;
  /** `MANAGER_EMAILS`, in lower case. */
  readonly managerEmails: readonly string[];
  readonly logins: Logins;
  readonly mailer: Mailer;
  readonly tokens: TokenMint;
  readonly clock: Clock;
  readonly links: PortalLinks;
}

/**
 * Sends a login link and code while they are valid, and only to an address that has an account; any other address is
 * deleted here.
 */
export async function deliverLoginMail(
  deps: LoginMailDeps,
  loginId: number,
  messageId: string,
): Promise<DeliveryResult> {
  const login = await deps.logins.find(loginId);
  if (login === undefined) return { type: 'dead', reason: 'The login does not exist.' };
  if (login.usedAt !== null || isExpired(login.token, deps.clock.now())) return { type: 'skipped', reason: 'expired' };
  const partners = await deps.partners.findByEmail(login.email);
  if (accountsOf(deps.managerEmails, login.email, partners).length === 0) {
    await deps.logins.forgetAddress(loginId);
    return { type: 'skipped', reason: 'nobody_to_log_in' };
  }
  const { expiresAt, ...minted } = login.token;
  const token = deps.tokens.reveal('login', minted);
  const code = deps.tokens.code(minted);
  if (token === undefined || code === undefined) return { type: 'skipped', reason: 'secret_changed' };
  const { providerId } = await deps.mailer.send({
    messageId,
    bookingId: null,
    to: { name: '', address: login.email },
    language: partners[0]?.language ?? login.language,
    content: { kind: 'login_link', loginUrl: deps.links.login(token), code, validUntil: expiresAt },
  });
  return { type: 'done', providerId };
}
