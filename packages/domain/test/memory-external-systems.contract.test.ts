import {
  type MailerHarness,
  MemoryMailer,
  MemoryOrderSource,
  MemoryReplyAddresses,
  MemoryTicketDesk,
  MemoryTokenMint,
  mailerContract,
  type OrderSourceHarness,
  orderSourceContract,
  replyAddressesContract,
  type TicketDeskHarness,
  ticketDeskContract,
  tokenMintContract,
} from '../testing/index.ts';

const open = <Harness extends object>(fresh: () => Harness) => {
  let harness = fresh();
  const reset = async () => {
    harness = fresh();
  };
  const forwarding = new Proxy({} as Harness, { get: (_, member) => Reflect.get(harness, member) });
  return async () => Object.assign(Object.create(forwarding) as Harness, { reset });
};

orderSourceContract(
  'in memory',
  open((): Omit<OrderSourceHarness, 'reset'> => {
    const source = new MemoryOrderSource();
    return {
      source,
      place: async (order) => {
        source.place(order);
        return order;
      },
      placeUncommitted: async (order) => {
        source.place(order);
        source.hide(order.orderId);
        return async () => source.reveal(order.orderId);
      },
      failNext: async () => source.failures.failNext('transient'),
    };
  }),
);

mailerContract(
  'in memory',
  open((): Omit<MailerHarness, 'reset'> => {
    const mailer = new MemoryMailer();
    return {
      mailer,
      accepted: async () =>
        mailer.accepted.map(({ messageId, to, content }) => ({ messageId, to: to.address, kind: content.kind })),
      failNext: async (kind, options) => mailer.failures.failNext(kind, options),
    };
  }),
  { failures: true },
);

ticketDeskContract(
  'in memory',
  open((): Omit<TicketDeskHarness, 'reset'> => {
    const desk = new MemoryTicketDesk();
    return {
      desk,
      missingTicketId: 'T-999',
      tickets: async () => desk.tickets.map(({ ticketId, closed }) => ({ ticketId, closed })),
      notes: async (ticketId) => desk.ticket(ticketId).notes.map((note) => JSON.stringify(note)),
      closeTicket: async (ticketId) => desk.close(ticketId),
      failNext: async (kind) => desk.failures.failNext(kind),
    };
  }),
  { failures: true, rewriting: false },
);

tokenMintContract('in memory', (secrets) => new MemoryTokenMint(secrets));

replyAddressesContract('in memory', (options) => new MemoryReplyAddresses(options));
