import type { Mail, Mailer } from '@miomente/booking-domain';
import type { MailSettings } from '@miomente/booking-texts';
import { createTransport } from 'nodemailer';
import type { SmtpConfig } from './config.ts';
import { failureOf } from './failure.ts';
import { messageOf } from './message.ts';

/** Dependencies of {@link SmtpMailer}. */
export interface SmtpMailerDeps {
  readonly config: SmtpConfig;
  readonly settings: MailSettings;
  /** Trusted certificate authorities as PEM, in place of Node's. */
  readonly trusted?: string;
}

/**
 * Sends mails through an SMTP server, one connection per mail. SMTP has no idempotency: when the last reply is lost,
 * the mail is sent again with the same Message-ID, which lets many servers and mail programs drop the duplicate.
 * Nothing is reported after the server has accepted a mail: bounces go to the mailbox of MAIL_FROM.
 */
export class SmtpMailer implements Mailer {
  // `#` fields, so that a printed mailer shows neither password nor sender.
  readonly #config: SmtpConfig;
  readonly #settings: MailSettings;
  readonly #trusted: string | undefined;

  constructor({ config, settings, trusted }: SmtpMailerDeps) {
    this.#config = config;
    this.#settings = settings;
    this.#trusted = trusted;
  }

  /**
   * Hands a mail to the server; see {@link Mailer}. Failures carry no cause, because nodemailer's errors quote the
   * server.
   */
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

/** The limit for a reply. Normal replies have a line or a few. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** The server's queue id, which Postfix, Exim and others name in their reply. */
function queueIdIn(response: string): string | null {
  return /\b(?:queued as|id=)\s?([\w.-]{1,100})/i.exec(response)?.[1] ?? null;
}
