import { describe, expect, it } from 'vitest';
import { runCommand, startCommand } from './support/process.ts';
import { processesOnOneDatabase } from './support/processes.ts';
import { announce } from './support/product.ts';

const { env, startHttp, startScheduler, shop, bookingsOf, mailAbout } = await processesOnOneDatabase();

describe('running#nothing-to-configure · what stand-ins store', () => {
  it('is shown in the terminal', { timeout: 90_000 }, async () => {
    const http = await startHttp();
    const { orderId } = await shop.placeOrder({ seed: 4 });
    expect(await announce(http.url, orderId)).toBe(200);
    const scheduler = await startScheduler();
    const [booking] = await bookingsOf(orderId);
    await mailAbout(booking?.id ?? 0, 'confirmation_request');
    const shown = await runCommand('sample-show', env);
    expect(shown.code).toBe(0);
    expect(shown.said).toMatch(/Subject: Neue Buchung: [\s\S]*\/api\/confirm\/[0-9a-f]{64}/);
    expect(await scheduler.end()).toBe(0);
  });

  it('is mentioned at start beside a real external system, because no page shows it then', {
    timeout: 90_000,
  }, async () => {
    const real = { ODOO_URL: 'http://127.0.0.1:9', ODOO_DB: 'x', ODOO_USERNAME: 'x', ODOO_API_KEY: 'x' };
    const mixed = startCommand('scheduler', { ...env, ...real });
    await mixed.said(/The scheduler is at work/);
    await mixed.said(/"event":"stand_in","variable":"SENDGRID_API_KEY".*npm run sample:show/);
    expect(mixed.output()).not.toMatch(/"event":"stand_in","variable":"ODOO_URL"/);
    expect(await mixed.end()).toBe(0);
  });

  it('is nothing where there is no stand-in', async () => {
    const real = { ODOO_URL: 'http://127.0.0.1:9', ODOO_DB: 'x', ODOO_USERNAME: 'x', ODOO_API_KEY: 'x' };
    const mail = { SENDGRID_API_KEY: 'SG.x', MAIL_FROM: 'a@example.org' };
    expect((await runCommand('sample-show', { ...env, ...real, ...mail })).said).toMatch(/Nothing stands in/);
  });
});
