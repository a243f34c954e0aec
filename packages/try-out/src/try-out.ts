import type { MorePages } from '@miomente/booking-http/pages';
import { paths } from '@miomente/booking-paths';
import type { SampleDesk } from './sample-desk.ts';
import { samplePages } from './sample-routes.tsx';

/**
 * The try-out, to be mounted beside the product's pages.
 * @param desk what stands in for the external systems
 */
export function tryOut(desk: SampleDesk): MorePages {
  return {
    pages: (gate) => samplePages(gate, desk),
    menu: (words) => [
      { name: words.start, href: paths.root.at(), place: 'start' },
      { name: words.mailbox, href: paths.mailbox.at(), place: 'mailbox' },
      { name: words.tickets, href: paths.sampleTickets.at(), place: 'tickets' },
      { name: words.previews, href: paths.previews.at(), place: 'previews' },
    ],
    ticketHref: (ticketId) => paths.sampleTicket.at({ ticketId }),
  };
}
