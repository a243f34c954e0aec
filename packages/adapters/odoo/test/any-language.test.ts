import {
  asOrderId,
  asOrderItemId,
  bookingTicketKey,
  MINUTE_MS,
  type TicketDraft,
  TransientFailure,
} from '@miomente/booking-domain';
import { MONDAY, SettableClock } from '@miomente/booking-domain/testing';
import { describe, expect, test } from 'vitest';
import { TASK_19 } from './odoo/editions.ts';
import { callsOn, deskOn, odooServer, thrown } from './setup.ts';

const server = await odooServer();
const { database } = server;

const draft: TicketDraft = {
  type: 'order_item',
  key: bookingTicketKey(asOrderItemId(1)),
  order: { orderId: asOrderId(1), orderItemId: asOrderItemId(1), orderNumber: '100000001' },
  courseName: 'Cocktails mixen',
  eventStart: MONDAY,
  reason: 'no_partner',
};

const CLASH = 'FEHLER:  konnte Zugriff nicht serialisieren wegen gleichzeitiger Aktualisierung\n';
const TAKEN = 'FEHLER:  doppelter Schlüsselwert verletzt Unique-Constraint »ir_model_data_module_name_uniq_index«\n';
const refused = (...messages: readonly string[]) =>
  ({
    type: 'value',
    value: { ids: false, messages: messages.map((message) => ({ type: 'error', message })) },
  }) as const;
const trace = (raised: string): string =>
  `Traceback (most recent call last):\n  File "/opt/odoo/http.py", line 1, in retrying for Mara Muster\n    return func()\n${raised}`;

describe('delivery#refused-in-any-language: the language of a fault does not matter', () => {
  test.each([[CLASH], [TAKEN], ['Der Vorgang kann nicht abgeschlossen werden: noch ein Objekt'], ['']])(
    'a refusal that names no field is tried again: %s',
    async (message) => {
      const desk = deskOn(server);
      server.failNext(refused(message), 'load');
      const error = await thrown(desk.open(draft));
      expect(error).toBeInstanceOf(TransientFailure);
      expect(error.message).toContain('is at this ticket already, or was too busy');
      expect(await desk.open(draft)).toEqual({ ticketId: 'HT00001' });
      expect(database.tickets).toHaveLength(1);
    },
  );

  test.each([
    [refused(CLASH)],
    [refused(TAKEN)],
    [{ type: 'fault', code: 2, text: 'Diesen Datensatz gibt es schon.' } as const],
  ])('a ticket that exists despite the fault is found at once: %j', async (refusal) => {
    // Another process creates it between our look-up and our call.
    server.failWhile((call) => {
      if (call.method !== 'load') return undefined;
      database.rows('helpdesk.ticket').push({ id: 1, active: true, number: 'HT00001' });
      const [module, name] = draft.key.split('.');
      database.rows('ir.model.data').push({ id: 1, module, name, model: 'helpdesk.ticket', res_id: 1 });
      return refusal;
    });
    expect(await deskOn(server).open(draft)).toEqual({ ticketId: 'HT00001' });
  });

  test.each([
    ['psycopg2.errors.SerializationFailure: FEHLER:  konnte Zugriff nicht serialisieren\n'],
    [
      'psycopg2.errors.UniqueViolation: FEHLER:  doppelter Schlüsselwert\nDETAIL:  Schlüssel »(name)=(Mara)« existiert bereits.\n',
    ],
    ['psycopg2.OperationalError: FATAL:  Datenbanksystem startet gerade\n'],
    ['odoo.sql_db.PoolError: Keine freie Verbindung\n'],
  ])('a fault of the database is tried again: %s', async (raised) => {
    server.failNext({ type: 'fault', code: 1, text: trace(raised) }, 'load');
    const error = await thrown(deskOn(server).open(draft));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).not.toContain('Mara');
  });

  test.each([
    ['FATAL:  Datenbank »canarybase« existiert nicht'],
    ['FATAL:  la base de données « canarybase » n’existe pas'],
    ['connection to server at "db" (192.0.2.7), port 5432 failed: FATAL:  database "canarybase" does not exist'],
  ])('a missing database is reported as a wrong ODOO_DB: %s', async (words) => {
    server.failNext({ type: 'fault', code: 1, text: trace(`psycopg2.OperationalError: ${words}\n`) }, 'authenticate');
    const error = await thrown(deskOn(server).open(draft));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).toContain('check ODOO_DB');
    expect(error.message).not.toContain('canarybase');
  });

  test('a database server without free connections does not blame ODOO_DB', async () => {
    const words = 'psycopg2.OperationalError: FATAL:  tut mir leid, schon zu viele Verbindungen\n';
    server.failNext({ type: 'fault', code: 1, text: trace(words) }, 'authenticate');
    const error = await thrown(deskOn(server).open(draft));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).not.toContain('ODOO_DB');
  });

  test.each([['Objekt helpdesk.ticket existiert nicht'], ["Object helpdesk.ticket doesn't exist"]])(
    'a missing model is reported as a wrong ODOO_TICKET_MODEL: %s',
    async (words) => {
      server.failNext({ type: 'fault', code: 2, text: words }, 'fields_get');
      const error = await thrown(deskOn(server).open(draft));
      expect(error).toBeInstanceOf(TransientFailure);
      expect(error.message).toContain('fix ODOO_TICKET_MODEL');
    },
  );

  test.each([['Externe ID nicht im System gefunden'], ['External ID not found in the system']])(
    'an external id that does not exist is recognised by users who may not list them: %s',
    async (words) => {
      server.failWhile((call) => {
        if (call.method === 'search_read' && call.model === 'ir.model.data')
          return { type: 'fault', code: 4, text: 'Kein Zugriff' };
        if (call.method !== 'check_object_reference' || database.tickets.length > 0) return undefined;
        return { type: 'fault', code: 1, text: trace(`ValueError: ${words}: ${draft.key}\n`) };
      });
      expect(await deskOn(server).open(draft)).toEqual({ ticketId: 'HT00001' });
      expect(database.tickets).toHaveLength(1);
    },
  );

  test('a refused value is reported with its field and the settings, whatever the message says', async () => {
    const message = { type: 'error', message: 'Kein passender Datensatz gefunden', field: 'team_id/.id' };
    server.failNext({ type: 'value', value: { ids: false, messages: [message] } }, 'load');
    const error = await thrown(deskOn(server).open(draft));
    expect(error).toBeInstanceOf(TransientFailure);
    expect(error.message).toContain('team_id of helpdesk.ticket; fix ODOO_TEAM_ID');
  });
});

describe('delivery#odoo-upgrades: an upgrade of Odoo needs no restart', () => {
  const upgraded = { version: [17, 0, 0, 'final', 0, ''] };

  test('the version is read again after minutes', async () => {
    const clock = new SettableClock();
    const calls = callsOn(server, { clock });
    expect([await calls.version(), await calls.version()]).toEqual([14, 14]);
    expect(server.count('version')).toBe(1);
    server.failNext({ type: 'value', value: { server_version_info: upgraded.version } }, 'version');
    clock.advance(10 * MINUTE_MS);
    expect(await calls.version()).toBe(17);
  });

  test('the fields of the ticket model are read again with a new version, and not before', async () => {
    const clock = new SettableClock();
    const desk = deskOn(server, { clock });
    await desk.open(draft);
    await desk.open({ ...draft, key: bookingTicketKey(asOrderItemId(2)) });
    expect(server.count('fields_get')).toBe(1);
    server.failNext({ type: 'value', value: { server_version_info: upgraded.version } }, 'version');
    clock.advance(10 * MINUTE_MS);
    await desk.open({ ...draft, key: bookingTicketKey(asOrderItemId(3)) });
    expect(server.count('fields_get')).toBe(2);
  });
});

describe('delivery#reopened-where-all-see-it: a ticket is reopened where everybody sees it', async () => {
  const tasks = await odooServer({
    ...TASK_19,
    stageFields: { ...TASK_19.stageFields, user_id: { type: 'many2one', relation: 'res.users' } },
    stages: [
      { id: 7, name: 'Inbox of Mara', sequence: 0, fold: false, project_ids: [], user_id: [9, 'Mara'] },
      { id: 8, name: 'Of no project', sequence: 1, fold: false, project_ids: [], user_id: false },
      { id: 1, name: 'New', sequence: 2, fold: false, project_ids: [5], user_id: false },
      { id: 3, name: 'Done', sequence: 9, fold: true, project_ids: [5], user_id: false },
    ],
  });
  const note = { kind: 'reopened', at: MONDAY } as const;
  const reactivating = {
    marker: 'n_1',
    note,
    declineReason: undefined,
    partnerNotes: null,
    reactivate: true,
    close: false,
  };

  const stageAfter = async (values: object): Promise<unknown> => {
    const desk = deskOn(tasks);
    await desk.open(draft);
    tasks.database.change(1, { stage_id: [3, 'Done'], ...values });
    await desk.addNote('1', reactivating);
    return tasks.database.tickets[0]?.['stage_id'];
  };

  test('a task goes to the first open stage of its project', async () => {
    expect(await stageAfter({ project_id: [5, 'Office'] })).toBe(1);
  });

  test('a task without a project never goes to a personal stage', async () => {
    expect(await stageAfter({ project_id: false })).toBe(8);
  });
});
