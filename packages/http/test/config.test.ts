import { describe, expect, it } from 'vitest';
import { httpConfig } from '../src/config.ts';

const SECRET = 'x'.repeat(32);
const LEAST = { PUBLIC_URL: 'https://partner.example.org', PORTAL_JWT_SECRET: SECRET, WEBHOOK_SECRET: SECRET };

/** The problems of an environment, as `VARIABLE message`. */
function problems(env: Record<string, string>): readonly string[] {
  const { error } = httpConfig.safeParse(env);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
}

describe('running#configuration: configuration of the HTTP side', () => {
  it('needs two secrets; everything else has a default', () => {
    expect(httpConfig.parse(LEAST)).toMatchObject({
      publicUrl: 'https://partner.example.org',
      production: false,
      timeZone: 'Europe/Berlin',
      language: 'de',
      confirmLinkMode: 'guarded',
      portalJwtSecretPrevious: null,
      portalJwksUrl: null,
      portalJwtIssuer: null,
      portalJwtAudience: null,
      webhookSecrets: [SECRET],
      cronSecret: null,
      managerEmails: [],
      portalLoginUrl: null,
      portalSessionCookie: null,
      portalDatesUrl: null,
      supportEmail: 'support@miomente.de',
      trustProxyHops: 0,
    });
  });

  it('reads every variable', () => {
    const settings = httpConfig.parse({
      ...LEAST,
      PUBLIC_URL: 'http://localhost:3000/',
      NODE_ENV: 'production',
      TIME_ZONE: 'Europe/Vienna',
      LANGUAGE: 'en',
      CONFIRM_LINK_MODE: 'button',
      PORTAL_JWT_SECRET_PREVIOUS: 'p'.repeat(32),
      PORTAL_JWT_ISSUER: 'https://portal.example.org',
      PORTAL_JWT_AUDIENCE: 'bookings',
      WEBHOOK_SECRET_PREVIOUS: 'w'.repeat(32),
      BOOKING_REMINDER_CRON_SECRET: 'c'.repeat(32),
      MANAGER_EMAILS: 'Office@example.org, boss@example.org',
      PORTAL_LOGIN_URL: 'https://portal.example.org/login',
      PORTAL_DATES_URL: 'https://portal.example.org/dates',
      SUPPORT_EMAIL: 'help@example.org',
      TRUST_PROXY: '2',
    });
    expect(settings).toMatchObject({
      publicUrl: 'http://localhost:3000',
      production: true,
      timeZone: 'Europe/Vienna',
      language: 'en',
      confirmLinkMode: 'button',
      portalJwtSecretPrevious: 'p'.repeat(32),
      portalJwtIssuer: 'https://portal.example.org',
      portalJwtAudience: 'bookings',
      webhookSecrets: [SECRET, 'w'.repeat(32)],
      cronSecret: 'c'.repeat(32),
      managerEmails: ['office@example.org', 'boss@example.org'],
      portalLoginUrl: 'https://portal.example.org/login',
      portalSessionCookie: 'booking_session',
      portalDatesUrl: 'https://portal.example.org/dates',
      supportEmail: 'help@example.org',
      trustProxyHops: 2,
    });
  });

  it('reports all problems at once, each with what the value must be', () => {
    expect(
      problems({
        PUBLIC_URL: 'partner.example.org',
        TIME_ZONE: 'Berlin',
        LANGUAGE: 'fr',
        CONFIRM_LINK_MODE: 'always',
        WEBHOOK_SECRET: 'short',
        MANAGER_EMAILS: 'office',
        PORTAL_LOGIN_URL: 'javascript:alert(1)',
        SUPPORT_EMAIL: 'help',
        TRUST_PROXY: 'yes',
      }).toSorted(),
    ).toEqual([
      'CONFIRM_LINK_MODE must be one of: guarded, direct, button',
      expect.stringMatching(/^LANGUAGE must be one of: de, en; .*LANGUAGE=/),
      'MANAGER_EMAILS must be e-mail addresses, separated by commas',
      'PORTAL_JWT_SECRET must be set to a secret of at least 32 characters; make one with: openssl rand -hex 32',
      'PORTAL_LOGIN_URL must be an address with http:// or https://, such as https://partner.example.org',
      'PUBLIC_URL must be an address with http:// or https://, such as https://partner.example.org',
      'SUPPORT_EMAIL must be an e-mail address',
      'TIME_ZONE must be an IANA time zone, such as Europe/Berlin',
      'TRUST_PROXY must be a whole number of proxies in front from 0 to 10',
      'WEBHOOK_SECRET must have at least 32 characters; make one with: openssl rand -hex 32',
    ]);
  });

  it.each(['https://partner.example.org/portal', 'https://partner.example.org/?a=1', 'https://partner.example.org/#a'])(
    'refuses PUBLIC_URL=%s: the pages are at the root',
    (PUBLIC_URL) => {
      expect(problems({ ...LEAST, PUBLIC_URL })).toEqual([
        'PUBLIC_URL must end after host and port: the pages stand at the root',
      ]);
    },
  );

  it('treats an empty optional variable as missing', () => {
    expect(httpConfig.parse({ ...LEAST, PORTAL_LOGIN_URL: '', BOOKING_REMINDER_CRON_SECRET: '' })).toMatchObject({
      portalLoginUrl: null,
      portalSessionCookie: null,
      cronSecret: null,
    });
  });

  it('accepts a key set only with its issuer', () => {
    const PORTAL_JWKS_URL = 'http://keys.example.org/jwks.json';
    const PORTAL_JWT_ISSUER = 'https://portal.example.org';
    expect(problems({ ...LEAST, PORTAL_JWKS_URL })).toEqual([expect.stringMatching(/^PORTAL_JWT_ISSUER must be set/)]);
    expect(httpConfig.parse({ ...LEAST, PORTAL_JWKS_URL, PORTAL_JWT_ISSUER }).portalJwksUrl).toBe(PORTAL_JWKS_URL);
  });
});
