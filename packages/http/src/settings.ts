import type { ConfirmLinkMode, Language } from '@miomente/booking-domain';

/** The configuration of the HTTP side. Durations in milliseconds, sizes in bytes. */
export interface HttpSettings {
  /** `PUBLIC_URL`: scheme, host and port for browsers; no path, no slash at the end. */
  readonly publicUrl: string;
  /** Whether `publicUrl` is https: cookies are `Secure` and named `__Host-…`. */
  readonly secureCookies: boolean;
  /** `NODE_ENV` is `production`. */
  readonly production: boolean;
  /** `TIME_ZONE`: an IANA name. */
  readonly timeZone: string;
  /** `LANGUAGE`: for visitors whose browser asks for neither German nor English. */
  readonly language: Language;
  readonly confirmLinkMode: ConfirmLinkMode;
  /** `PORTAL_JWT_SECRET` and, while it is being rotated, `PORTAL_JWT_SECRET_PREVIOUS`. */
  readonly portalJwtSecret: string;
  readonly portalJwtSecretPrevious: string | null;
  /** `PORTAL_JWKS_URL`: another portal's keys; null when it shares the secret. */
  readonly portalJwksUrl: string | null;
  /** Checked in every JWT of another portal when set. */
  readonly portalJwtIssuer: string | null;
  readonly portalJwtAudience: string | null;
  /** `WEBHOOK_SECRET` and `WEBHOOK_SECRET_PREVIOUS`: one or two, equally valid. */
  readonly webhookSecrets: readonly string[];
  /** `BOOKING_REMINDER_CRON_SECRET`; without it the route answers 404. */
  readonly cronSecret: string | null;
  /** `EVENTS_READ_SECRET`; without it the route of events answers 404. */
  readonly eventsReadSecret: string | null;
  /** `METRICS_SECRET`: the token for `/metrics`; null leaves it open, except in production, where it is closed. */
  readonly metricsSecret: string | null;
  /** `MANAGER_EMAILS`, in lower case. */
  readonly managerEmails: readonly string[];
  /** `PORTAL_LOGIN_URL`: another portal's login; null for our own. */
  readonly portalLoginUrl: string | null;
  /** `PORTAL_SESSION_COOKIE`: the cookie with another portal's JWT; null when none is read. */
  readonly portalSessionCookie: string | null;
  /** `PORTAL_DATES_URL`: the page where partners manage their course dates; null when there is none. */
  readonly portalDatesUrl: string | null;
  readonly supportEmail: string;
  /** `TRUST_PROXY`: the number of our own proxies in front. */
  readonly trustProxyHops: number;
  readonly limits: HttpLimits;
}

/** The limits of the HTTP side. */
export interface HttpLimits {
  readonly jsonBytes: number;
  readonly formBytes: number;
  /** The maximum nesting of a JSON body. */
  readonly jsonDepth: number;
  /** Time limit for a client's headers, and for its whole request. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** Time limit for a client to receive an answer. */
  readonly answerMs: number;
  /** How long an idle connection stays open. */
  readonly idleMs: number;
  /** How long requests in progress may continue when the server stops. */
  readonly drainMs: number;
}

/** The limits in production. */
export const DEFAULT_LIMITS: HttpLimits = {
  jsonBytes: 100 * 1024,
  // Notes that are much too long are still read, so that their writer learns the limit.
  formBytes: 256 * 1024,
  jsonDepth: 20,
  headersMs: 10_000,
  requestMs: 30_000,
  answerMs: 60_000,
  // Longer than the 60 s of most load balancers, which must be the ones to close a connection.
  idleMs: 65_000,
  drainMs: 10_000,
};
