import sharedClient from '@sendgrid/client';
import sharedMail from '@sendgrid/mail';
import { type Answer, type Trouble, troubleOf } from './trouble.ts';

/** Where SendGrid is and how long one call may take. */
export interface Connection {
  readonly apiKey: string;
  readonly baseUrl: string;
  /** From the first byte sent to the last byte received. */
  readonly timeoutMs?: number;
}

/** Of ours, never the module's shared ones, which any other code in the process may set up for itself. */
export type SendGridClient = typeof sharedClient;
export type SendGridMail = typeof sharedMail;
/** One mail in the form of @sendgrid/mail, whose own name for it can't be imported. */
export type SendGridMessage = Exclude<Parameters<SendGridMail['send']>[0], readonly unknown[]>;

export type Outcome =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly trouble: Trouble };

type Call = (client: SendGridClient) => Promise<readonly [{ statusCode: number; headers: unknown }, unknown]>;

// Well inside a worker's lease, and long enough for SendGrid's slow minutes.
const DEFAULT_TIMEOUT_MS = 10_000;
/** A mail is answered with nothing and a refusal is a few lines; the longest is a page of templates. */
const MAX_ANSWER_BYTES = 2 * 1024 * 1024;

// The types hide the classes, which the modules do export.
const Client = sharedClient.constructor as new () => SendGridClient;
const MailService = sharedMail.constructor as new () => SendGridMail;

/**
 * Makes one call, over a client of its own, since the client takes an abort signal only for all of its calls, and only
 * a signal ends an answer that drips: its time-out starts anew with every byte.
 * @returns what SendGrid said, or what went wrong as plain data: the client's errors hold key, recipient and content
 */
export async function calling(
  { apiKey, baseUrl, timeoutMs = DEFAULT_TIMEOUT_MS }: Connection,
  call: Call,
): Promise<Outcome> {
  const client = new Client();
  client.setApiKey(apiKey);
  // After the key, since setting the key resets the address.
  const request = {
    url: '',
    baseUrl,
    timeout: timeoutMs,
    signal: AbortSignal.timeout(timeoutMs),
    // A redirect would carry the key to wherever it points.
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
  };
  client.setDefaultRequest(request);
  try {
    const [{ statusCode, headers }, body] = await call(client);
    return { ok: true, answer: { status: statusCode, headers: headers as Answer['headers'], body } };
  } catch (error) {
    return { ok: false, trouble: troubleOf(error) };
  }
}

/** A mail service over this client. */
export function mailOver(client: SendGridClient): SendGridMail {
  const mail = new MailService();
  mail.setClient(client);
  return mail;
}
