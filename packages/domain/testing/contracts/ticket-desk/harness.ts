import type { TicketDesk } from '@miomente/booking-domain';
import type { FailureKind } from '../../memory/failure-switch.ts';
import type { ExternalSystemHarness } from '../external-system-suite.ts';

/** A ticket as people at the desk see it. */
export interface DeskTicket {
  readonly ticketId: string;
  readonly closed: boolean;
}

/** What an adapter of `TicketDesk` brings to its suite. */
export interface TicketDeskHarness extends ExternalSystemHarness {
  readonly desk: TicketDesk;
  /** A number of a ticket that is not there, in the desk's own notation. */
  readonly missingTicketId: string;
  /** Every ticket, in any sequence. */
  tickets(): Promise<readonly DeskTicket[]>;
  /** The texts of a ticket's notes, oldest first; not what the desk itself notes. */
  notes(ticketId: string): Promise<readonly string[]>;
  /** A person closes the ticket. */
  closeTicket(ticketId: string): Promise<void>;
  /** A person rewrites the ticket's text; and what stands there now. */
  rewrite?(ticketId: string, text: string): Promise<void>;
  /** Everything a person reads on the ticket. */
  text?(ticketId: string): Promise<string>;
  /** Makes the desk fail at the next call. */
  failNext?(kind: FailureKind): Promise<void>;
}

/** What the harness can do beside the necessary; a suite tests what it can. */
export interface TicketDeskCapabilities {
  /** `failNext` brings failures about. */
  readonly failures: boolean;
  /** `rewrite` and `text` are there. */
  readonly rewriting: boolean;
}
