import 'reflect-metadata';
import { type Clock, PORTS } from '@miomente/booking-domain';
import { SettableClock } from '@miomente/booking-domain/testing';
import { Container } from 'inversify';
import { describe, expect, test } from 'vitest';
import { ODOO, OdooTicketDesk, odooConfig, odooModule } from '../src/index.ts';

const given = {
  ODOO_URL: 'https://odoo.example.org/',
  ODOO_DB: 'office',
  ODOO_USERNAME: 'bot@example.org',
  ODOO_API_KEY: 'a key',
};

describe('the configuration', () => {
  test('needs an address and a login, and has defaults for the rest', () => {
    expect(odooConfig.parse(given)).toEqual({
      connection: { url: 'https://odoo.example.org', timeoutMs: 10_000, largestAnswerBytes: 4_194_304 },
      login: { db: 'office', username: 'bot@example.org', apiKey: 'a key' },
      model: 'helpdesk.ticket',
      fieldMap: { values: {} },
      teamId: null,
      tagIds: [],
      priority: null,
      reopenStageId: null,
      closeStageId: null,
      language: 'de',
      customerNumberField: 'ref',
    });
    const missing = odooConfig.safeParse({}).error?.issues.map(({ path }) => path[0]);
    expect(missing).toEqual(['ODOO_URL', 'ODOO_DB', 'ODOO_USERNAME', 'ODOO_API_KEY']);
  });

  test.each([
    ['ODOO_URL', 'http://odoo.example.org'],
    ['ODOO_URL', 'https://user:secret@odoo.example.org'],
    ['ODOO_URL', 'odoo'],
    ['ODOO_TICKET_MODEL', 'Tickets'],
    ['ODOO_FIELD_MAP', '{"team":5}'],
    ['ODOO_FIELD_MAP', '{"crew":"team_id"}'],
    ['ODOO_FIELD_MAP', '{"values":{"channel_id":2147483648}}'],
    ['ODOO_FIELD_MAP', '{'],
    ['ODOO_TEAM_ID', '0'],
    ['ODOO_TEAM_ID', '2147483648'],
    ['ODOO_TAG_IDS', '1;2'],
    ['ODOO_PRIORITY', 'high'],
    ['ODOO_LANGUAGE', 'fr'],
    ['ODOO_CUSTOMER_NUMBER_FIELD', 'x y'],
    ['ODOO_TIMEOUT_SECONDS', '60'],
  ])('%s can’t be %s; the message says what it must be', (variable, value) => {
    const issues = odooConfig.safeParse({ ...given, [variable]: value }).error?.issues ?? [];
    expect(issues).toEqual([
      expect.objectContaining({ path: [variable], message: expect.stringContaining('must be') }),
    ]);
  });

  test('plain HTTP is allowed on the local network only', () => {
    for (const url of ['http://localhost:8069', 'http://odoo:8069', 'http://127.0.0.1'])
      expect(odooConfig.parse({ ...given, ODOO_URL: url }).connection.url).toBe(url);
  });
});

test('the module binds Odoo once: as the ticket desk, and under its own identifiers', async () => {
  const container = new Container();
  container.bind<Clock>(PORTS.clock).toConstantValue(new SettableClock());
  await container.load(odooModule(odooConfig.parse(given), { timeZone: 'Europe/Berlin' }));
  expect(container.get(PORTS.ticketDesk)).toBeInstanceOf(OdooTicketDesk);
  expect(container.get(PORTS.ticketDesk)).toBe(container.get(PORTS.ticketDesk));
  expect(container.get(ODOO.calls)).toBe(container.get(ODOO.calls));
  expect(container.get(ODOO.partners)).toBeDefined();
});
