import type { Mailer, OrderSource, TicketDesk } from '@miomente/booking-domain';

/** Does something around each call of an external system. It returns, or throws, what the call does. */
export type AroundCall = <Value>(provider: string, operation: string, call: () => Promise<Value>) => Promise<Value>;

/** Wraps the external systems. */
export interface AroundProviders {
  mailer(inner: Mailer): Mailer;
  ticketDesk(inner: TicketDesk): TicketDesk;
  orderSource(inner: OrderSource): OrderSource;
}

/** Wraps the external systems so that something is done around each of their calls. */
export function aroundProviders(around: AroundCall): AroundProviders {
  return {
    mailer: (inner) => ({
      send: (mail) => around('mailer', 'send', () => inner.send(mail)),
      // The try-out's mailbox keeps mails here, and no call leaves for it.
      forget: async (bookingIds) => inner.forget?.(bookingIds),
    }),
    ticketDesk: (inner) => ({
      open: (draft) => around('ticket_desk', 'open', () => inner.open(draft)),
      addNote: (ticketId, draft) => around('ticket_desk', 'add_note', () => inner.addNote(ticketId, draft)),
      erase: (ticketId, at) => around('ticket_desk', 'erase', () => inner.erase(ticketId, at)),
      addressOf: (ticketId) => around('ticket_desk', 'address_of', () => inner.addressOf(ticketId)),
    }),
    orderSource: (inner) => ({
      byId: (orderId) => around('order_source', 'by_id', () => inner.byId(orderId)),
      byIds: (orderIds) => around('order_source', 'by_ids', () => inner.byIds(orderIds)),
      changedAfter: (cursor, limit) => around('order_source', 'changed_after', () => inner.changedAfter(cursor, limit)),
      fingerprints: (orderIds) => around('order_source', 'fingerprints', () => inner.fingerprints(orderIds)),
    }),
  };
}
