import {
  type Clock,
  goesOn,
  HOUR_MS,
  type Instant,
  judgeLogin,
  LOGINS_KEPT_MS,
  type Logins,
  MAX_LOGIN_MAILS_AN_HOUR,
  mayTryCode,
} from '@miomente/booking-domain';
import { addDelivery } from './outbox.ts';
import { type KeptLogin, type MemoryState, nextId } from './state.ts';

/** `Logins` in memory. */
export function memoryLogins(state: MemoryState, clock: Clock): Logins {
  const { logins, loginSessions } = state;
  const kept = ({ browser: _, ...login }: KeptLogin) => login;
  return {
    request: async ({ email: asked, language, next, token, browser, at }) => {
      forget(state, at - LOGINS_KEPT_MS);
      const email = mailsTo(state, asked, at - HOUR_MS) >= MAX_LOGIN_MAILS_AN_HOUR ? '' : asked;
      const id = nextId(state, 'login');
      logins.set(id, { id, email, language, next, token, browser, presses: 0, codeTries: 0, usedAt: null });
      if (email !== '') addDelivery(state, { type: 'login_mail', loginId: id }, { createdAt: at, now: clock.now() });
    },
    find: async (id) => {
      const login = logins.get(id);
      return login === undefined ? undefined : kept(login);
    },
    findByTokenDigest: async (digest) => {
      const login = [...logins.values()].find(({ token }) => token.digest === digest);
      return login === undefined ? undefined : kept(login);
    },
    forgetAddress: async (id) => {
      const login = logins.get(id);
      if (login !== undefined) logins.set(id, { ...login, email: '' });
    },
    press: async (id, sessionId, now) => {
      const login = logins.get(id);
      if (login === undefined || judgeLogin(login, now) !== 'open') return false;
      logins.set(id, { ...login, presses: login.presses + 1 });
      loginSessions.set(sessionId, { loginId: id, pages: 0 });
      return true;
    },
    tryCode: async (browser, now) => {
      const login = [...logins.values()].find((one) => one.browser === browser);
      if (login === undefined || !mayTryCode(login, now)) return undefined;
      const tried = { ...login, codeTries: login.codeTries + 1 };
      logins.set(login.id, tried);
      return kept(tried);
    },
    countPage: async (sessionId, now) => {
      const session = loginSessions.get(sessionId);
      const login = session === undefined ? undefined : logins.get(session.loginId);
      if (session === undefined || login === undefined) return false;
      const pages = session.pages + 1;
      loginSessions.set(sessionId, { ...session, pages });
      if (goesOn(pages) && login.usedAt === null) logins.set(login.id, { ...login, usedAt: now });
      return goesOn(pages) && !goesOn(pages - 1);
    },
    hasGoneOn: async (sessionId) => {
      const session = loginSessions.get(sessionId);
      return session === undefined || goesOn(session.pages);
    },
  };
}

function mailsTo({ logins, deliveries }: MemoryState, email: string, after: Instant): number {
  return [...deliveries.values()].filter(
    ({ content, createdAt }) =>
      content.type === 'login_mail' && createdAt > after && logins.get(content.loginId)?.email === email,
  ).length;
}

function forget({ logins, loginSessions, deliveries }: MemoryState, expiredBefore: Instant): void {
  for (const { id, token } of logins.values()) if (token.expiresAt < expiredBefore) logins.delete(id);
  for (const [id, { loginId }] of loginSessions) if (!logins.has(loginId)) loginSessions.delete(id);
  for (const { id, content } of deliveries.values()) {
    if (content.type === 'login_mail' && !logins.has(content.loginId)) deliveries.delete(id);
  }
}
