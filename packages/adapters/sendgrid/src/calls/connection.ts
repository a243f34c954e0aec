import sharedClient from '@sendgrid/client';
import sharedMail from '@sendgrid/mail';
import { type Answer, type CallFailure, callFailureOf } from './call-failure.ts';

/** Where SendGrid's API is, and how long a call may take. */
export interface Connection {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** In milliseconds, from the first byte sent to the last byte received. */
  readonly timeoutMs?: number;
}

/**
 * The client of @sendgrid/client. We create instances of our own, because other code may configure the module's shared
 * one.
 */
export type SendGridClient = typeof sharedClient;
/** The mail service of @sendgrid/mail. */
export type SendGridMail = typeof sharedMail;
/** A mail in the format of @sendgrid/mail. The type itself can't be imported. */
export type SendGridMessage = Exclude<Parameters<SendGridMail['send']>[0], readonly unknown[]>;

/** The result of a call: an answer, or what went wrong. */
export type Outcome =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly failure: CallFailure };

type Call = (client: SendGridClient) => Promise<readonly [{ statusCode: number; headers: unknown }, unknown]>;

// Shorter than a worker's lease, and long enough for SendGrid's slow minutes.
const DEFAULT_TIMEOUT_MS = 10_000;
/** Answers to mails are short. The longest answer is a page of templates. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

// The types hide the classes, but the modules do export them.
const Client = sharedClient.constructor as new () => SendGridClient;
const MailService = sharedMail.constructor as new () => SendGridMail;

/**
 * Makes one call with a new client. Each call needs its own: the client takes an abort signal only for all its calls,
 * and only a signal can end an answer that arrives slowly, because the client's time-out restarts with every byte.
 * @returns SendGrid's answer, or what went wrong as plain data: the client's errors contain key, recipient and content
 */
export async function calling(
  { apiKey, baseUrl, timeoutMs = DEFAULT_TIMEOUT_MS }: Connection,
  call: Call,
): Promise<Outcome> {
  const client = new Client();
  client.setApiKey(apiKey);
  // After the key: setting the key resets the base URL.
  const request = {
    url: '',
    baseUrl,
    timeout: timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    // A redirect would send the key to another host.
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
  };
  client.setDefaultRequest(request);
  try {
    const [{ statusCode, headers }, body] = await call(client);
    return { ok: true, answer: { status: statusCode, headers: headers as Answer['headers'], body } };
  } catch (error) {
    return { ok: false, failure: callFailureOf(error) };
  }
}

/** Creates a mail service that uses this client. */
export function mailOver(client: SendGridClient): SendGridMail {
  const mail = new MailService();
  mail.setClient(client);
  return mail;
}
