import { HOUR_MS } from '@miomente/booking-domain';
import { createMemoryPersistence, SettableClock, useCasesOver } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { NOW, PARTNER } from './world.ts';

describe('reminders#import-keeps-marks · an import beside a bounce', () => {
  it('keeps the mark that was made between reading and writing', async () => {
    const clock = new SettableClock(NOW);
    const mark = { at: NOW + HOUR_MS, reason: '550 no such mailbox' };
    let bounces = false;
    const { ports } = createMemoryPersistence({ clock });
    const partners: typeof ports.partners = {
      ...ports.partners,
      find: async (number) => {
        const found = await ports.partners.find(number);
        if (bounces) await ports.partners.markAddress(number, PARTNER.email ?? '', mark);
        bounces = false;
        return found;
      },
    };
    const { keepPartner } = useCasesOver({ ...ports, partners, clock });
    await keepPartner(PARTNER);
    bounces = true;
    await keepPartner({ ...PARTNER, name: 'Neuer Name' });
    expect(await ports.partners.find(PARTNER.customerNumber)).toEqual({
      ...PARTNER,
      name: 'Neuer Name',
      addressMark: mark,
    });
  });
});

describe('reminders#hard-bounce · the mark of an address', () => {
  const umlaut = 'info@kochschule-müller.example';
  it.each([
    ['in capitals', 'INFO@Kochschule-Müller.example', true],
    ['with its domain in ASCII', 'info@xn--kochschule-mller-uzb.example', true],
    ['corrected', 'info@kochschule-mueller.example', false],
  ])('imported %s', async (_, email, stays) => {
    const clock = new SettableClock(NOW);
    const { ports } = createMemoryPersistence({ clock });
    const { keepPartner } = useCasesOver({ ...ports, clock });
    const mark = { at: NOW, reason: '550 no such mailbox' };
    await keepPartner({ ...PARTNER, email: umlaut });
    await ports.partners.markAddress(PARTNER.customerNumber, umlaut, mark);
    await keepPartner({ ...PARTNER, email });
    expect(await ports.partners.find(PARTNER.customerNumber)).toMatchObject({
      email,
      addressMark: stays ? mark : null,
    });
  });
});
