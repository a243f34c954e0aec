import { DAY_MS, MINUTE_MS } from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { keep, mail, present } from '../commits.ts';
import { NOW, OWNER, pending, system } from '../samples.ts';
import type { PersistenceTests } from '../suite.ts';
import { begun, DONE, queued } from './queued.ts';

const ADDRESS = 'kurse@kochschule.example.org';
const DAY = '2025-03-04';

export const partnerMailTests: PersistenceTests = (harness) => {
  /** The message ids of a partner's list and of a login mail, both sent. */
  const sent = async () => {
    const { bookings, deliveries, logins, partners } = harness().ports;
    await partners.save({
      customerNumber: OWNER,
      name: 'Kochschule Muster',
      email: ADDRESS,
      phone: null,
      language: 'de',
      active: true,
      holidays: null,
      addressMark: null,
      addressCorrection: null,
    });
    const booking = pending(1);
    await keep(bookings, { ...booking, details: { ...booking.details, eventStart: NOW + DAY_MS } });
    const bounds = { start: NOW + DAY_MS, end: NOW + 2 * DAY_MS };
    await deliveries.queueDayBeforeLists(system, { day: DAY, ...bounds }, NOW);
    const token = { ...pending(2).token, expiresAt: NOW + MINUTE_MS };
    await logins.request({ email: ADDRESS, language: 'de', next: '/', token, browser: null, at: NOW });
    const ids: Record<string, string> = {};
    for (const row of await harness().deliveryRows()) {
      const attempt = await begun(harness(), row.id);
      await deliveries.finish(attempt, DONE, NOW);
      ids[attempt.content.type] = attempt.messageId;
    }
    return { list: present(ids['day_before_list']), login: present(ids['login_mail']) };
  };
  const bounced = (over: { readonly address?: string; readonly at?: number } = {}) => ({
    customerNumber: OWNER,
    address: ADDRESS,
    at: NOW + 1,
    reason: 'bounced',
    ...over,
  });
  const markedAt = async () => (await harness().ports.partners.find(OWNER))?.addressMark?.at;

  describe('reminders#hard-bounce: mails that are about no booking', () => {
    it('are found by their message id, and no other', async () => {
      const { deliveries } = harness().ports;
      const { list, login } = await sent();
      expect(await deliveries.findPartnerMail(system, list)).toEqual({
        type: 'day_before_list',
        customerNumber: OWNER,
        day: DAY,
      });
      expect(await deliveries.findPartnerMail(system, login)).toMatchObject({ type: 'login_mail' });
      const { id } = await queued(harness(), [mail('receipt')], pending(3));
      const { messageId } = await begun(harness(), id);
      for (const other of [messageId, '', 'x', '00000000-0000-4000-8000-000000000000']) {
        expect(await deliveries.findPartnerMail(system, other)).toBeUndefined();
        expect(await deliveries.partnerMailCameBack(system, other, bounced())).toBe(false);
      }
      expect(await markedAt()).toBeUndefined();
    });

    it('mark the address once each, however often and at once their return is reported', async () => {
      const { deliveries, partners } = harness().ports;
      for (const messageId of Object.values(await sent())) {
        const told = await Promise.all(
          Array.from({ length: 5 }, () => deliveries.partnerMailCameBack(system, messageId, bounced())),
        );
        expect(told.filter(Boolean)).toHaveLength(1);
        expect((await partners.find(OWNER))?.addressMark).toEqual({ at: NOW + 1, reason: 'bounced' });
        await partners.clearMark(OWNER);
        expect(await deliveries.partnerMailCameBack(system, messageId, bounced({ at: NOW + 2 }))).toBe(false);
        expect(await markedAt()).toBeUndefined();
      }
    });

    it('mark nothing at another address', async () => {
      const { list } = await sent();
      const other = bounced({ address: 'old@example.org' });
      expect(await harness().ports.deliveries.partnerMailCameBack(system, list, other)).toBe(false);
      expect(await markedAt()).toBeUndefined();
    });
  });
};
