import { CONFIRM_LINK_MODES, isTimeZone, LANGUAGES } from '@miomente/booking-domain';
import { z } from 'zod';
import { addressOf } from './pages/login/email.ts';
import { SESSION_COOKIE } from './session/sessions.ts';
import { DEFAULT_LIMITS, type HttpSettings } from './settings.ts';

const SHORTEST_SECRET = 32;

const secret = z.string({ error: 'must be set; make one with: openssl rand -hex 32' }).min(SHORTEST_SECRET, {
  error: `must have at least ${SHORTEST_SECRET} characters; make one with: openssl rand -hex 32`,
});
const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.enum(values, { error: `must be one of: ${values.join(', ')}` });
const blankIsAbsent = (value: unknown): unknown => (value === '' ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsAbsent, schema.optional());

/** A name that may stand in a `Cookie` header (RFC 6265). */
const cookieName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/, { error: 'must be the name of a cookie, such as portal_session' });
const webUrl = z.url({
  protocol: /^https?$/,
  error: 'must be an address with http:// or https://, such as https://partner.example.org',
});
/** An address without path, query or fragment. */
const endsAtPort = (url: string): boolean => {
  const { pathname, search, hash } = new URL(url);
  return `${pathname}${search}${hash}` === '/';
};
// In two steps: what is no address at all must not reach the second.
const origin = webUrl.pipe(
  z
    .string()
    .refine(endsAtPort, { error: 'must end after host and port: the pages stand at the root' })
    .transform((url) => new URL(url).origin),
);

const addresses = z
  .string()
  .transform((list) =>
    list
      .split(/[\s,;]+/)
      .filter((address) => address !== '')
      .map(addressOf),
  )
  .pipe(z.array(z.email({ error: 'must be e-mail addresses, separated by commas' })));

/** Reads the HTTP side's settings from environment variables; every problem is an issue at its variable. */
export const httpConfig = z
  .object({
    PUBLIC_URL: origin,
    NODE_ENV: z.string().optional(),
    TIME_ZONE: z
      .string()
      .refine(isTimeZone, { error: 'must be an IANA time zone, such as Europe/Berlin' })
      .default('Europe/Berlin'),
    LANGUAGE: oneOf(LANGUAGES).default('de'),
    CONFIRM_LINK_MODE: oneOf(CONFIRM_LINK_MODES).default('guarded'),
    PORTAL_JWT_SECRET: secret,
    PORTAL_JWT_SECRET_PREVIOUS: optional(secret),
    PORTAL_JWKS_URL: optional(webUrl),
    PORTAL_JWT_ISSUER: optional(z.string()),
    PORTAL_JWT_AUDIENCE: optional(z.string()),
    WEBHOOK_SECRET: secret,
    WEBHOOK_SECRET_PREVIOUS: optional(secret),
    BOOKING_REMINDER_CRON_SECRET: optional(secret),
    METRICS_SECRET: optional(secret),
    MANAGER_EMAILS: addresses.default([]),
    PORTAL_LOGIN_URL: optional(webUrl),
    PORTAL_SESSION_COOKIE: optional(cookieName),
    PORTAL_DATES_URL: optional(webUrl),
    SUPPORT_EMAIL: z
      .string()
      .transform(addressOf)
      .pipe(z.email({ error: 'must be an e-mail address' }))
      .default('support@miomente.de'),
    TRUST_PROXY: z
      .string()
      .regex(/^(?:\d|10)$/, { error: 'must be the number of proxies in front, from 0 to 10' })
      .transform(Number)
      .default(0),
  })
  .superRefine(({ PORTAL_JWKS_URL: url, PORTAL_JWT_ISSUER: issuer, NODE_ENV }, context) => {
    const complain = (variable: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [variable], message });
    if (url === undefined) return;
    if (issuer === undefined) {
      complain('PORTAL_JWT_ISSUER', 'must be set beside PORTAL_JWKS_URL, to the iss of the JWTs that its keys sign');
    }
    if (NODE_ENV === 'production' && !url.startsWith('https:')) {
      complain('PORTAL_JWKS_URL', 'must begin with https:// (NODE_ENV is production)');
    }
  })
  .transform(
    (env): HttpSettings => ({
      publicUrl: env.PUBLIC_URL,
      secureCookies: env.PUBLIC_URL.startsWith('https:'),
      production: env.NODE_ENV === 'production',
      timeZone: env.TIME_ZONE,
      language: env.LANGUAGE,
      confirmLinkMode: env.CONFIRM_LINK_MODE,
      portalJwtSecret: env.PORTAL_JWT_SECRET,
      portalJwtSecretPrevious: env.PORTAL_JWT_SECRET_PREVIOUS ?? null,
      portalJwksUrl: env.PORTAL_JWKS_URL ?? null,
      portalJwtIssuer: env.PORTAL_JWT_ISSUER ?? null,
      portalJwtAudience: env.PORTAL_JWT_AUDIENCE ?? null,
      webhookSecrets: [env.WEBHOOK_SECRET, env.WEBHOOK_SECRET_PREVIOUS].filter((value) => value !== undefined),
      cronSecret: env.BOOKING_REMINDER_CRON_SECRET ?? null,
      metricsSecret: env.METRICS_SECRET ?? null,
      managerEmails: env.MANAGER_EMAILS,
      portalLoginUrl: env.PORTAL_LOGIN_URL ?? null,
      // Where their login is the only one, a name must be read; theirs if told, else ours without its prefix.
      portalSessionCookie: env.PORTAL_SESSION_COOKIE ?? (env.PORTAL_LOGIN_URL === undefined ? null : SESSION_COOKIE),
      portalDatesUrl: env.PORTAL_DATES_URL ?? null,
      supportEmail: env.SUPPORT_EMAIL,
      trustProxyHops: env.TRUST_PROXY,
      limits: DEFAULT_LIMITS,
    }),
  );
