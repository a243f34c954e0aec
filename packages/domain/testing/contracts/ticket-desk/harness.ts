import type { TicketDesk } from '@miomente/booking-domain';
import type { FailureKind } from '../../memory/failure-switch.ts';
import type { ExternalSystemHarness } from '../external-system-suite.ts';

/** A ticket as people at the desk see it. */
export interface DeskTicket {
  readonly ticketId: string;
  readonly closed: boolean;
}

/** What the suite needs of an adapter of `TicketDesk`. */
export interface TicketDeskHarness extends ExternalSystemHarness {
  readonly desk: TicketDesk;
  /** The number of a ticket that does not exist, in the desk's format. */
  readonly missingTicketId: string;
  /** Every ticket, in any order. */
  tickets(): Promise<readonly DeskTicket[]>;
  /** The texts of a ticket's notes, oldest first, without the desk's own. */
  notes(ticketId: string): Promise<readonly string[]>;
  /** A person closes the ticket. */
  closeTicket(ticketId: string): Promise<void>;
  /** A person changes the ticket's text; and its current text. */
  rewrite?(ticketId: string, text: string): Promise<void>;
  /** Everything that a person reads on the ticket. */
  text?(ticketId: string): Promise<string>;
  /** Makes the desk fail at the next call. */
  failNext?(kind: FailureKind): Promise<void>;
}

/** Optional abilities of the harness; the suite tests those it has. */
export interface TicketDeskCapabilities {
  /** `failNext` causes failures. */
  readonly failures: boolean;
  /** `rewrite` and `text` exist. */
  readonly rewriting: boolean;
}
