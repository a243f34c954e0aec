import { MAIL_FROM, number, reading, type VariableGroup, variable } from '@miomente/booking-config';
import { SECOND_MS } from '@miomente/booking-domain';
import type { Mailbox } from '@miomente/booking-texts';
import { z } from 'zod';

/** Address, login and sender for the mail server. */
export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /**
   * - `from_the_start`: TLS from the first byte (`smtps:`)
   * - `required`: starts in plain text and must switch to TLS (STARTTLS) before the login
   * - `if_offered`: switches to TLS if the server offers it, else stays in plain text; only for servers on the local
   *   network
   */
  readonly tls: 'from_the_start' | 'required' | 'if_offered';
  /** Null when the server needs no login. */
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: Mailbox;
  /** The time limit for one whole mail, in milliseconds: from connecting to the last byte of the answer. */
  readonly timeoutMs: number;
}

const LOCAL_HOSTS = /^(localhost|127\.0\.0\.1|\[::1\]|[\w-]+)$/;
const DEFAULT_PORTS = { 'smtp:': 587, 'smtps:': 465 } as const;

function serverOf(text: string): Omit<SmtpConfig, 'from' | 'timeoutMs'> | undefined {
  if (!URL.canParse(text)) return undefined;
  const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(text);
  if ((protocol !== 'smtp:' && protocol !== 'smtps:') || hostname === '') return undefined;
  if (!['', '/'].includes(pathname) || search !== '' || hash !== '' || (username === '') !== (password === '')) {
    return undefined;
  }
  const login = loginOf(username, password);
  if (login === undefined) return undefined;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? DEFAULT_PORTS[protocol] : Number(port),
    tls: protocol === 'smtps:' ? 'from_the_start' : LOCAL_HOSTS.test(hostname) ? 'if_offered' : 'required',
    login,
  };
}

/** @returns undefined when user or password is not percent-encoded correctly */
function loginOf(username: string, password: string): SmtpConfig['login'] | undefined {
  if (username === '') return null;
  try {
    return { user: decodeURIComponent(username), password: decodeURIComponent(password) };
  } catch {
    return undefined;
  }
}

const URL_FORM =
  'must be an address such as smtps://user:password@mail.example.org:465, with @, : and / in them as %40, %3A and %2F';
const TIMEOUT = number({ unit: 'seconds', min: 1, max: 40, whole: false });

const variables = {
  SMTP_URL: variable(
    reading((given, complain) => serverOf(given) ?? complain(URL_FORM)),
    {
      about:
        'A mail server, instead of SendGrid; user and password percent-encoded. Without `smtps:` the connection is ' +
        'encrypted by STARTTLS.',
      needed: 'the mail server, such as smtps://user:password@mail.example.org:465',
      example: 'smtps://user:password@mail.example.org:465',
      secret: 'theirs',
      isAddress: true,
      inReadme: true,
    },
  ),
  // Long enough for servers that delay their greeting to stop spammers, and shorter than a worker's lease.
  SMTP_TIMEOUT_SECONDS: variable(TIMEOUT, { about: 'Time limit for one mail.', default: '20' }),
  MAIL_FROM,
};

/** The variables that {@link smtpConfig} reads. */
export const smtpVariables: VariableGroup = { title: 'SMTP: mails through any mail server', variables };

/** Reads the mail server's settings from environment variables. Every problem becomes an issue at its variable. */
export const smtpConfig: z.ZodType<SmtpConfig, Readonly<Record<string, string | undefined>>> = z
  .object(variables)
  .transform((env) => ({ ...env.SMTP_URL, from: env.MAIL_FROM, timeoutMs: env.SMTP_TIMEOUT_SECONDS * SECOND_MS }));
