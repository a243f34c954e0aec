import { afterAll, beforeAll, expect, test } from 'vitest';
import { MANAGER } from '../world.ts';
import { orderOf } from './orders.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await stage.order(...Array.from({ length: 3 }, (_, n) => orderOf({ lastName: `Nummer${n}`, start: null })));
});
afterAll(() => stage.close());

test.each([
  ['/dashboard/bookings', 'kochschule@example.org'],
  ['/manager/partners/P-100', MANAGER],
])('api#button-names on %s each button names its booking for screen readers', async (path, account) => {
  const visitor = await stage.visitor();
  await visitor.logIn(account);
  await visitor.open(path);
  for (const role of ['button', 'link'] as const) {
    const names = await visitor.page
      .locator(':is(.card, .ask) .actions')
      .getByRole(role)
      .evaluateAll((all) => all.map((element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()));
    expect(names).toHaveLength(3);
    expect(new Set(names).size).toBe(3);
    for (const name of names)
      expect(name).toMatch(/: .+Sushi-Kurs für Anfänger.*, Max Nummer\d$|^.+: Sushi-Kurs.*Max Nummer\d$/);
  }
});

test('api#error-pages error pages know who is logged in', async () => {
  const visitor = await stage.visitor();
  await visitor.logIn();
  await visitor.open('/gibt-es-nicht');
  expect(await visitor.heading()).toBe('Seite nicht gefunden');
  expect(await visitor.text()).toContain('Angemeldet als Kochschule Beispiel');
  expect(await visitor.page.locator('.menu a').first().textContent()).toContain('Buchungen');
  const nobody = await stage.visitor();
  await nobody.open('/gibt-es-nicht');
  expect(await nobody.text()).not.toContain('Angemeldet als');
});
