import { describe, expect, test } from 'vitest';
import { checkOdoo, type OdooProblem } from '../src/index.ts';
import { ENTERPRISE_17, TASK_14, TASK_19 } from './odoo/editions.ts';
import { OdooServer } from './odoo/server.ts';
import { callsOn, configOf, odooServer } from './setup.ts';

const server = await odooServer();
const problems = (
  env: Readonly<Record<string, string>> = {},
  on: OdooServer = server,
): Promise<readonly OdooProblem[]> => checkOdoo(callsOn(on, { env }), configOf(on, { env }));

describe('the check at start', () => {
  test('reports nothing when all is well, and writes nothing', async () => {
    const env = { ODOO_TEAM_ID: '5', ODOO_TAG_IDS: '8', ODOO_PRIORITY: '1', ODOO_REOPEN_STAGE_ID: '1' };
    expect(await problems(env)).toEqual([]);
    expect(server.database.tickets).toEqual([]);
    for (const edition of [ENTERPRISE_17, TASK_14, TASK_19]) {
      const other = await OdooServer.open(edition);
      expect(await problems({ ODOO_TEAM_ID: '5', ODOO_PRIORITY: '1' }, other)).toEqual([]);
      await other.close();
    }
  });

  test.each([
    [{ ODOO_API_KEY: 'another' }, 'ODOO_USERNAME', 'ODOO_API_KEY'],
    [{ ODOO_DB: 'elsewhere' }, 'ODOO_DB', 'no such database'],
    [{ ODOO_TICKET_MODEL: 'helpdesk.other' }, 'ODOO_TICKET_MODEL', 'install its app'],
    [{ ODOO_FIELD_MAP: '{"team":"crew","values":{"nonsense":"1"}}' }, 'ODOO_FIELD_MAP', '"crew"'],
    [{ ODOO_TEAM_ID: '6' }, 'ODOO_TEAM_ID', 'names 6, which is no helpdesk.ticket.team'],
    [{ ODOO_TAG_IDS: '8,9' }, 'ODOO_TAG_IDS', 'names 9'],
    [{ ODOO_REOPEN_STAGE_ID: '9' }, 'ODOO_REOPEN_STAGE_ID', 'names 9'],
    [{ ODOO_CLOSE_STAGE_ID: '9' }, 'ODOO_CLOSE_STAGE_ID', 'names 9'],
    [{ ODOO_TEAM_ID: '5', ODOO_FIELD_MAP: '{"team":null}' }, 'ODOO_TEAM_ID', 'has no team'],
    [{ ODOO_PRIORITY: '7' }, 'ODOO_PRIORITY', 'knows 0, 1, 2, 3'],
    [{ ODOO_URL: 'http://127.0.0.1:9' }, 'ODOO_URL', 'does not answer'],
  ])('%j', async (env, variable, said) => {
    expect(await problems(env)).toContainEqual({ variable, message: expect.stringContaining(said) });
  });

  test.each(['create helpdesk.ticket', 'write helpdesk.ticket', 'search_read mail.message', 'ir.model.data'])(
    'reports a missing right to %s',
    async (right) => {
      server.database.forbidden.add(right);
      expect(await problems()).toContainEqual({ variable: 'ODOO_USERNAME', message: expect.stringContaining('right') });
    },
  );

  test('reports an Odoo without XML-RPC', async () => {
    server.failNext({ type: 'value', value: { server_version_info: [22, 0] } });
    expect(await problems()).toEqual([{ variable: 'ODOO_URL', message: expect.stringContaining('no XML-RPC') }]);
  });
});
