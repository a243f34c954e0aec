import { inspect } from 'node:util';
import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { dynamicTemplate } from '@miomente/booking-texts';
import { describe, expect, test } from 'vitest';
import { pushTemplates } from '../src/index.ts';
import { API_KEY } from './sendgrid-server.ts';
import { NO_TEMPLATES, sendGridServer } from './setup.ts';

const server = await sendGridServer();
const push = (ids: Parameters<typeof pushTemplates>[1] = {}) =>
  pushTemplates({ apiKey: API_KEY, baseUrl: server.url }, ids);
const writes = (): number => server.requests.filter(({ method }) => method === 'POST').length;

describe('pushing the templates', () => {
  test('creates the three templates, active, with the texts of this build, and names the variables for their ids', async () => {
    const pushed = await push();
    expect(pushed.map(({ variable, change }) => [variable, change])).toEqual([
      ['SENDGRID_TEMPLATE_BOOKING_CONFIRMATION', 'created'],
      ['SENDGRID_TEMPLATE_BOOKING_REMINDER', 'created'],
      ['SENDGRID_TEMPLATE_BOOKING_DECLINED', 'created'],
    ]);
    for (const { name, id } of pushed) {
      const { subject, html, text } = dynamicTemplate(name);
      expect(server.templates.active(id)).toMatchObject({ subject, html_content: html, plain_content: text });
    }
  });

  test('changes nothing the second time', async () => {
    const first = await push();
    const written = writes();
    expect(await push()).toEqual(first.map((each) => ({ ...each, change: 'unchanged' })));
    expect(writes()).toBe(written);
  });

  test('finds our templates among others, page by page', async () => {
    for (const name of ['newsletter', 'invoice', 'booking_reminder']) server.templates.keep(name);
    const first = await push();
    expect((await push()).map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(server.templates.all()).toHaveLength(6);
  });

  test('adds a new version to a template in use; the old version stays, inactive', async () => {
    const id = server.templates.keep('made by hand');
    const body = { name: 'old', subject: 's', html_content: 'h', plain_content: 'p', generate_plain_content: false };
    server.templates.serve('POST', new URL(`${server.url}/v3/templates/${id}/versions`), {
      ...body,
      active: 1,
      editor: 'design',
    });
    const [confirmation] = await push({ ...NO_TEMPLATES, booking_confirmation: id });
    expect(confirmation).toMatchObject({ id, change: 'updated' });
    expect(server.templates.get(id)?.versions.map(({ name, active }) => [name === 'old', active])).toEqual([
      [true, 0],
      [false, 1],
    ]);
  });

  test('activates its version again when another one is active', async () => {
    const [first] = await push();
    for (const version of server.templates.get(first?.id ?? '')?.versions ?? []) version.active = 0;
    expect(await push()).toMatchObject([{ change: 'updated' }, { change: 'unchanged' }, { change: 'unchanged' }]);
    expect(server.templates.get(first?.id ?? '')?.versions).toMatchObject([{ active: 1 }]);
  });

  test('names the variable of an unknown id, and changes nothing', async () => {
    await expect(push({ booking_reminder: 'd-gone' })).rejects.toThrow(
      /d-gone; unset SENDGRID_TEMPLATE_BOOKING_REMINDER/,
    );
    expect(server.templates.all()).toEqual([]);
  });

  test.each([
    [401, PermanentFailure, /SENDGRID_API_KEY/],
    [403, PermanentFailure, /Template Engine/],
    [400, PermanentFailure, /fix/],
    [429, TransientFailure, /later/],
    [503, TransientFailure, /later/],
    [200, PermanentFailure, /SENDGRID_BASE_URL/],
  ] as const)('%i: the message says what to do, and does not contain the key', async (status, kind, words) => {
    server.failNext({ type: 'answer', status, body: { errors: [{ message: `no ${API_KEY}`, field: null }] } });
    const error: unknown = await push().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(kind);
    expect(String(error)).toMatch(words);
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain('canary');
  });

  test('a broken connection can be tried again', async () => {
    server.failNext({ type: 'reset' });
    await expect(push()).rejects.toBeInstanceOf(TransientFailure);
    expect(await push()).toHaveLength(3);
  });
});
