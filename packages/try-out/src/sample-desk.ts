import type { Instant, Language, MailKind } from '@miomente/booking-domain';

/** A mail that was sent in the sample shop. */
export interface SampleMail {
  readonly id: number;
  /** A mail kind of the domain. */
  readonly kind: string;
  readonly at: Instant;
  /** Null when it was kept under another key and can't be read any more. */
  readonly letter: {
    readonly to: { readonly name: string; readonly address: string };
    readonly subject: string;
    readonly html: string;
    readonly text: string;
  } | null;
  /** Whether somebody can answer it: its replies go to an address of a booking. */
  readonly canReply: boolean;
}

/** What can become of an answer to a mail: only `taken` changed anything. */
export const REPLY_OUTCOMES = ['taken', 'not_taken'] as const;
/** One of {@link REPLY_OUTCOMES}. */
export type ReplyOutcome = (typeof REPLY_OUTCOMES)[number];

/** A ticket of the sample shop's office. */
export interface SampleTicket {
  readonly ticketId: string;
  readonly subject: string;
  readonly body: string;
  readonly openedAt: Instant;
  /** Null while somebody must still act. */
  readonly closedAt: Instant | null;
  /** Oldest first. */
  readonly notes: readonly { readonly body: string; readonly notedAt: Instant }[];
}

/** Somebody whom a newcomer can log in as: the mail comes to the mailbox. */
export interface SampleAccount {
  readonly name: string;
  readonly address: string;
  readonly role: 'partner' | 'manager';
}

/** A mail as it would be sent. */
export interface PreviewedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** Every kind of mail with invented content; its links lead back to the previews. */
export interface MailPreviews {
  /** All there are, in the order a partner meets them. */
  readonly kinds: readonly MailKind[];
  mail(kind: MailKind, language: Language): PreviewedMail;
}

/**
 * What stands in for the external systems while none is configured: a shop to order from, a mailbox, a
 * ticket desk. For pages only; the product itself knows the ports.
 */
export interface SampleDesk {
  /** Newest first. */
  mails(request: { readonly page: number; readonly perPage: number }): Promise<{
    readonly entries: readonly SampleMail[];
    readonly total: number;
  }>;
  mail(id: number): Promise<SampleMail | undefined>;
  /**
   * Answers a mail as its recipient, by the real webhook for mails. Resolves when it is taken.
   * @param mail one whose `canReply` is true
   */
  reply(mail: SampleMail, text: string): Promise<ReplyOutcome>;
  /** Newest first. */
  tickets(request: { readonly page: number; readonly perPage: number }): Promise<{
    readonly entries: readonly SampleTicket[];
    readonly total: number;
  }>;
  ticket(ticketId: string): Promise<SampleTicket | undefined>;
  /** Orders a course and announces the order by the real webhook. Resolves when it is taken. */
  placeSampleOrder(): Promise<{ readonly orderNumber: string }>;
  accounts(): Promise<readonly SampleAccount[]>;
  readonly previews: MailPreviews;
}
