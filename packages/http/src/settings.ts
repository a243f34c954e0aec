import type { ConfirmLinkMode, Language } from '@miomente/booking-domain';

/** Everything the HTTP side is told by configuration. Durations in milliseconds, sizes in bytes. */
export interface HttpSettings {
  /** `PUBLIC_URL`: scheme, host and port under which browsers reach us; no path, no trailing slash. */
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
  /** `PORTAL_JWKS_URL`: where another portal's keys are; null when it shares the secret. */
  readonly portalJwksUrl: string | null;
  /** Checked in every JWT from elsewhere when set. */
  readonly portalJwtIssuer: string | null;
  readonly portalJwtAudience: string | null;
  /** `WEBHOOK_SECRET` and `WEBHOOK_SECRET_PREVIOUS`: one or two, each as good as the other. */
  readonly webhookSecrets: readonly string[];
  /** `BOOKING_REMINDER_CRON_SECRET`; null switches the route off. */
  readonly cronSecret: string | null;
  /** `METRICS_SECRET`: opens `/metrics`; null leaves it open while developing, and closed in production. */
  readonly metricsSecret: string | null;
  /** `MANAGER_EMAILS`, in lower case. */
  readonly managerEmails: readonly string[];
  /** `PORTAL_LOGIN_URL`: another portal's login; null when we log people in ourselves. */
  readonly portalLoginUrl: string | null;
  /** `PORTAL_SESSION_COOKIE`: the cookie that another portal's JWT comes in; null when none is read. */
  readonly portalSessionCookie: string | null;
  /** `PORTAL_DATES_URL`: where partners keep their course dates; null when there is no such place. */
  readonly portalDatesUrl: string | null;
  readonly supportEmail: string;
  /** `TRUST_PROXY`: how many proxies of ours stand in front. */
  readonly trustProxyHops: number;
  readonly limits: HttpLimits;
}

export interface HttpLimits {
  readonly jsonBytes: number;
  readonly formBytes: number;
  /** How deep a JSON body may nest. */
  readonly jsonDepth: number;
  /** How long a client may take for its headers, and for the whole request. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long a client may take to receive an answer. */
  readonly answerMs: number;
  /** How long a silent connection is kept. */
  readonly idleMs: number;
  /** How long requests that are under way may go on when the server stops. */
  readonly drainMs: number;
}

export const DEFAULT_LIMITS: HttpLimits = {
  jsonBytes: 100 * 1024,
  // Notes many times too long are still read, so that their writer is told how long they may be.
  formBytes: 256 * 1024,
  jsonDepth: 20,
  headersMs: 10_000,
  requestMs: 30_000,
  answerMs: 60_000,
  // Longer than the 60 s for which load balancers usually keep a connection: they must be the ones to close it.
  idleMs: 65_000,
  drainMs: 10_000,
};
