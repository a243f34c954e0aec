import {
  type Clock,
  type Instant,
  type Order,
  type OrderId,
  type Stored,
  systemScope,
  type UseCasePorts,
  type UseCaseSettings,
  type UseCases,
  useCases,
} from '@miomente/booking-domain';
import type { MailSettings, TicketSettings } from '@miomente/booking-texts';
import type pg from 'pg';
import { LocalMailbox } from '../mailbox/local-mailbox.ts';
import { makeSeal } from '../mailbox/seal.ts';
import { OrderDesk } from '../shop/order-desk.ts';
import { seededRandom } from '../shop/random.ts';
import { SampleShop } from '../shop/sample-shop.ts';
import { LocalTicketDesk } from '../tickets/local-ticket-desk.ts';
import { letters, ticketWords } from '../words.ts';

/** What the history needs: the product's database and settings, and the stand-ins' settings. */
export interface WorldDeps {
  readonly pool: pg.Pool;
  /** The product's ports. The history brings its own stand-ins, clock and random source. */
  readonly ports: Omit<UseCasePorts, 'random' | 'clock' | 'mailer' | 'orders' | 'ticketDesk'>;
  readonly settings: UseCaseSettings;
  readonly mailboxKey: string;
  readonly mailSettings: MailSettings;
  readonly ticketSettings: TicketSettings;
}

const SCOPE = systemScope('playing the sample history');

class PastClock implements Clock {
  at: Instant = 0;
  now(): Instant {
    return this.at;
  }
}

/** The product with a clock in the past. Everything goes through the real use cases. */
export class World {
  readonly shop: SampleShop;
  readonly orderDesk: OrderDesk;
  readonly mailbox: LocalMailbox;
  readonly cases: UseCases;
  readonly #deps: WorldDeps;
  readonly #clock: PastClock = new PastClock();

  constructor(deps: WorldDeps) {
    const { pool, ports, settings } = deps;
    const clock = this.#clock;
    this.#deps = deps;
    this.shop = new SampleShop({ pool, clock, timeZone: settings.orderPolicy.timeZone });
    this.orderDesk = new OrderDesk({ pool, clock });
    this.mailbox = new LocalMailbox({
      pool,
      clock,
      seal: makeSeal(deps.mailboxKey),
      write: letters(deps.mailSettings),
    });
    const ticketDesk = new LocalTicketDesk({ pool, clock, words: ticketWords(deps.ticketSettings) });
    const standIns = { mailer: this.mailbox, ticketDesk, orders: this.shop, clock, random: seededRandom(1) };
    this.cases = useCases({ ...ports, ...standIns }, { ...settings, managerEmails: [], onOrderFailure: rethrow });
  }

  now(): Instant {
    return this.#clock.at;
  }

  /** Sets the clock to `at`, but never backwards. */
  passUntil(at: Instant): void {
    this.#clock.at = Math.max(this.#clock.at, at);
  }

  /** The order placed under this name, or the latest one that replaced it. */
  async order(name: string): Promise<Order> {
    let order = await this.shop.byName(name);
    while (order?.replacedByOrderId != null) order = await this.shop.byId(order.replacedByOrderId);
    if (order === undefined) throw new Error(`The sample history tells of an order ${name} that was never placed.`);
    return order;
  }

  /** The first booking of an order. */
  async booking(name: string): Promise<Stored> {
    const { orderId } = await this.order(name);
    const [booking] = await this.#deps.ports.bookings.findByOrders(SCOPE, [orderId]);
    if (booking === undefined) throw new Error(`The sample order ${name} became no booking.`);
    return booking;
  }

  /** The token in the links of every mail about the booking. */
  tokenOf(booking: Stored): string {
    const token = this.#deps.ports.tokens.reveal('booking', booking.token);
    if (token === undefined) throw new Error('The token secret changed while the sample history was played.');
    return token;
  }

  /** Announces an order to the product, which then reads it. */
  async announce(orderId: OrderId): Promise<void> {
    const order = await this.shop.byId(orderId);
    if (order !== undefined) await this.cases.importOrders([order]);
  }
}

function rethrow(_orderId: OrderId, error: unknown): never {
  throw error;
}
