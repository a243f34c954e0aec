import type { Order } from '@miomente/booking-domain';
import {
  mailerContract,
  orderSourceContract,
  SettableClock,
  ticketDeskContract,
} from '@miomente/booking-domain/testing';
import { LocalMailbox, LocalTicketDesk, makeSeal, SampleShop } from '../src/index.ts';
import { letters, ticketWords } from '../src/words.ts';
import { failingPool } from './failing-pool.ts';
import { MAILBOX_KEY, mailSettings, NOW, sampleDatabase, TIME_ZONE } from './fixture.ts';
import { keepOrder } from './keep-order.ts';

const { pool } = await sampleDatabase();
const clock = new SettableClock(NOW);

mailerContract(
  'LocalMailbox',
  async () => {
    const mailer = new LocalMailbox({ pool, clock, seal: makeSeal(MAILBOX_KEY), write: letters(mailSettings) });
    return {
      mailer,
      accepted: async () => {
        const { entries } = await mailer.list({ page: 1, perPage: 1_000 });
        return entries.map(({ messageId, kind, letter }) => ({ messageId, kind, to: letter?.to.address ?? '' }));
      },
      reset: async () => {
        await pool.query('truncate sample.mails');
      },
    };
  },
  { failures: false },
);

ticketDeskContract(
  'LocalTicketDesk',
  async () => {
    const desk = new LocalTicketDesk({ pool, clock, words: ticketWords({ language: 'de', timeZone: TIME_ZONE }) });
    return {
      desk,
      missingTicketId: 'T-999999',
      tickets: async () => {
        const { entries } = await desk.list({ page: 1, perPage: 1_000 });
        return entries.map(({ ticketId, closedAt }) => ({ ticketId, closed: closedAt !== null }));
      },
      notes: async (ticketId: string) => ((await desk.find(ticketId))?.notes ?? []).map(({ text }) => text),
      closeTicket: async (ticketId: string) => {
        await desk.close(ticketId);
      },
      rewrite: async (ticketId: string, text: string) => {
        await pool.query('update sample.tickets set body = $2 where ticket_number = $1', [ticketId.slice(2), text]);
      },
      text: async (ticketId: string) => (await desk.find(ticketId))?.text ?? '',
      reset: async () => {
        await pool.query('truncate sample.tickets, sample.ticket_notes');
      },
    };
  },
  { failures: false, rewriting: true },
);

orderSourceContract('SampleShop', async () => {
  const failing = failingPool(pool);
  const place = async (order: Order): Promise<Order> => {
    await keepOrder(pool, order);
    return order;
  };
  return {
    source: new SampleShop({ pool: failing.pool, clock, timeZone: TIME_ZONE }),
    place,
    placeUncommitted: async (order: Order) => {
      const client = await pool.connect();
      await client.query('begin');
      await keepOrder(client, order);
      return async () => {
        await client.query('commit');
        client.release();
      };
    },
    failNext: async () => failing.failNext('transient'),
    reset: async () => {
      await pool.query('truncate sample.orders, sample.order_items, sample.products');
    },
  };
});
