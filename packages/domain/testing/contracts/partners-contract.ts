import { asCustomerNumber, type Partner } from '@miomente/booking-domain';
import { expect, it } from 'vitest';
import { FAR_FUTURE, NOW, OWNER } from './samples.ts';
import { type OpenPersistence, type PersistenceTests, persistenceSuite } from './suite.ts';

const partner: Partner = {
  customerNumber: OWNER,
  name: 'Kochschule Muster',
  email: 'Kurse@Kochschule.example.org',
  phone: '+49 89 000001',
  language: 'de',
  active: true,
  holidays: null,
  addressMark: null,
  addressCorrection: null,
};
const mark = { at: NOW + 7, reason: '550 no such mailbox' };

const SHAPES: readonly (readonly [string, Partner])[] = [
  ['a plain one', partner],
  ['without address and phone', { ...partner, email: null, phone: null }],
  ['inactive, in English', { ...partner, active: false, language: 'en' }],
  ['with holidays of a state', { ...partner, holidays: 'DE-BY' }],
  [
    'with a corrected address',
    { ...partner, addressMark: null, addressCorrection: { at: NOW + 7, by: 'office@example.org', replaced: null } },
  ],
  ['marked', { ...partner, addressMark: mark }],
  ['with texts that stores damage', { ...partner, name: `O'Neill "מורה" 👩‍🍳 %_\\ ${'Ä'.repeat(200)}`, phone: '' }],
];

/** The contract suite of the `Partners` port. */
export const partnersTests: PersistenceTests = (harness) => {
  it.each(SHAPES)('is read exactly as it was saved: %s', async (_, saved) => {
    const { partners } = harness().ports;
    await partners.save(saved);
    expect(await partners.find(OWNER)).toStrictEqual(saved);
  });

  it.each(SHAPES)('saving replaces everything: %s', async (_, saved) => {
    const { partners } = harness().ports;
    await partners.save({ ...partner, name: 'Before', addressMark: { at: FAR_FUTURE, reason: 'before' } });
    await partners.save(saved);
    expect(await partners.find(OWNER)).toStrictEqual(saved);
  });

  it('reminders#import-keeps-marks: is saved only while it is as it was read', async () => {
    const { partners } = harness().ports;
    expect(await partners.saveIf(undefined, partner)).toBe(true);
    expect(await partners.saveIf(undefined, { ...partner, name: 'Too late' })).toBe(false);
    const renamed = { ...partner, name: 'Renamed' };
    expect(await partners.saveIf(partner, renamed)).toBe(true);
    expect(await partners.saveIf(partner, { ...partner, name: 'Too late' })).toBe(false);
    await partners.markAddress(OWNER, 'kurse@kochschule.example.org', mark);
    expect(await partners.saveIf(renamed, { ...renamed, phone: '1' })).toBe(false);
    const marked = await partners.find(OWNER);
    expect(marked).toStrictEqual({ ...renamed, addressMark: mark });
    expect(await partners.saveIf(marked, { ...renamed, email: null, phone: null })).toBe(true);
    expect(await partners.find(OWNER)).toStrictEqual({ ...renamed, email: null, phone: null });
    const at = (n: number) => ({ ...partner, customerNumber: asCustomerNumber('P-7'), name: `of ${n}` });
    const many = await Promise.all(Array.from({ length: 8 }, (_, n) => partners.saveIf(undefined, at(n))));
    expect(many.filter((written) => written)).toHaveLength(1);
  });

  it('orders#corrected-address: keeps every correction, also after it has ended, and none twice', async () => {
    const { partners } = harness().ports;
    // The record is append-only, and other tests save corrections too.
    const own = { ...partner, customerNumber: asCustomerNumber('P-77') };
    const corrected = (email: string, at: number, replaced: string | null): Partner => ({
      ...own,
      email,
      addressCorrection: { at, by: 'office@example.org', replaced },
    });
    const [first, second] = [corrected('a@example.org', NOW, own.email), corrected('b@example.org', NOW, null)];
    await partners.save(own);
    expect(await partners.corrections(own.customerNumber)).toEqual([]);
    expect(await partners.saveIf(own, first)).toBe(true);
    expect(await partners.saveIf(own, second)).toBe(false);
    expect(await partners.saveIf({ ...first, addressCorrection: null }, second)).toBe(false);
    expect(await partners.saveIf(first, { ...first, phone: '1' })).toBe(true);
    expect(await partners.saveIf({ ...first, phone: '1' }, second)).toBe(true);
    await partners.save(own);
    expect(await partners.corrections(own.customerNumber)).toStrictEqual(
      [first, second].map(({ email, addressCorrection }) => ({ ...addressCorrection, email })),
    );
    expect(await partners.corrections(asCustomerNumber('P-9'))).toEqual([]);
  });

  it('finds by the exact number only', async () => {
    const { partners } = harness().ports;
    await partners.save(partner);
    for (const other of ['p-100', 'P-10', 'P-1000', ' P-100', 'P-%', 'P_100', '']) {
      expect(await partners.find(asCustomerNumber(other))).toBeUndefined();
    }
  });

  it('findMany returns the known ones', async () => {
    const { partners } = harness().ports;
    const other = { ...partner, customerNumber: asCustomerNumber('P-2') };
    await partners.save(partner);
    await partners.save(other);
    await partners.save({ ...partner, customerNumber: asCustomerNumber('P-3') });
    const found = await partners.findMany([
      asCustomerNumber('P-2'),
      asCustomerNumber('P-9'),
      OWNER,
      asCustomerNumber('P-2'),
    ]);
    expect(Object.fromEntries(found)).toStrictEqual({ 'P-2': other, [OWNER]: partner });
    expect((await partners.findMany([])).size).toBe(0);
  });

  it('links#login: finds active partners by address, ignoring case, by customer number', async () => {
    const { partners } = harness().ports;
    const numbered = (customerNumber: string, over: Partial<Partner> = {}): Partner => ({
      ...partner,
      customerNumber: asCustomerNumber(customerNumber),
      ...over,
    });
    const kept = [
      numbered('P-3', { email: 'KURSE@kochschule.example.org' }),
      numbered('P-1'),
      numbered('P-2', { active: false }),
      numbered('P-4', { email: null }),
      numbered('P-5', { email: 'kurse@kochschule.example.org.example' }),
      numbered('P-6', { addressMark: mark }),
    ];
    for (const one of kept) await partners.save(one);
    const found = await partners.findByEmail('kurse@KOCHSCHULE.example.org');
    expect(found).toStrictEqual([kept[1], kept[0], kept[5]]);
    for (const other of ['%', '_urse@kochschule.example.org', 'kurse@', '']) {
      expect(await partners.findByEmail(other)).toEqual([]);
    }
  });

  it('links#one-address: both spellings of a domain are one address', async () => {
    const { partners } = harness().ports;
    const [umlaut, ascii] = ['info@kochschule-müller.example', 'info@xn--kochschule-mller-uzb.example'];
    const kept = [umlaut, ascii, 'Info@Kochschule-MÜLLER.example'].map((email, n) => ({
      ...partner,
      customerNumber: asCustomerNumber(`P-${n + 1}`),
      email,
    }));
    for (const one of kept) await partners.save(one);
    await partners.save({
      ...partner,
      customerNumber: asCustomerNumber('P-9'),
      email: 'info@kochschule-mueller.example',
    });
    for (const spelling of [umlaut, ascii, ascii.toUpperCase()])
      expect((await partners.findByEmail(spelling)).map(({ customerNumber }) => customerNumber)).toEqual([
        'P-1',
        'P-2',
        'P-3',
      ]);
    await partners.markAddress(asCustomerNumber('P-1'), ascii, mark);
    await partners.markAddress(asCustomerNumber('P-2'), umlaut, mark);
    expect([await partners.find(asCustomerNumber('P-1')), await partners.find(asCustomerNumber('P-2'))]).toMatchObject([
      { addressMark: mark },
      { addressMark: mark },
    ]);
  });

  it('delivery#corrected-address: says whether an address is the partner’s current one, in any spelling', async () => {
    const { partners } = harness().ports;
    await partners.save({ ...partner, email: 'Info@kochschule-müller.example', active: false });
    await partners.save({ ...partner, customerNumber: asCustomerNumber('P-2'), email: null });
    for (const spelling of ['info@xn--kochschule-mller-uzb.example', 'INFO@Kochschule-Müller.example'])
      expect(await partners.isAddressOf(OWNER, spelling)).toBe(true);
    for (const other of ['', '%', 'info@kochschule-mueller.example', 'nfo@kochschule-müller.example'])
      expect(await partners.isAddressOf(OWNER, other)).toBe(false);
    for (const number of ['P-2', 'P-9'])
      for (const address of ['', 'info@kochschule-müller.example'])
        expect(await partners.isAddressOf(asCustomerNumber(number), address)).toBe(false);
  });

  it('orders#corrected-address: says which of a partner’s addresses one is, in any spelling', async () => {
    const { partners } = harness().ports;
    const [umlaut, ascii] = ['Info@kochschule-müller.example', 'info@xn--kochschule-mller-uzb.example'];
    const correction = { at: NOW, by: 'office@example.org', replaced: umlaut };
    await partners.save({ ...partner, addressCorrection: correction });
    expect(await partners.sameAddress(OWNER, 'KURSE@kochschule.example.org')).toBe('present');
    for (const spelling of [umlaut, ascii, ascii.toUpperCase()])
      expect(await partners.sameAddress(OWNER, spelling)).toBe('replaced');
    for (const other of ['', 'info@kochschule-mueller.example', 'nfo@kochschule-müller.example'])
      expect(await partners.sameAddress(OWNER, other)).toBe('neither');
    await partners.save({ ...partner, email: ascii, addressCorrection: null });
    expect(await partners.sameAddress(OWNER, umlaut)).toBe('present');
    await partners.save({ ...partner, email: null, addressCorrection: { ...correction, replaced: null } });
    for (const number of [OWNER, asCustomerNumber('P-9')])
      for (const address of ['', umlaut]) expect(await partners.sameAddress(number, address)).toBe('neither');
  });

  it('reminders#hard-bounce: marks a bounced address', async () => {
    const { partners } = harness().ports;
    await partners.save(partner);
    await partners.save({ ...partner, customerNumber: asCustomerNumber('P-2') });
    await partners.markAddress(OWNER, 'kurse@kochschule.example.org', mark);
    expect(await partners.find(OWNER)).toStrictEqual({ ...partner, addressMark: mark });
    expect((await partners.find(asCustomerNumber('P-2')))?.addressMark).toBeNull();
  });

  it('reminders#hard-bounce: marks nothing when the partner has another address by now', async () => {
    const { partners } = harness().ports;
    await partners.save(partner);
    await partners.markAddress(OWNER, 'old@example.org', mark);
    expect(await partners.find(OWNER)).toStrictEqual(partner);
    await partners.save({ ...partner, email: null });
    await partners.markAddress(OWNER, 'old@example.org', mark);
    expect((await partners.find(OWNER))?.addressMark).toBeNull();
    await partners.markAddress(asCustomerNumber('P-9'), 'old@example.org', mark);
    expect(await partners.find(asCustomerNumber('P-9'))).toBeUndefined();
  });

  it('reminders#hard-bounce: clears a mark, and says whether the partner exists', async () => {
    const { partners } = harness().ports;
    await partners.save({ ...partner, addressMark: mark });
    expect(await partners.clearMark(OWNER)).toBe(true);
    expect(await partners.find(OWNER)).toStrictEqual(partner);
    expect(await partners.clearMark(OWNER)).toBe(true);
    expect(await partners.clearMark(asCustomerNumber('P-9'))).toBe(false);
  });
};

/** Runs the contract suite on an adapter of `Partners`. */
export function partnersContract(name: string, open: OpenPersistence): void {
  persistenceSuite(`Partners: ${name}`, open, partnersTests);
}
