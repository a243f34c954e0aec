import {
  choice,
  MAKE_ONE,
  NODE_ENV,
  number,
  reading,
  secret,
  shaped,
  signingSecret,
  TIME_ZONE,
  text,
  type VariableGroup,
  variable,
  webUrl,
} from '@miomente/booking-config';
import { CONFIRM_LINK_MODES, LANGUAGES } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { addressOf } from './guard/email.ts';
import { SESSION_COOKIE } from './session/sessions.ts';
import { DEFAULT_LIMITS, type HttpSettings } from './settings.ts';

/** A name that is allowed in a `Cookie` header (RFC 6265). */
const cookieName = shaped(/^[\w!#$%&'*+.^`|~-]{1,100}$/, 'must be the name of a cookie, such as portal_session');

/** An address without path, query or fragment. Checked in two steps, because the second step needs a valid address. */
const origin = webUrl.pipe(
  reading((given, complain) => {
    const { pathname, search, hash, origin: whole } = new URL(given);
    return `${pathname}${search}${hash}` === '/'
      ? whole
      : complain('must end after host and port: the pages stand at the root');
  }),
);

const isEmail = (address: string): boolean => z.email().safeParse(address).success;
const email = reading((given, complain) => {
  const address = addressOf(given);
  return isEmail(address) ? address : complain('must be an e-mail address');
});
const emails = reading((given, complain) => {
  const addresses = given
    .split(/[\s,;]+/)
    .filter((address) => address !== '')
    .map(addressOf);
  return addresses.every(isEmail) ? addresses : complain('must be e-mail addresses, separated by commas');
});

const notOverTls = (given: string): string | undefined =>
  given.startsWith('http:') ? 'must begin with https://' : undefined;
/** Only this machine can reach these. */
const THIS_MACHINE = /^https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0)/i;
const NEEDED_SECRET = `a secret of at least 32 characters; ${MAKE_ONE}`;

const own = { secret: 'ours' } as const;

const variables = {
  NODE_ENV,
  TIME_ZONE,
  PUBLIC_URL: variable(origin, {
    about: 'The public address for partners, without a path.',
    otherwise: 'http://HOST:PORT',
    example: 'https://partner.example.org',
    production: 'must be set to the address that partners reach us at, such as https://partner.example.org',
    refusedInProduction: (given) =>
      THIS_MACHINE.test(given) ? 'can be reached from this machine only; partners must reach it' : notOverTls(given),
    isAddress: true,
    inReadme: true,
  }),
  LANGUAGE: variable(
    choice(LANGUAGES, '; where the desktop sets it, start with LANGUAGE= (nothing behind the equals sign)'),
    { about: '`de` or `en`, for visitors whose browser asks for neither.', default: 'de', inReadme: true },
  ),
  TRUST_PROXY: variable(number({ unit: 'proxies in front', min: 0, max: 10 }), {
    about: 'The number of your own proxies in front of this process that write X-Forwarded-For.',
    default: '0',
    production:
      'must be set to the number of proxies of yours that write X-Forwarded-For, 0 for none: https ends at one, and ' +
      'without its word all visitors count as one',
    inReadme: true,
  }),
  CONFIRM_LINK_MODE: variable(choice(CONFIRM_LINK_MODES), {
    about:
      '`guarded`: one click on a device used before, else a button; `direct`: every visit confirms; `button`: always the button.',
    default: 'guarded',
    inReadme: true,
  }),
  BOOKING_REMINDER_CRON_SECRET: variable(secret, {
    ...own,
    about: `The bearer token for POST ${paths.api.reminders.pattern}.`,
    otherwise: 'that address answers 404; a try-out generates one',
    madeUp: true,
    inReadme: true,
  }),
  WEBHOOK_SECRET: variable(signingSecret, {
    ...own,
    about: 'The secret for announcing orders, as a bearer token or for a Standard Webhooks signature.',
    needed: NEEDED_SECRET,
    madeUp: true,
    inReadme: true,
  }),
  WEBHOOK_SECRET_PREVIOUS: variable(signingSecret, {
    ...own,
    about: 'The previous secret, accepted while it is being changed.',
  }),
  PORTAL_JWT_SECRET: variable(secret, {
    ...own,
    about: 'The key that sessions are signed with.',
    needed: NEEDED_SECRET,
    madeUp: true,
    inReadme: true,
  }),
  PORTAL_JWT_SECRET_PREVIOUS: variable(secret, { ...own, about: 'The previous key: its sessions stay valid.' }),
  PORTAL_JWKS_URL: variable(webUrl, {
    about:
      'Where another portal’s keys are (RS256, ES256, EdDSA), when it does not share PORTAL_JWT_SECRET; only beside ' +
      'PORTAL_JWT_ISSUER.',
    example: 'https://portal.example.org/.well-known/jwks.json',
    refusedInProduction: notOverTls,
    isAddress: true,
    inReadme: true,
  }),
  PORTAL_JWT_ISSUER: variable(text, {
    about: 'The `iss` of another portal’s sessions; checked when set.',
    isAddress: true,
  }),
  PORTAL_JWT_AUDIENCE: variable(text, { about: 'Their `aud`; checked when set.' }),
  PORTAL_LOGIN_URL: variable(webUrl, {
    about: 'The login page of another portal that creates the sessions.',
    otherwise: 'we mail login links',
    example: 'https://portal.example.org/login',
    refusedInProduction: notOverTls,
    isAddress: true,
    inReadme: true,
  }),
  PORTAL_SESSION_COOKIE: variable(cookieName, {
    about: 'The cookie with the other portal’s session. That portal’s host must be able to set it for ours.',
    otherwise: `\`${SESSION_COOKIE}\` beside PORTAL_LOGIN_URL`,
  }),
  PORTAL_DATES_URL: variable(webUrl, {
    about: 'The page where partners manage their course dates.',
    example: 'https://portal.example.org/dates',
    isAddress: true,
    inReadme: true,
  }),
  MANAGER_EMAILS: variable(emails, {
    about: 'Mail addresses of the office’s managers, separated by commas.',
    default: '',
    example: 'office@example.org',
    isAddress: true,
    inReadme: true,
  }),
  SUPPORT_EMAIL: variable(email, {
    about: 'The support address for partners.',
    default: 'support@miomente.de',
    isAddress: true,
    inReadme: true,
  }),
  EVENTS_READ_SECRET: variable(secret, {
    ...own,
    about: `The bearer token for GET ${paths.api.events.pattern}, which tells other programs what happened to bookings.`,
    otherwise: 'that address answers 404',
    inReadme: true,
  }),
  METRICS_SECRET: variable(secret, {
    ...own,
    about: `The bearer token for ${paths.metrics.pattern}, which is in Prometheus’ text format.`,
    otherwise: `${paths.metrics.pattern} is open, in production closed`,
    inReadme: true,
  }),
};

/** The variables that {@link httpConfig} reads. */
export const httpVariables: VariableGroup = { title: 'HTTP: links, webhook, portal', variables };

/** The HTTP side's settings without the address, which may depend on the port. */
export type HttpConfig = Omit<HttpSettings, 'publicUrl' | 'secureCookies'> & {
  /** Undefined when it is derived from host and port. */
  readonly publicUrl: string | undefined;
};

/** The HTTP side's settings for the public address. */
export function httpSettings(config: HttpConfig, publicUrl: string): HttpSettings {
  return { ...config, publicUrl, secureCookies: publicUrl.startsWith('https:') };
}

/** Reads the HTTP side's settings from environment variables. Every problem becomes an issue at its variable. */
export const httpConfig: z.ZodType<HttpConfig, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .superRefine(({ PORTAL_JWKS_URL: url, PORTAL_JWT_ISSUER: issuer }, context) => {
    if (url === undefined || issuer !== undefined) return;
    const message = 'must be set beside PORTAL_JWKS_URL, to the iss of the JWTs that its keys sign';
    context.addIssue({ code: 'custom', path: ['PORTAL_JWT_ISSUER'], message });
  })
  .transform((env) => ({
    publicUrl: env.PUBLIC_URL,
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
    eventsReadSecret: env.EVENTS_READ_SECRET ?? null,
    metricsSecret: env.METRICS_SECRET ?? null,
    managerEmails: env.MANAGER_EMAILS,
    portalLoginUrl: env.PORTAL_LOGIN_URL ?? null,
    // Where their login is the only one, a name must be read; theirs if told, else ours without its prefix.
    portalSessionCookie: env.PORTAL_SESSION_COOKIE ?? (env.PORTAL_LOGIN_URL === undefined ? null : SESSION_COOKIE),
    portalDatesUrl: env.PORTAL_DATES_URL ?? null,
    supportEmail: env.SUPPORT_EMAIL,
    trustProxyHops: env.TRUST_PROXY,
    limits: DEFAULT_LIMITS,
  }));
