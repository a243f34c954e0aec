import type { Mail, Mailer } from '@miomente/booking-domain';
import type { MailSettings } from '@miomente/booking-texts';
import { createTransport } from 'nodemailer';
import type { SmtpConfig } from './config.ts';
import { failureOf } from './failure.ts';
import { messageOf } from './message.ts';

/** What an {@link SmtpMailer} is made of. */
export interface SmtpMailerDeps {
  readonly config: SmtpConfig;
  readonly settings: MailSettings;
  /** Certificates to trust instead of those that Node trusts, as PEM. */
  readonly trusted?: string;
}

/**
 * Sends mails through an SMTP server, each over a connection of its own. SMTP knows no idempotency: when the last
 * answer is lost the mail may go out again, with the same Message-ID, by which many servers and mail programs drop
 * the copy. Nothing is heard of a mail after it was taken: bounces go to the mailbox of MAIL_FROM.
 */
export class SmtpMailer implements Mailer {
  // Private in the language's sense, so that printing a mailer shows neither password nor sender.
  readonly #config: SmtpConfig;
  readonly #settings: MailSettings;
  readonly #trusted: string | undefined;

  constructor({ config, settings, trusted }: SmtpMailerDeps) {
    this.#config = config;
    this.#settings = settings;
    this.#trusted = trusted;
  }

  /** Hands a mail to the server; see {@link Mailer}. Failures have no cause: nodemailer's errors quote the server. */
  async send(mail: Mail): Promise<{ readonly providerId: string | null }> {
    const message = messageOf(mail, this.#config.from, this.#settings);
    const { host, port, tls, login, timeoutMs } = this.#config;
    const transport = createTransport({
      host,
      port,
      secure: tls === 'from_the_start',
      requireTLS: tls === 'required',
      ...(login === null ? {} : { auth: { user: login.user, pass: login.password } }),
      ...(this.#trusted === undefined ? {} : { tls: { ca: this.#trusted } }),
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      dnsTimeout: timeoutMs,
      maxResponseSize: MAX_ANSWER_BYTES,
    });
    try {
      const { response } = await transport.sendMail({ ...message, signal: AbortSignal.timeout(timeoutMs) });
      return { providerId: queueIdIn(response) };
    } catch (error) {
      throw failureOf(error);
    } finally {
      transport.close();
    }
  }
}

/** Answers are a line or a few. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** The id under which the server keeps the mail, as Postfix, Exim and others name it. */
function queueIdIn(response: string): string | null {
  return /\b(?:queued as|id=)\s?([\w.-]{1,100})/i.exec(response)?.[1] ?? null;
}
