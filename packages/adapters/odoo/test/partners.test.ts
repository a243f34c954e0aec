import { describe, expect, test } from 'vitest';
import { type ImportedPartner, OdooPartners } from '../src/index.ts';
import { callsOn, configOf, odooServer, thrown } from './setup.ts';

const server = await odooServer();
const partnersOf = (env = {}): OdooPartners =>
  new OdooPartners({ calls: callsOn(server, { env }), config: configOf(server, { env }) });

const contact = (id: number, values: object = {}): void => {
  server.database.rows('res.partner').push({ id, name: `Kurs ${id}`, ref: `P-${id}`, active: true, ...values });
};

async function imported(partners: OdooPartners): Promise<readonly ImportedPartner[]> {
  const found: ImportedPartner[] = [];
  for await (const partner of partners.all()) found.push(partner);
  return found;
}

describe('partners from Odoo', () => {
  test('have number, name, address, phone, language and active state', async () => {
    contact(1, { email: ' a@example.org ', phone: '+49 89 000001', lang: 'en_GB' });
    contact(2, { lang: 'fr_FR', active: false });
    contact(3, { ref: false });
    contact(4, { parent_id: [1, 'Kurs 1'] });
    contact(5, { ref: ' ' });
    const partners = partnersOf();
    expect(await imported(partners)).toEqual([
      {
        customerNumber: 'P-1',
        name: 'Kurs 1',
        email: 'a@example.org',
        phone: '+49 89 000001',
        language: 'en',
        active: true,
        holidays: null,
      },
      {
        customerNumber: 'P-2',
        name: 'Kurs 2',
        email: null,
        phone: null,
        language: 'de',
        active: false,
        holidays: null,
      },
    ]);
    expect(await partners.count()).toBe(3);
  });

  test('reminders#working-time: have the holidays of their state, when it is one of Germany’s', async () => {
    const [bayern, added, brest, elsewhere] = server.database.rows('res.country.state');
    contact(1, { state_id: [bayern?.id, 'Bayern (DE)'] });
    contact(2, { state_id: [added?.id, 'Mallorca (DE)'] });
    contact(3, { state_id: [brest?.id, 'Brest (BY)'] });
    contact(4, { state_id: [elsewhere?.id, 'Berlin (US)'] });
    contact(5, { state_id: false });
    contact(6);
    const found = await imported(partnersOf());
    expect(found.map(({ holidays }) => holidays)).toEqual(['DE-BY', null, null, null, null, null]);
  });

  test('a user who may not read the states is told so, and no partner loses a region', async () => {
    contact(1);
    server.database.forbidden.add('res.country.state');
    const error = await thrown(imported(partnersOf()));
    expect(error.message).toContain('res.country.state');
  });

  test('orders#partners: an archived contact yields to the active one with its number, on any page', async () => {
    contact(1, { ref: 'P-900', name: 'Alt', active: false });
    for (let id = 2; id <= 300; id++) contact(id);
    contact(301, { ref: 'P-900', name: 'Neu' });
    contact(302, { ref: 'P-900', name: 'Noch älter', active: false });
    const found = (await imported(partnersOf())).filter(({ customerNumber }) => customerNumber === 'P-900');
    expect(found).toMatchObject([{ customerNumber: 'P-900', name: 'Neu', active: true }]);
  });

  test('are read page by page; none is missed or repeated, even when some are deleted meanwhile', async () => {
    for (let id = 1; id <= 450; id++) contact(id);
    const found: string[] = [];
    for await (const { customerNumber } of partnersOf().all()) {
      found.push(customerNumber);
      if (found.length === 200) server.database.rows('res.partner').splice(0, 10);
    }
    expect(new Set(found).size).toBe(450);
    const states = 1;
    expect(server.count('search_read')).toBe(states + 3);
  });

  test('an unknown field is reported with its setting', async () => {
    contact(1);
    const error = await thrown(imported(partnersOf({ ODOO_CUSTOMER_NUMBER_FIELD: 'x_number' })));
    expect(error.message).toContain('fix ODOO_CUSTOMER_NUMBER_FIELD');
  });
});
