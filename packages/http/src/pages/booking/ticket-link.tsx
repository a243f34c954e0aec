/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { Ticket } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';

/** A ticket's number; for the office a link to the ticket, where its address is known (api#ticket-links). */
export function TicketLink({ reader, ticket }: { readonly reader: Reader; readonly ticket: Pick<Ticket, 'id'> }) {
  const { manager } = reader.words;
  if (ticket.id === null) return <span>{manager.ticketFollows}</span>;
  const href = reader.ticketHref?.(ticket.id) ?? null;
  const text = manager.ticket(ticket.id);
  return href === null ? (
    <span>{text}</span>
  ) : (
    <a class="fact" href={href}>
      {text}
    </a>
  );
}
