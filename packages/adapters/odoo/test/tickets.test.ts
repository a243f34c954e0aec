import {
  asOrderId,
  asOrderItemId,
  bookingTicketKey,
  type TicketDraft,
  TransientFailure,
} from '@miomente/booking-domain';
import { MONDAY } from '@miomente/booking-domain/testing';
import { afterAll, describe, expect, test } from 'vitest';
import { ENTERPRISE_17, OCA_14, TASK_14, TASK_19 } from './odoo/editions.ts';
import { OdooServer } from './odoo/server.ts';
import { deskOn, odooServer, thrown } from './setup.ts';

const server = await odooServer();
const { database } = server;

const draft: TicketDraft = {
  type: 'order_item',
  key: bookingTicketKey(asOrderItemId(1)),
  order: { orderId: asOrderId(1), orderItemId: asOrderItemId(1), orderNumber: '100000001' },
  courseName: 'Cocktails <mixen>',
  eventStart: MONDAY,
  reason: 'no_partner',
};
const note = { kind: 'reopened', at: MONDAY } as const;
const noteDraft = {
  marker: 'n_1',
  note,
  declineReason: undefined,
  partnerNotes: null,
  reactivate: false,
  close: false,
};

describe('api#ticket-links: the address of a ticket names its record, whatever its number', () => {
  test.each([
    ['numbers of its own', OCA_14],
    ['numbers that look like ids', ENTERPRISE_17],
    ['no numbers', TASK_19],
  ])('with %s', async (_, edition) => {
    const numbered = await OdooServer.open(edition);
    afterAll(() => numbered.close());
    const desk = deskOn(numbered);
    await desk.open(draft);
    const { ticketId } = await desk.open({ ...draft, key: bookingTicketKey(asOrderItemId(2)) });
    const [, second] = numbered.database.tickets;
    const address = new URL((await desk.addressOf(ticketId)) ?? '');
    expect(new URLSearchParams(address.hash.slice(1)).get('id')).toBe(String(second?.['id']));
  });
});

describe('the content of a ticket', () => {
  test('team, tags and priority when configured, in the office’s language, escaped', async () => {
    const env = { ODOO_TEAM_ID: '5', ODOO_TAG_IDS: '8', ODOO_PRIORITY: '2', ODOO_LANGUAGE: 'en' };
    await deskOn(server, { env }).open(draft);
    expect(database.tickets[0]).toMatchObject({ team_id: [5], tag_ids: [8], priority: '2' });
    expect(database.tickets[0]?.['name']).toContain('Cocktails <mixen>');
    expect(database.tickets[0]?.['description']).toContain('Course: Cocktails &lt;mixen&gt;');
  });

  test('only title and description when nothing is configured', async () => {
    await deskOn(server).open(draft);
    expect(database.loads.map(({ columns }) => columns)).toEqual([['id', 'name', 'description']]);
  });

  test('further fields and other field names come from the field map', async () => {
    const map = { description: null, priority: null, values: { partner_name: 'X', team_id: 5, active: true } };
    await deskOn(server, { env: { ODOO_FIELD_MAP: JSON.stringify(map), ODOO_PRIORITY: '1' } }).open(draft);
    expect(database.loads).toEqual([
      {
        columns: ['id', 'name', 'partner_name', 'team_id/.id', 'active'],
        texts: ['miomente_booking.ticket_1', expect.any(String), 'X', '5', '1'],
      },
    ]);
  });

  test.each([
    ['HT00001', OCA_14],
    ['00001', ENTERPRISE_17],
    ['1', TASK_14],
    ['1', TASK_19],
  ])('its number is %s', async (ticketId, edition) => {
    const other = await OdooServer.open(edition);
    afterAll(() => other.close());
    const desk = deskOn(other, { env: { ODOO_TEAM_ID: '5', ODOO_PRIORITY: '1' } });
    expect(await desk.open(draft)).toEqual({ ticketId });
    await desk.addNote(ticketId, noteDraft);
    expect(other.database.notes(1)[0]).toContain('<small>[note n_1]</small>');
  });

  test('a ticket without a number is known by its record id', async () => {
    const desk = deskOn(server);
    await desk.open(draft);
    database.change(1, { number: '/' });
    expect(await desk.open(draft)).toEqual({ ticketId: '#1' });
    await desk.addNote('#1', noteDraft);
    expect(database.notes(1)).toHaveLength(1);
  });
});

describe('delivery#exactly-one-ticket: texts that staff wrote are not overwritten', () => {
  test('a user who may not list external ids resolves them one by one', async () => {
    database.forbidden.add('search_read ir.model.data');
    const desk = deskOn(server);
    await desk.open(draft);
    database.change(1, { description: 'Phoned', active: false });
    expect(await desk.open(draft)).toEqual({ ticketId: 'HT00001' });
    expect(server.count('load')).toBe(1);
    expect(database.tickets).toMatchObject([{ description: 'Phoned' }]);
  });

  test('many callers who open the same ticket on one desk at once make one call', async () => {
    const desk = deskOn(server);
    const opened = await Promise.all(Array.from({ length: 6 }, () => desk.open(draft)));
    expect(new Set(opened.map(({ ticketId }) => ticketId)).size).toBe(1);
    expect(server.seen.filter(({ model }) => model === 'ir.model.data')).toHaveLength(1);
  });

  test('a ticket that staff deleted is created again', async () => {
    const desk = deskOn(server);
    await desk.open(draft);
    database.rows('helpdesk.ticket').length = 0;
    database.rows('ir.model.data').length = 0;
    expect(await desk.open(draft)).toEqual({ ticketId: 'HT00001' });
  });

  test('when another model has been configured since, no second ticket is created', async () => {
    await deskOn(server).open(draft);
    Object.assign(database.rows('ir.model.data')[0] ?? {}, { model: 'project.task' });
    const error = await thrown(deskOn(server).open(draft));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).toContain('set ODOO_TICKET_MODEL');
    expect(database.tickets).toHaveLength(1);
  });
});

describe('notes on a ticket', () => {
  test('are internal, and can be added to an archived ticket', async () => {
    const desk = deskOn(server);
    const { ticketId } = await desk.open(draft);
    database.change(1, { active: false });
    await desk.addNote(ticketId, noteDraft);
    expect(database.rows('mail.message')).toMatchObject([{ subtype: 'mail.mt_note' }]);
    expect(database.tickets).toMatchObject([{ active: false }]);
    await desk.addNote(ticketId, { ...noteDraft, marker: 'n_2', reactivate: true });
    expect(database.tickets).toMatchObject([{ active: true }]);
  });

  test('a marker is matched exactly; a similar one does not count', async () => {
    const desk = deskOn(server);
    const { ticketId } = await desk.open(draft);
    await desk.addNote(ticketId, { ...noteDraft, marker: 'nx1' });
    await desk.addNote(ticketId, noteDraft);
    expect(database.notes(1)).toHaveLength(2);
  });

  test('a reopened ticket goes to the first open stage of all teams, to its own, or to the configured one', async () => {
    const stageAfter = async (env: Readonly<Record<string, string>>, values: object): Promise<unknown> => {
      server.reset();
      const desk = deskOn(server, { env });
      const { ticketId } = await desk.open(draft);
      database.change(1, { ...OCA_14.closedBy, ...values });
      await desk.addNote(ticketId, { ...noteDraft, reactivate: true });
      return database.tickets[0]?.['stage_id'];
    };
    expect(await stageAfter({}, {})).toBe(1);
    expect(await stageAfter({}, { team_id: [77, 'Other'] })).toBe(2);
    expect(await stageAfter({ ODOO_REOPEN_STAGE_ID: '2' }, {})).toBe(2);
  });

  test('without stages nothing is reopened; without an open stage, the message names a setting', async () => {
    const reactivating = { ...noteDraft, reactivate: true };
    const desk = deskOn(server, { env: { ODOO_FIELD_MAP: '{"stage":null}' } });
    await desk.open(draft);
    database.change(1, OCA_14.closedBy);
    await desk.addNote('HT00001', reactivating);
    expect(database.notes(1)).toHaveLength(1);
    database.tables.set('helpdesk.ticket.stage', OCA_14.stages.slice(2));
    const error = await thrown(deskOn(server).addNote('HT00001', { ...reactivating, marker: 'n_2' }));
    expect(error.message).toContain('ODOO_REOPEN_STAGE_ID');
  });

  test('closing goes to the first stage of the team that is done, or where it is configured', async () => {
    const stageAfter = async (env: Readonly<Record<string, string>>, values: object): Promise<unknown> => {
      server.reset();
      const desk = deskOn(server, { env });
      const { ticketId } = await desk.open(draft);
      database.change(1, values);
      await desk.addNote(ticketId, { ...noteDraft, close: true });
      return database.tickets[0]?.['stage_id'];
    };
    expect(await stageAfter({}, {})).toBe(3);
    expect(await stageAfter({ ODOO_CLOSE_STAGE_ID: '2' }, {})).toBe(2);
  });

  test('where no stage says that tickets in it are done, the note alone says so', async () => {
    const desk = deskOn(server);
    await desk.open(draft);
    database.tables.set('helpdesk.ticket.stage', OCA_14.stages.slice(0, 2));
    const before = database.tickets[0]?.['stage_id'];
    await desk.addNote('HT00001', { ...noteDraft, close: true });
    expect(database.tickets[0]?.['stage_id']).toBe(before);
    expect(database.notes(1)).toHaveLength(1);
  });

  test('a number of two tickets identifies neither', async () => {
    const desk = deskOn(server);
    await desk.open(draft);
    await desk.open({ ...draft, key: bookingTicketKey(asOrderItemId(2)) });
    database.change(2, { number: 'HT00001' });
    expect((await thrown(desk.addNote('HT00001', noteDraft))).message).toContain('numbers of their own');
  });
});

describe('a wrong setting is named, and no ticket is given up because of it', () => {
  test.each([
    [{ ODOO_TEAM_ID: '6' }, 'ODOO_TEAM_ID'],
    [{ ODOO_TAG_IDS: '8,9' }, 'ODOO_TAG_IDS'],
    [{ ODOO_PRIORITY: '7' }, 'ODOO_PRIORITY'],
    [{ ODOO_TICKET_MODEL: 'helpdesk.other' }, 'ODOO_TICKET_MODEL'],
    [{ ODOO_FIELD_MAP: '{"title":"subject"}' }, 'ODOO_FIELD_MAP names the field "subject"'],
  ])('%j', async (env, variable) => {
    const error = await thrown(deskOn(server, { env }).open(draft));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).toContain(variable);
    expect(database.tickets).toEqual([]);
  });

  test('a missing right; the ticket is opened once the right is granted', async () => {
    const desk = deskOn(server);
    database.forbidden.add('load helpdesk.ticket');
    const error = await thrown(desk.open(draft));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).toContain('ODOO_USERNAME');
    expect(error.message).not.toContain('Mara');
    database.forbidden.clear();
    expect(await desk.open(draft)).toEqual({ ticketId: 'HT00001' });
  });
});
