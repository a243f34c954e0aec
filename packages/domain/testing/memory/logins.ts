import {
  type Clock,
  HOUR_MS,
  type Instant,
  isExpired,
  LOGINS_KEPT_MS,
  type Logins,
  MAX_LOGIN_MAILS_AN_HOUR,
} from '@miomente/booking-domain';
import { addDelivery } from './outbox.ts';
import { type MemoryState, nextId } from './state.ts';

/** `Logins` in memory. */
export function memoryLogins(state: MemoryState, clock: Clock): Logins {
  const { logins } = state;
  return {
    request: async ({ email, language, next, token, at }) => {
      forget(state, at - LOGINS_KEPT_MS);
      if (mailsTo(state, email, at - HOUR_MS) >= MAX_LOGIN_MAILS_AN_HOUR) return;
      const id = nextId(state, 'login');
      logins.set(id, { id, email, language, next, token, usedAt: null });
      addDelivery(state, { type: 'login_mail', loginId: id }, { createdAt: at, now: clock.now() });
    },
    find: async (id) => logins.get(id),
    findByTokenDigest: async (digest) => [...logins.values()].find((login) => login.token.digest === digest),
    forgetAddress: async (id) => {
      const login = logins.get(id);
      if (login !== undefined) logins.set(id, { ...login, email: '' });
    },
    use: async (id, now) => {
      const login = logins.get(id);
      if (login === undefined || login.usedAt !== null || isExpired(login.token, now)) return false;
      logins.set(id, { ...login, usedAt: now });
      return true;
    },
  };
}

function mailsTo({ logins, deliveries }: MemoryState, email: string, after: Instant): number {
  return [...deliveries.values()].filter(
    ({ content, createdAt }) =>
      content.type === 'login_mail' && createdAt > after && logins.get(content.loginId)?.email === email,
  ).length;
}

function forget({ logins, deliveries }: MemoryState, expiredBefore: Instant): void {
  for (const { id, token } of logins.values()) if (token.expiresAt < expiredBefore) logins.delete(id);
  for (const { id, content } of deliveries.values()) {
    if (content.type === 'login_mail' && !logins.has(content.loginId)) deliveries.delete(id);
  }
}
