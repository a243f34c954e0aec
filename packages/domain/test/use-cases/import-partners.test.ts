import {
  asCustomerNumber,
  makeImportPartners,
  type PartnerRecord,
  readPartnerRecord,
  type SourcedPartner,
} from '@miomente/booking-domain';
import { describe, expect, it } from 'vitest';
import { anItem, aShopOrder, openWorld } from './world.ts';

const RECORD: PartnerRecord = { customerNumber: 'P-9', name: 'Weinschule', email: 'wein@example.org' };
const sourced = (...records: readonly Partial<PartnerRecord>[]): readonly SourcedPartner[] =>
  records.map((over, i) => ({ source: i + 2, record: { ...RECORD, ...over } }));

describe('a partner’s record', () => {
  it('needs a number and a name; the rest has defaults', () => {
    expect(readPartnerRecord({ customerNumber: ' P-9 ', name: ' Weinschule ' })).toEqual({
      ok: true,
      value: {
        customerNumber: 'P-9',
        name: 'Weinschule',
        email: null,
        phone: null,
        language: 'de',
        active: true,
        holidays: null,
      },
    });
  });

  it.each([
    ['', true],
    ['Ja', true],
    ['1', true],
    ['nein', false],
    ['FALSE', false],
    ['0', false],
  ])('active "%s" is %s', (active, expected) => {
    expect(readPartnerRecord({ ...RECORD, active })).toMatchObject({ ok: true, value: { active: expected } });
  });

  it.each([
    [{ customerNumber: ' ' }, [{ field: 'customerNumber', reason: 'missing' }]],
    [{ name: '' }, [{ field: 'name', reason: 'missing' }]],
    [{ email: 'wein.example.org' }, [{ field: 'email', reason: 'no_address' }]],
    [{ email: 'mailto:a@example.org' }, [{ field: 'email', reason: 'no_address' }]],
    [{ email: 'a@example, b@' }, [{ field: 'email', reason: 'no_address' }]],
    [
      { email: 'a@example.org\r\nBcc: b@example.org' },
      [
        { field: 'email', reason: 'control_characters' },
        { field: 'email', reason: 'no_address' },
      ],
    ],
    [{ language: 'fr' }, [{ field: 'language', reason: 'no_language' }]],
    [{ active: 'vielleicht' }, [{ field: 'active', reason: 'no_yes_or_no' }]],
    [{ holidays: 'Bayern' }, [{ field: 'holidays', reason: 'no_region' }]],
    [{ name: 'x'.repeat(201) }, [{ field: 'name', reason: 'too_long' }]],
    [
      { name: '', language: 'fr' },
      [
        { field: 'name', reason: 'missing' },
        { field: 'language', reason: 'no_language' },
      ],
    ],
  ])('%j is refused, with every reason', (over, refusal) => {
    expect(readPartnerRecord({ ...RECORD, ...over })).toEqual({ ok: false, refusal });
  });

  it.each([
    [{ name: 'Koch\u202Eeluhcs\u0007 Nord\r\nSüd' }, { name: 'Kocheluhcs  Nord Süd' }],
    [{ name: '\u0000Kochschule\u2066' }, { name: 'Kochschule' }],
    [{ phone: '+49 89\t000\u202d015' }, { phone: '+49 89 000015' }],
  ])('orders#clean-names: %j loses its control characters and overrides', (over, kept) => {
    expect(readPartnerRecord({ ...RECORD, ...over })).toMatchObject({ ok: true, value: kept });
  });

  it.each(['\u0000', '\u0007', '\r', '\u001b'])(
    'orders#clean-names: a customer number with %j is refused',
    (control) => {
      expect(readPartnerRecord({ ...RECORD, customerNumber: `P-1${control}0` })).toMatchObject({ ok: false });
    },
  );
});

describe('importing partners', () => {
  it('imports valid records, and reports every refused one with its reason', async () => {
    const world = await openWorld();
    const progress: string[] = [];
    const importPartners = makeImportPartners(world);
    const onProgress = (done: number, of: number): number => progress.push(`${done}/${of}`);
    const records = sourced(
      {},
      { customerNumber: '' },
      { customerNumber: 'P-10' },
      { customerNumber: 'P-11' },
      { customerNumber: 'P-10' },
    );
    expect(await importPartners(records, { onProgress })).toEqual({
      kept: 2,
      asked: 0,
      refused: [
        { source: 3, type: 'unreadable', refusals: [{ field: 'customerNumber', reason: 'missing' }] },
        { source: 4, type: 'duplicate', of: 6 },
        { source: 6, type: 'duplicate', of: 4 },
      ],
    });
    expect(progress).toEqual(['1/2', '2/2']);
  });

  it('reminders#unreachable: sends the requests that are still pending to a partner who was unknown, once', async () => {
    const world = await openWorld();
    world.shop.place(aShopOrder({ items: [anItem({ customerNumber: asCustomerNumber('P-9') })] }));
    await world.reconcile();
    await world.work();
    expect(world.mailKinds()).toEqual([]);
    const importPartners = makeImportPartners({ keepPartner: world.keepPartner });
    expect(await importPartners(sourced({}))).toMatchObject({ kept: 1, asked: 1 });
    expect(await importPartners(sourced({}))).toMatchObject({ kept: 1, asked: 0 });
    await world.work();
    expect(world.mails().map((mail) => mail.to.address)).toEqual(['wein@example.org']);
  });
});

describe('orders#partner-addresses', () => {
  const taken = (email: string) => {
    const result = readPartnerRecord({ ...RECORD, email });
    return result.ok ? result.value.email : result.refusal;
  };

  it('invisible characters are removed from every field', () => {
    expect(taken('\ufeffwein@\u200bexam\u00adple.org\u200e ')).toBe('wein@example.org');
    const result = readPartnerRecord({ ...RECORD, customerNumber: 'P-\u200b9', name: 'Wein\u00adschule' });
    expect(result).toMatchObject({ ok: true, value: { customerNumber: 'P-9', name: 'Weinschule' } });
  });

  it('of several addresses the first valid one is used', () => {
    for (const email of [
      'a@example.org, b@example.org',
      'a@example.org;b@example.org',
      'a@example.org b@',
      'tba / a@example.org',
      'mailto:x@example.org a@example.org',
    ])
      expect(taken(email), email).toBe('a@example.org');
    for (const email of ['', ' \u200b ']) expect(taken(email)).toBeNull();
  });

  it('and the import reports it, with the position', async () => {
    const importPartners = makeImportPartners({ keepPartner: async () => ({ asked: 0 }) });
    const at = (source: number, email: string, customerNumber = `P-${source}`) => ({
      source,
      record: { ...RECORD, customerNumber, email },
    });
    const outcome = await importPartners([
      at(2, 'a@example.org, b@example.org'),
      at(3, 'a@example.org'),
      at(4, 'a@, b@'),
    ]);
    expect(outcome).toMatchObject({ kept: 2, firstAddressTaken: [2] });
    expect(await importPartners([at(3, 'a@example.org')])).toEqual({ kept: 1, asked: 0, refused: [] });
  });
});
