import { type Clock, PORTS, type PortIdentifier } from '@miomente/booking-domain';
import type { MailSettings, TicketSettings } from '@miomente/booking-texts';
import { type Bind, type BindToFluentSyntax, ContainerModule, type ServiceIdentifier } from 'inversify';
import type pg from 'pg';
import { LocalMailbox } from './mailbox/local-mailbox.ts';
import { makeSeal } from './mailbox/seal.ts';
import { OrderDesk } from './shop/order-desk.ts';
import { SampleShop } from './shop/sample-shop.ts';
import { LocalTicketDesk } from './tickets/local-ticket-desk.ts';
import { letters, ticketWords } from './words.ts';

const own = <Bound>(name: string): PortIdentifier<Bound> => Symbol.for(`miomente.booking.local.${name}`);

/** The stand-ins themselves, for what goes beyond the ports: placing orders, reading mails and tickets. */
export const LOCAL: {
  readonly shop: PortIdentifier<SampleShop>;
  readonly orderDesk: PortIdentifier<OrderDesk>;
  readonly mailbox: PortIdentifier<LocalMailbox>;
  readonly ticketDesk: PortIdentifier<LocalTicketDesk>;
} = { shop: own('SampleShop'), orderDesk: own('OrderDesk'), mailbox: own('Mailbox'), ticketDesk: own('TicketDesk') };

type Pool = ServiceIdentifier<pg.Pool>;

/** Binds a value with type checks: inversify itself accepts any value for any symbol. */
const as = <Bound>(bind: Bind, identifier: PortIdentifier<Bound>): BindToFluentSyntax<Bound> => bind<Bound>(identifier);

/** Binds the sample shop to the order source port. The caller closes the pool. */
export function sampleShopModule(pool: Pool, settings: { readonly timeZone: string }): ContainerModule {
  return new ContainerModule(({ bind }) => {
    as(bind, LOCAL.shop)
      .toResolvedValue(
        (db: pg.Pool, clock: Clock) => new SampleShop({ pool: db, clock, ...settings }),
        [pool, PORTS.clock],
      )
      .inSingletonScope();
    as(bind, LOCAL.orderDesk)
      .toResolvedValue((db: pg.Pool, clock: Clock) => new OrderDesk({ pool: db, clock }), [pool, PORTS.clock])
      .inSingletonScope();
    as(bind, PORTS.orders).toResolvedValue((shop: SampleShop) => shop, [LOCAL.shop]);
  });
}

/** Binds the local mailbox to the mailer port. */
export function localMailboxModule(
  pool: Pool,
  config: { readonly mailboxKey: string },
  settings: MailSettings,
): ContainerModule {
  const seal = makeSeal(config.mailboxKey);
  const write = letters(settings);
  return new ContainerModule(({ bind }) => {
    as(bind, LOCAL.mailbox)
      .toResolvedValue(
        (db: pg.Pool, clock: Clock) => new LocalMailbox({ pool: db, clock, seal, write }),
        [pool, PORTS.clock],
      )
      .inSingletonScope();
    as(bind, PORTS.mailer).toResolvedValue((mailbox: LocalMailbox) => mailbox, [LOCAL.mailbox]);
  });
}

/** Binds the local ticket desk to its port. */
export function localTicketDeskModule(pool: Pool, settings: TicketSettings): ContainerModule {
  const words = ticketWords(settings);
  return new ContainerModule(({ bind }) => {
    as(bind, LOCAL.ticketDesk)
      .toResolvedValue(
        (db: pg.Pool, clock: Clock) => new LocalTicketDesk({ pool: db, clock, words }),
        [pool, PORTS.clock],
      )
      .inSingletonScope();
    as(bind, PORTS.ticketDesk).toResolvedValue((desk: LocalTicketDesk) => desk, [LOCAL.ticketDesk]);
  });
}
