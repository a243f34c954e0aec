import { asCustomerNumber } from '@miomente/booking-domain';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { SmtpTestServer } from '../../adapters/smtp/test/smtp-test-server.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce } from './support/product.ts';

const server = await SmtpTestServer.open();
afterAll(() => server.close());
const { startHttp, startScheduler, shop, pool } = await processesOnOneDatabase({
  SMTP_URL: `smtp://127.0.0.1:${server.port}`,
  MAIL_FROM: 'Partner-Portal <portal@example.org>',
});

describe('running#adapters · mails through an SMTP server, with the real processes', () => {
  it('the partner gets the request once, with its working link, and no reports arrive over HTTP', async () => {
    const [partner] = SAMPLE_PARTNERS.filter(({ active, email }) => active && email !== null);
    const [http] = await Promise.all([startHttp(), startScheduler()]);
    const order = await shop.placeOrder({ seed: 4, customerNumber: partner?.customerNumber ?? asCustomerNumber('') });
    // Other seeds may create an order of two courses, and so two mails.
    expect(order.items).toHaveLength(1);
    await announce(http.url, order.orderId);
    await vi.waitFor(() => expect(server.taken).toHaveLength(1), { timeout: 30_000 });
    const [mail] = server.taken;
    expect(mail?.recipients).toEqual([partner?.email]);
    const [link = ''] = /http\S+\/api\/confirm\/[0-9a-f]{64}/.exec(mail?.mail.text ?? '') ?? [];
    const page = await fetch(new URL(new URL(link).pathname, http.url));
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(order.orderNumber)]);
    const state = async () => (await pool.query('select state from miomente_partner_portal_deliveries')).rows;
    await vi.waitFor(async () => expect(await state()).toEqual([{ state: 'done' }]), { timeout: 30_000 });

    const report = await fetch(`${http.url}/api/webhooks/sendgrid`, { method: 'POST', body: '[]' });
    expect(report.status).toBe(404);
  }, 90_000);
});
