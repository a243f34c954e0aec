import {
  asBookingId,
  type BookingId,
  type Clock,
  type Instant,
  type Language,
  type Mail,
  type Mailer,
  type MailKind,
} from '@miomente/booking-domain';
import type pg from 'pg';
import { query } from '../database.ts';
import { limitAndOffset, type Page, type PageRequest } from '../page.ts';
import type { Seal } from './seal.ts';

/** A rendered mail. */
export interface Letter {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Renders a mail. */
export type WriteLetter = (mail: Mail) => Letter;

/** A mail that was sent. */
export interface KeptMail {
  readonly id: number;
  readonly messageId: string;
  readonly kind: MailKind;
  /** Null for a login mail. */
  readonly bookingId: BookingId | null;
  readonly language: Language;
  readonly receivedAt: Instant;
  /** How many times the same mail was sent. */
  readonly copies: number;
  /** Null when it was encrypted with another key. */
  readonly letter: (Letter & { readonly to: Mail['to']; readonly replyTo?: string | null }) | null;
}

interface MailRow {
  readonly mail_id: string;
  readonly message_id: string;
  readonly kind: MailKind;
  readonly booking_id: string | null;
  readonly language: Language;
  readonly received_at: Date;
  readonly copies: number;
  readonly sealed: string;
}

const COLUMNS = 'mail_id, message_id, kind, booking_id, language, received_at, copies, sealed';

/**
 * Stores mails in place of sending them. Mails contain working links, so they are encrypted with a key that is not in
 * the database: a copy of the database can't open them (links#digest-only).
 */
export class LocalMailbox implements Mailer {
  readonly #pool: pg.Pool;
  readonly #seal: Seal;
  readonly #clock: Clock;
  readonly #write: WriteLetter;

  constructor(deps: {
    readonly pool: pg.Pool;
    readonly seal: Seal;
    readonly clock: Clock;
    readonly write: WriteLetter;
  }) {
    this.#pool = deps.pool;
    this.#seal = deps.seal;
    this.#clock = deps.clock;
    this.#write = deps.write;
  }

  /** Stores the mail. When it is stored already, only its number of copies changes. */
  async send(mail: Mail): Promise<{ readonly providerId: string }> {
    const { messageId, bookingId, bookingIds = null, language, to, content, replyTo = null } = mail;
    const sealed = this.#seal.seal(messageId, JSON.stringify({ ...this.#write(mail), to, replyTo }));
    const rows = await query<{ mail_id: string }>(
      this.#pool,
      `insert into sample.mails (message_id, kind, booking_id, language, received_at, sealed, booking_ids)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (message_id) do update set copies = mails.copies + 1
       returning mail_id`,
      [messageId, content.kind, bookingId, language, new Date(this.#clock.now()), sealed, bookingIds],
    );
    return { providerId: `mailbox-${rows[0]?.mail_id}` };
  }

  async forget(bookingIds: readonly BookingId[]): Promise<void> {
    // Of several bookings' mail nothing can be taken out, so that all of it goes with the first.
    await query(
      this.#pool,
      'delete from sample.mails where booking_id = any ($1::bigint[]) or booking_ids && $1::bigint[]',
      [bookingIds],
    );
  }

  /** One page of mails, newest first. */
  async list(request: PageRequest): Promise<Page<KeptMail>> {
    const [rows, counted] = await Promise.all([
      query<MailRow>(
        this.#pool,
        `select ${COLUMNS} from sample.mails order by received_at desc, mail_id desc limit $1 offset $2`,
        limitAndOffset(request),
      ),
      query<{ total: number }>(this.#pool, 'select count(*)::integer as total from sample.mails'),
    ]);
    return { entries: rows.map((row) => this.#kept(row)), total: counted[0]?.total ?? 0 };
  }

  /** The mail with this id; undefined when there is none. */
  async find(id: number): Promise<KeptMail | undefined> {
    const rows = await query<MailRow>(this.#pool, `select ${COLUMNS} from sample.mails where mail_id = $1`, [id]);
    return rows[0] === undefined ? undefined : this.#kept(rows[0]);
  }

  /** All mails about a booking, alone or among others, oldest first. */
  async about(bookingId: BookingId): Promise<readonly KeptMail[]> {
    const rows = await query<MailRow>(
      this.#pool,
      `select ${COLUMNS} from sample.mails where booking_id = $1 or $1 = any (booking_ids) order by mail_id`,
      [bookingId],
    );
    return rows.map((row) => this.#kept(row));
  }

  #kept(row: MailRow): KeptMail {
    const opened = this.#seal.open(row.message_id, row.sealed);
    return {
      id: Number(row.mail_id),
      messageId: row.message_id,
      kind: row.kind,
      bookingId: row.booking_id === null ? null : asBookingId(Number(row.booking_id)),
      language: row.language,
      receivedAt: row.received_at.getTime(),
      copies: row.copies,
      letter: opened === undefined ? null : JSON.parse(opened),
    };
  }
}
