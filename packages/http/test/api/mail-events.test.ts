import type { MailReport } from '@miomente/booking-domain';
import { afterEach, describe, expect, it } from 'vitest';
import type { ReadMailReports } from '../../src/index.ts';
import { type Answer, send } from '../client.ts';
import { aReceiver, SIGNED } from '../mail-receiver.ts';
import { openWorld, type World } from '../world.ts';

const PATH = '/api/webhooks/sendgrid';
const HALF_SIGNED = { 'X-Provider-Signature': 'signature' };
const REPORT: MailReport = {
  messageId: 'unknown',
  providerId: null,
  outcome: 'delivered',
  at: 1,
  address: 'kurse@example.org',
};

let world: World | undefined;
afterEach(() => world?.stop());

async function report(read: ReadMailReports | null, headers: Record<string, string>, body = '[]'): Promise<Answer> {
  world = await openWorld({ deps: { mailReports: [aReceiver(read)] } });
  return send(world.url, 'POST', PATH, { headers: { 'Content-Type': 'application/json', ...headers }, body });
}

describe('reminders#hard-bounce: delivery reports of the mail provider', () => {
  it('are accepted with their exact bytes, and counted', async () => {
    const bodies: string[] = [];
    const read: ReadMailReports = ({ rawBody, header }) => {
      bodies.push(
        `${header('x-provider-signature')} ${header('X-Provider-Timestamp')} ${Buffer.from(rawBody).toString()}`,
      );
      return { type: 'read', reports: [REPORT] };
    };
    const answer = await report(read, SIGNED, '[]\r\n');
    expect([answer.status, answer.json]).toEqual([200, { success: true, data: { reports: 1, known: 0 } }]);
    expect(bodies).toEqual(['signature 1700000000 []\r\n']);
  });

  it.each([
    ['there is no key for them', null, SIGNED, 404],
    ['they are not signed', () => ({ type: 'read', reports: [] }) as const, {}, 401],
    ['what is signed is not whole', () => ({ type: 'read', reports: [] }) as const, HALF_SIGNED, 401],
    ['the signature is wrong', () => ({ type: 'refused' }) as const, SIGNED, 401],
    ['they can not be read', () => ({ type: 'unreadable' }) as const, SIGNED, 400],
  ])('are refused when %s', async (_why, read, headers, status) => {
    expect((await report(read, headers)).status).toBe(status);
  });

  it('may be larger than other bodies, up to a limit', async () => {
    const read: ReadMailReports = () => ({ type: 'read', reports: [] });
    expect((await report(read, SIGNED, ' '.repeat(1_500_000))).status).toBe(200);
    expect((await report(read, SIGNED, ' '.repeat(2_500_000))).status).toBe(413);
  });
});
