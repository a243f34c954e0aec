import { type Mailbox, senderOf } from '@miomente/booking-texts';
import { z } from 'zod';

/** How to reach the mail server, and as whom. */
export interface SmtpConfig {
  readonly host: string;
  readonly port: number;
  /**
   * - `from_the_start`: the connection is encrypted from its first byte (`smtps:`)
   * - `required`: it begins in the clear and is encrypted before anything is said (STARTTLS)
   * - `if_offered`: as `required` where the server can, else in the clear; only for servers on this network
   */
  readonly tls: 'from_the_start' | 'required' | 'if_offered';
  /** Null for a server that takes mails without. */
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: Mailbox;
  /** For one whole mail, from the first byte sent to the last byte received. */
  readonly timeoutMs: number;
}

type Given = string | undefined;

/** The environment variables that {@link smtpConfig} reads. */
export interface SmtpEnvironment {
  readonly SMTP_URL?: Given;
  readonly SMTP_TIMEOUT_SECONDS?: Given;
  readonly MAIL_FROM?: Given;
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

/** @returns undefined for what is not percent-encoded as it must be */
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
const SENDER_FORM = 'must be a sender such as Partner-Portal <partner@example.org>';
const SECONDS_FORM = 'must be a number of seconds from 1 to 40';

/** Reads a text, or says what it must be. */
function readAs<Value>(read: (text: string) => Value | undefined, message: string) {
  return (text: string, context: z.RefinementCtx): Value => {
    const value = read(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
}

/** Reads the mail server's settings from environment variables; every problem is an issue at its variable. */
export const smtpConfig: z.ZodType<SmtpConfig, SmtpEnvironment> = z
  .object({
    SMTP_URL: z
      .string('must be set to the mail server, such as smtps://user:password@mail.example.org:465')
      .transform(readAs(serverOf, URL_FORM)),
    // Long enough for servers that greet slowly to keep spammers away, and inside a worker's lease.
    SMTP_TIMEOUT_SECONDS: z.string().default('20').transform(readAs(secondsOf, SECONDS_FORM)),
    MAIL_FROM: z
      .string('must be set to the sender, such as Partner-Portal <partner@example.org>')
      .transform(readAs(senderOf, SENDER_FORM)),
  })
  .transform((env) => ({ ...env.SMTP_URL, from: env.MAIL_FROM, timeoutMs: env.SMTP_TIMEOUT_SECONDS * 1000 }));

function secondsOf(text: string): number | undefined {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : 0;
  return seconds >= 1 && seconds <= 40 ? seconds : undefined;
}
