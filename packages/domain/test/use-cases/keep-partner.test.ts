import { HOUR_MS, managerScope } from '@miomente/booking-domain';
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
      addressCorrection: null,
    });
  });
});

describe('orders#corrected-address · an address corrected by the office', () => {
  it('is corrected by one of many at once; the others are told of another address', async () => {
    const { ports } = createMemoryPersistence({ clock: new SettableClock(NOW) });
    const { keepPartner, correctAddress } = useCasesOver({ ...ports, clock: new SettableClock(NOW) });
    await keepPartner(PARTNER);
    const results = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        correctAddress(managerScope(`m${n}@example.org`), {
          customerNumber: PARTNER.customerNumber,
          email: `neu${n}@example.org`,
          wrong: PARTNER.email,
        }),
      ),
    );
    const winner = results.find((each) => each?.type === 'corrected');
    expect(results.map((each) => each?.type).sort()).toEqual([
      ...Array.from({ length: 4 }, () => 'changed_meanwhile'),
      'corrected',
    ]);
    expect(await ports.partners.find(PARTNER.customerNumber)).toEqual(winner?.partner);
    expect(await ports.partners.corrections(PARTNER.customerNumber)).toHaveLength(1);
  });

  it('keeps what an import writes meanwhile', async () => {
    const clock = new SettableClock(NOW);
    const { ports } = createMemoryPersistence({ clock });
    let imports = false;
    const partners: typeof ports.partners = {
      ...ports.partners,
      find: async (number) => {
        const found = await ports.partners.find(number);
        if (imports && found !== undefined) await ports.partners.save({ ...found, phone: '+49 30 0000000' });
        imports = false;
        return found;
      },
    };
    const { keepPartner, correctAddress } = useCasesOver({ ...ports, partners, clock });
    await keepPartner(PARTNER);
    imports = true;
    const correction = { customerNumber: PARTNER.customerNumber, email: 'neu@example.org', wrong: PARTNER.email };
    expect((await correctAddress(managerScope('m@example.org'), correction))?.type).toBe('corrected');
    expect(await ports.partners.find(PARTNER.customerNumber)).toMatchObject({
      email: 'neu@example.org',
      phone: '+49 30 0000000',
    });
  });
});

describe('orders#corrected-address · what the next imports bring', () => {
  const umlaut = 'info@kochschule-müller.example';
  const ascii = 'info@xn--kochschule-mller-uzb.example';
  const right = 'kurse@kochschule.example';
  it.each([
    ['the replaced address', umlaut, right],
    ['the replaced address in capitals', 'INFO@Kochschule-Müller.example', right],
    ['the replaced address in its other spelling', ascii, right],
    ['no address', null, right],
    ['another address', 'neu@example.org', 'neu@example.org'],
    ['the corrected address', right, right],
  ])('%s', async (title, email, stands) => {
    const clock = new SettableClock(NOW);
    const { ports } = createMemoryPersistence({ clock });
    const { keepPartner, correctAddress } = useCasesOver({ ...ports, clock });
    const { customerNumber } = PARTNER;
    await keepPartner({ ...PARTNER, email: umlaut });
    await correctAddress(managerScope('m@example.org'), { customerNumber, email: right, wrong: umlaut });
    await keepPartner({ ...PARTNER, email });
    const isOver = title === 'another address' || title === 'the corrected address';
    expect(await ports.partners.find(customerNumber)).toMatchObject({
      email: stands,
      addressCorrection: isOver ? null : { by: 'm@example.org', replaced: umlaut },
    });
  });

  it('a correction to the replaced address in its other spelling leaves nothing to keep', async () => {
    const clock = new SettableClock(NOW);
    const { ports } = createMemoryPersistence({ clock });
    const { keepPartner, correctAddress } = useCasesOver({ ...ports, clock });
    const { customerNumber } = PARTNER;
    await keepPartner({ ...PARTNER, email: umlaut });
    await correctAddress(managerScope('m@example.org'), { customerNumber, email: right, wrong: umlaut });
    await correctAddress(managerScope('m@example.org'), { customerNumber, email: ascii, wrong: right });
    expect(await ports.partners.find(customerNumber)).toMatchObject({ email: ascii, addressCorrection: null });
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
