import {
  asOrderId,
  DEFAULT_ORDER_POLICY,
  DEFAULT_POLICY,
  DEFAULT_PRESS_POLICY,
  type DeliveryId,
  type OrderId,
  type Stored,
  systemScope,
  type TokenMint,
} from '@miomente/booking-domain';
import {
  createMemoryPersistence,
  type MemoryPersistence,
  MemoryReplyAddresses,
  MemoryTimer,
  MemoryTokenMint,
  SettableClock,
  testLinks,
} from '@miomente/booking-domain/testing';
import type pg from 'pg';
import { LocalMailbox, LocalTicketDesk, makeSeal, SampleShop, type SeedDeps } from '../src/index.ts';
import { letters, ticketWords } from '../src/words.ts';
import { MAILBOX_KEY, mailSettings, NOW, TIME_ZONE } from './fixture.ts';

export const SCOPE = systemScope('looking at the sample');

/** The product in memory with stand-ins on a real database, and one clock for all. */
export interface SampleProduct {
  readonly deps: SeedDeps;
  readonly tokens: TokenMint;
  readonly clock: SettableClock;
  readonly persistence: MemoryPersistence;
  readonly shop: SampleShop;
  readonly mailbox: LocalMailbox;
  readonly ticketDesk: LocalTicketDesk;
  /** All bookings. */
  bookings(): Promise<readonly Stored[]>;
  /** The first booking of the order placed under a name, or of the order that replaced it. */
  booking(name: string): Promise<Stored>;
}

export function sampleProduct(pool: pg.Pool): SampleProduct {
  const clock = new SettableClock(NOW);
  const persistence = createMemoryPersistence({ clock });
  const tokens = new MemoryTokenMint();
  const ticketSettings = { language: 'de', timeZone: TIME_ZONE } as const;
  const shop = new SampleShop({ pool, clock, timeZone: TIME_ZONE });
  const { bookings } = persistence.ports;
  const of = async (orderIds: readonly OrderId[]): Promise<readonly Stored[]> => bookings.findByOrders(SCOPE, orderIds);
  return {
    tokens,
    clock,
    persistence,
    shop,
    mailbox: new LocalMailbox({ pool, clock, seal: makeSeal(MAILBOX_KEY), write: letters(mailSettings) }),
    ticketDesk: new LocalTicketDesk({ pool, clock, words: ticketWords(ticketSettings) }),
    deps: {
      pool,
      ports: {
        ...persistence.ports,
        tokens,
        replyAddresses: new MemoryReplyAddresses(),
        timer: new MemoryTimer(clock),
      },
      settings: {
        policy: DEFAULT_POLICY,
        orderPolicy: DEFAULT_ORDER_POLICY,
        press: DEFAULT_PRESS_POLICY,
        links: testLinks,
        managerEmails: [],
      },
      mailboxKey: MAILBOX_KEY,
      mailSettings,
      ticketSettings,
      now: NOW,
      queuedDeliveries: async (): Promise<readonly DeliveryId[]> =>
        (await persistence.deliveryRows()).filter(({ state }) => state === 'queued').map(({ id }) => id),
    },
    bookings: async () => {
      const orders = await shop.changedAfter({ updatedAt: 0, orderId: asOrderId(0) }, 1_000);
      return of(orders.map(({ orderId }) => orderId));
    },
    booking: async (name) => {
      const order = await shop.byName(name);
      const [booking] = await of([order?.replacedByOrderId ?? order?.orderId ?? asOrderId(0)]);
      if (booking === undefined) throw new Error(`There is no booking of ${name}.`);
      return booking;
    },
  };
}
