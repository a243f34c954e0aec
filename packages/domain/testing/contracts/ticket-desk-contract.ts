import { externalSystemSuite } from './external-system-suite.ts';
import { ticketFailureTests } from './ticket-desk/failures.ts';
import type { TicketDeskCapabilities, TicketDeskHarness } from './ticket-desk/harness.ts';
import { noteTests } from './ticket-desk/notes.ts';
import { openingTests } from './ticket-desk/opening.ts';

/** Runs the contract suite on an adapter of `TicketDesk`. */
export function ticketDeskContract(
  name: string,
  open: () => Promise<TicketDeskHarness>,
  can: TicketDeskCapabilities,
): void {
  externalSystemSuite(`TicketDesk: ${name}`, open, (harness) => {
    openingTests(harness, can);
    noteTests(harness);
    if (can.failures) ticketFailureTests(harness);
  });
}
