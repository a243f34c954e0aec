import { type Clock, type OrderSource, PORTS } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { Container } from 'inversify';
import type pg from 'pg';
import { expect, test } from 'vitest';
import {
  LOCAL,
  localConfig,
  localMailboxModule,
  localTicketDeskModule,
  type OrderDesk,
  type SampleShop,
  sampleShopModule,
} from '../src/index.ts';
import { MAILBOX_KEY, mailSettings, NOW, sampleDatabase, TIME_ZONE } from './fixture.ts';

const { pool } = await sampleDatabase();

test('each stand-in is bound once, to its port and to its own identifier', async () => {
  const poolId = Symbol('pool');
  const container = new Container();
  container.bind<pg.Pool>(poolId).toConstantValue(pool);
  container.bind<Clock>(PORTS.clock).toConstantValue(new SettableClock(NOW));
  await container.load(
    sampleShopModule(poolId, { timeZone: TIME_ZONE }),
    localMailboxModule(poolId, { mailboxKey: MAILBOX_KEY }, mailSettings),
    localTicketDeskModule(poolId, { language: 'de', timeZone: TIME_ZONE }),
  );
  expect(container.get(PORTS.orders)).toBe(container.get(LOCAL.shop));
  expect(container.get(PORTS.mailer)).toBe(container.get(LOCAL.mailbox));
  expect(container.get(PORTS.ticketDesk)).toBe(container.get(LOCAL.ticketDesk));
  const placed = await container.get<SampleShop>(LOCAL.shop).placeOrder({ seed: 1 });
  await container.get<OrderDesk>(LOCAL.orderDesk).cancel(placed.orderId);
  const read = await container.get<OrderSource>(PORTS.orders).byId(placed.orderId);
  expect(read?.state).toBe('canceled');
});

test('a short mailbox key is refused, with a command for a good one', () => {
  expect(localConfig.safeParse({ SAMPLE_MAILBOX_KEY: 'short' }).error?.issues[0]?.message).toContain('openssl rand');
  expect(localConfig.parse({ SAMPLE_MAILBOX_KEY: MAILBOX_KEY })).toEqual({ mailboxKey: MAILBOX_KEY });
});
