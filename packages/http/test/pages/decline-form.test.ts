import { asCustomerNumber, DEFAULT_DECLINE_REASONS, HOUR_MS, partnerScope } from '@miomente/booking-domain';
import { anOrder } from '@miomente/booking-domain/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { book, orderOf } from './orders.ts';
import { now, openStage, type Stage, type Visitor } from './stage.ts';

let stage: Stage;
let visitor: Visitor;
const scope = partnerScope(asCustomerNumber('P-100'));

beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());
beforeEach(async () => {
  visitor = await stage.visitor();
  await visitor.logIn();
});
afterEach(() => visitor.context.close());

describe('the decline form', () => {
  test('FR-3.2 asks for a reason, in the agreed words', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
    expect(await visitor.heading()).toBe('Buchung ablehnen');
    expect(await visitor.page.textContent('legend')).toBe('Bitte wählen Sie einen Grund:');
    expect(await visitor.page.locator('.choices label').allTextContents()).toEqual([
      'Termin nicht mehr verfügbar',
      'Kapazität erschöpft',
      'Ausstattungsproblem',
      'Persönlicher Grund',
      'Sonstiges',
    ]);
    expect(await visitor.page.textContent('label[for=notes]')).toBe('Zusätzliche Anmerkungen (optional):');
    expect(await visitor.text()).toContain(
      'Ein Support-Ticket wird automatisch erstellt, um den Kunden bei der Umbuchung zu unterstützen.',
    );
    expect(await visitor.page.locator('form.panel .actions > *').allTextContents()).toEqual(['Abbrechen', 'Ablehnen']);
  });

  test('FR-3 a decline is recorded at once; the number follows, and the dates are mentioned', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
    await visitor.page.check('input[value=other]');
    await visitor.page.fill('textarea', 'Der Ofen ist kaputt.');
    await visitor.press('Ablehnen');
    expect(await now(stage, booking)).toMatchObject({
      status: 'declined',
      answer: { reason: 'other', notes: 'Der Ofen ist kaputt.' },
    });
    expect(await visitor.page.textContent('.notice')).toContain('Ticket folgt');
    expect(await visitor.page.textContent('.notice')).toContain('Prüfen Sie Ihre verfügbaren Termine');
    expect(await visitor.page.getAttribute('.notice a', 'href')).toBe('https://dates.example.org/');
    await stage.deliverDue();
    await visitor.page.reload();
    const { ticket } = await now(stage, booking);
    expect(await visitor.page.textContent('.notice')).toContain(`Unser Support-Ticket dazu ist #${ticket?.id}.`);
  });

  test('without a reason nothing is declined, and what was typed stays', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
    await visitor.page.fill('textarea', 'Zeile eins\nZeile zwei');
    await visitor.press('Ablehnen');
    expect(await visitor.page.textContent('#reason-error')).toBe('Wählen Sie einen der Gründe aus.');
    expect(await visitor.page.inputValue('textarea')).toBe('Zeile eins\nZeile zwei');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
  });

  test('booking#decline-reason offers active reasons only, and asks for notes where required', async () => {
    await stage.persistence.setDeclineReasons(
      DEFAULT_DECLINE_REASONS.map((reason) => ({
        ...reason,
        active: reason.code !== 'capacity_full',
        requiresNotes: reason.code === 'other',
      })),
    );
    try {
      const booking = await book(stage);
      await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
      expect(await visitor.page.locator('input[value=capacity_full]').count()).toBe(0);
      expect(await visitor.page.textContent('label[for=notes]')).toBe('Zusätzliche Anmerkungen:');
      await visitor.page.check('input[value=other]');
      await visitor.press('Ablehnen');
      expect(await visitor.page.textContent('#notes-error')).toContain('Schreiben Sie zu diesem Grund kurz');
      expect(await visitor.page.isChecked('input[value=other]')).toBe(true);
      expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
    } finally {
      await stage.persistence.setDeclineReasons(DEFAULT_DECLINE_REASONS);
    }
  });

  test.each([2_001, 10_000])(
    'api#notes-limit: notes of %i umlauts are refused with the limit, and stay in the form',
    async (length) => {
      const booking = await book(stage);
      await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
      expect(await visitor.page.getAttribute('textarea', 'maxlength')).toBe('2000');
      expect(await visitor.page.textContent('#notes-limit')).toBe('Höchstens 2.000 Zeichen.');
      // As sent by a browser without a limit.
      const body = new URLSearchParams({ reason: 'other', notes: 'ä'.repeat(length) }).toString();
      const headers = {
        ...(await stage.as(asCustomerNumber('P-100'))),
        'Content-Type': 'application/x-www-form-urlencoded',
      };
      const answer = await stage.send('POST', `/dashboard/bookings/${booking.id}/decline`, { headers, body });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain('Kürzen Sie die Anmerkungen auf höchstens 2.000 Zeichen.');
      expect(answer.text).toContain('ä'.repeat(length));
      expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
    },
  );

  test('api#notes-limit: a form that is too large is refused as too long', async () => {
    const booking = await book(stage);
    const headers = {
      ...(await stage.as(asCustomerNumber('P-100'))),
      'Content-Type': 'application/x-www-form-urlencoded',
    };
    const body = `reason=other&notes=${'a'.repeat(300_000)}`;
    const answer = await stage.send('POST', `/dashboard/bookings/${booking.id}/decline`, { headers, body });
    expect(answer.status).toBe(413);
    expect(answer.text).toContain('Ihre Eingabe ist zu lang.');
  });

  test('an expired session loses nothing: after login the form is as it was', async () => {
    const booking = await book(stage);
    await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
    await visitor.page.check('input[value=equipment_issue]');
    await visitor.page.fill('textarea', 'Der Ofen ist kaputt.');
    stage.clock.advance(13 * HOUR_MS);
    await visitor.press('Ablehnen');
    expect(await now(stage, booking)).toMatchObject({ status: 'pending' });
    await visitor.logIn();
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}/decline`);
    expect(await visitor.page.isChecked('input[value=equipment_issue]')).toBe(true);
    expect(await visitor.page.inputValue('textarea')).toBe('Der Ofen ist kaputt.');
  });

  test('a stranger is asked to log in before being told that a form can’t be read', async () => {
    const booking = await book(stage);
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const path = `/dashboard/bookings/${booking.id}/decline`;
    const answer = await stage.send('POST', path, { headers, body: 'reason=%FF' });
    expect([answer.status, answer.headers['location']]).toEqual([303, expect.stringMatching(/^\/login\?next=/)]);
    const known = { ...headers, ...(await stage.as(asCustomerNumber('P-100'))) };
    expect((await stage.send('POST', path, { headers: known, body: 'reason=%FF' })).status).toBe(400);
  });

  test('an answered booking has no form', async () => {
    const booking = await book(stage);
    await stage.deps.confirmBooking({ scope, id: booking.id });
    await visitor.open(`/dashboard/bookings/${booking.id}/decline`);
    expect(visitor.path()).toBe(`/dashboard/bookings/${booking.id}`);
  });
});

describe('one booking', () => {
  test('shows its history, each mail once', async () => {
    const site = await openStage();
    try {
      const booking = await book(site, { start: '2025-03-30 18:00:00' });
      await site.deliverDue();
      for (let day = 0; day < 2; day += 1) {
        site.clock.advance(24 * HOUR_MS);
        await site.deps.sweepReminders();
        await site.deliverDue();
      }
      // The reminder that has left causes the ticket.
      await site.deliverDue();
      await site.deps.declineBooking({ scope, id: booking.id, reason: 'capacity_full' });
      const person = await site.visitor();
      await person.logIn();
      await person.open(`/dashboard/bookings/${booking.id}`);
      expect(await person.page.locator('.timeline b').allTextContents()).toEqual([
        'Buchung eingegangen',
        'Anfrage gesendet',
        '1. Erinnerung gesendet',
        '2. Erinnerung gesendet',
        'An unser Team übergeben',
        expect.stringMatching(/^Support-Ticket #\S+ angelegt$/),
        'Abgelehnt',
        'Bestätigung der Ablehnung gesendet',
      ]);
    } finally {
      await site.close();
    }
  });

  test('a cancelled order says so and has no buttons', async () => {
    const order = orderOf({ lastName: 'Storno' });
    const [booking] = await stage.order(order);
    await stage.order(anOrder({ ...order, state: 'canceled', updatedAt: order.updatedAt + 1_000 }));
    await visitor.open(`/dashboard/bookings/${booking?.id}`);
    expect(await visitor.text()).toMatch(/Storniert am \d\d\.03\.2025/);
    expect(await visitor.text()).toContain('Die Bestellung wurde storniert.');
    expect(await visitor.page.locator('main form').count()).toBe(0);
  });
});
