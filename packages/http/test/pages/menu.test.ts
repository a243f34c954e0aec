import { asCustomerNumber } from '@miomente/booking-domain';
import { clickThrough } from '@miomente/booking-testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { OFFICE } from '../world.ts';
import { book } from './orders.ts';
import { DESK, openStage, PHONE, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await book(stage);
});
afterAll(() => stage.close());

async function visit(role: 'partner' | 'office', viewport: typeof PHONE): Promise<Visitor> {
  const visitor = await stage.visitor({ viewport });
  const value = await stage.sessionJwt(role === 'office' ? OFFICE : asCustomerNumber('P-100'));
  await visitor.context.addCookies([{ name: 'booking_session', value, url: stage.url }]);
  await visitor.open(role === 'office' ? '/manager' : '/dashboard/bookings');
  return visitor;
}
const hrefs = (visitor: Visitor) =>
  visitor.page.locator('.menu a:visible').evaluateAll((all) => all.map((link) => link.getAttribute('href')));

describe.each(['partner', 'office'] as const)('portal#menu for the %s', (role) => {
  test('on a phone one row, which unfolds without a script', async () => {
    const visitor = await visit(role, PHONE);
    const bar = await visitor.page.locator('.top').boundingBox();
    expect(bar?.height).toBeLessThan(60);
    expect(await hrefs(visitor)).toEqual([]);
    if (role === 'partner') expect(await visitor.page.locator('.menu summary .count').textContent()).toBe('1');
    await clickThrough(visitor.page.locator('.menu summary').first());
    expect((await hrefs(visitor)).length).toBeGreaterThan(1);
    for (const box of await visitor.page
      .locator('.menu a:visible')
      .evaluateAll((all) => all.map((link) => link.getBoundingClientRect().toJSON())))
      expect(box.height).toBeGreaterThanOrEqual(44);
    await visitor.context.close();
  });

  test('on a desk a bar, with nothing that would have to be unfolded', async () => {
    const visitor = await visit(role, DESK);
    expect((await hrefs(visitor)).length).toBeGreaterThan(1);
    expect(await visitor.page.locator('.menu summary').isVisible()).toBe(false);
    // No browser has to show the content of a closed fold for it.
    expect(await visitor.page.locator('.menu details a').count()).toBe(0);
    expect((await visitor.page.locator('.top').boundingBox())?.height).toBeLessThan(70);
    await visitor.context.close();
  });
});
