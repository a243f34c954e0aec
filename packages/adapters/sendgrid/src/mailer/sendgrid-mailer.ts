import type { Clock, Mail, Mailer } from '@miomente/booking-domain';
import type { MailSettings } from '@miomente/booking-texts';
import { type Answer, headerOf } from '../calls/call-failure.ts';
import { type Connection, calling, mailOver } from '../calls/connection.ts';
import type { SendGridConfig } from '../config.ts';
import { failureOf, unexpected } from './failure.ts';
import { messageOf } from './message.ts';

/** Dependencies of {@link SendGridMailer}. */
export interface SendGridMailerDeps {
  readonly config: SendGridConfig;
  readonly settings: MailSettings;
  /** For the waiting time when `Retry-After` is a date. */
  readonly clock: Clock;
  /** The time limit of one whole call in milliseconds; 10 s by default. */
  readonly timeoutMs?: number;
}

/**
 * Sends mails through SendGrid's v3 API. SendGrid has no idempotency key: when its answer is lost, the mail is sent
 * again with the same `message_id` among its custom arguments.
 */
export class SendGridMailer implements Mailer {
  // `#` fields, so that a printed mailer shows neither key nor sender.
  readonly #config: SendGridConfig;
  readonly #connection: Connection;
  readonly #settings: MailSettings;
  readonly #clock: Clock;

  constructor({ config, settings, clock, timeoutMs }: SendGridMailerDeps) {
    const { apiKey, baseUrl } = config;
    this.#config = config;
    this.#connection = timeoutMs === undefined ? { apiKey, baseUrl } : { apiKey, baseUrl, timeoutMs };
    this.#settings = settings;
    this.#clock = clock;
  }

  /**
   * Hands a mail to SendGrid; see {@link Mailer}. Failures carry no cause, because errors of SendGrid's client contain
   * the key.
   */
  async send(mail: Mail): Promise<{ readonly providerId: string | null }> {
    const message = messageOf(mail, this.#config, this.#settings);
    const outcome = await calling(this.#connection, (client) => mailOver(client).send(message));
    if (!outcome.ok) throw failureOf(outcome.failure, this.#clock.now(), this.#secretsOf(mail));
    if (!this.#isTaken(outcome.answer)) throw unexpected(outcome.answer.status);
    return { providerId: providerIdOf(outcome.answer) };
  }

  /** SendGrid answers 202 for a queued mail. In sandbox mode it answers 200 for a valid mail, and does not send it. */
  #isTaken({ status }: Answer): boolean {
    return status === 202 || (this.#config.sandbox && status === 200);
  }

  #secretsOf({ to, content: { kind: _, ...content } }: Mail): readonly string[] {
    return [this.#config.apiKey, ...textsIn([to, content])];
  }
}

function providerIdOf(answer: Answer): string | null {
  const id = headerOf(answer, 'x-message-id');
  return id !== null && /^[\x21-\x7e]{1,200}$/.test(id) ? id : null;
}

/** All strings in a value, at any depth. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
