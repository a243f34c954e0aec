import {
  type MasterData,
  type Partner,
  readAddress,
  unreachableReason,
  withCorrectedAddress,
  withMasterData,
} from '@miomente/booking-domain';
import { aPartner, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const mark = { at: MONDAY, reason: 'bounced' };

function imported(over: Partial<Partner> = {}): MasterData {
  const { addressMark: _, addressCorrection: __, ...data } = aPartner(over);
  return data;
}

describe('reminders#unreachable · whether mail can reach a partner', () => {
  it('it can when an active partner has an unmarked address', () => {
    expect(unreachableReason(aPartner())).toBeNull();
  });

  it('it can’t when the partner is unknown, inactive, without address, or bounced before', () => {
    expect(unreachableReason(undefined)).toBe('partner_unknown');
    expect(unreachableReason(aPartner({ active: false }))).toBe('partner_inactive');
    expect(unreachableReason(aPartner({ email: null }))).toBe('no_address');
    expect(unreachableReason(aPartner({ email: ' ' }))).toBe('no_address');
    expect(unreachableReason(aPartner({ addressMark: mark }))).toBe('address_bounced');
  });

  it('names the first reason of several', () => {
    expect(unreachableReason(aPartner({ active: false, email: null, addressMark: mark }))).toBe('partner_inactive');
    expect(unreachableReason(aPartner({ email: null, addressMark: mark }))).toBe('no_address');
  });
});

describe('reminders#hard-bounce · a mark belongs to its address', () => {
  it('goes when the address changes', () => {
    const partner = withMasterData(aPartner({ addressMark: mark }), imported({ email: 'neu@example.org' }), 'neither');
    expect(partner).toEqual(aPartner({ email: 'neu@example.org' }));
    expect(
      withMasterData(aPartner({ addressMark: mark }), imported({ email: null }), 'neither').addressMark,
    ).toBeNull();
  });

  it('stays when anything else does', () => {
    const renamed = imported({ name: 'Neue Kochschule' });
    expect(withMasterData(aPartner({ addressMark: mark }), renamed, 'present')).toEqual({
      ...renamed,
      addressMark: mark,
      addressCorrection: null,
    });
  });

  it('a new partner has none', () => {
    expect(withMasterData(undefined, imported(), 'neither')).toEqual(aPartner());
    expect(withMasterData(undefined, imported({ email: null }), 'neither').addressMark).toBeNull();
  });
});

describe('orders#corrected-address · the office corrects an address', () => {
  const origin = { at: MONDAY, by: 'office@example.org' };
  const old = aPartner({ email: 'alt@example.org', addressMark: mark });
  const corrected = withCorrectedAddress(old, { email: 'neu@example.org', ...origin }, 'neither');

  it('the mark of the old one is gone, and what was replaced is known', () => {
    expect(corrected).toEqual({
      ...old,
      email: 'neu@example.org',
      addressMark: null,
      addressCorrection: { ...origin, replaced: 'alt@example.org' },
    });
  });

  it.each([
    ['the replaced address again', 'ALT@example.org', 'replaced'],
    ['no address', null, 'neither'],
  ] as const)('an import with %s changes neither address nor origin, nor a mark of the new one', (_, email, same) => {
    const marked = { ...corrected, addressMark: mark };
    expect(withMasterData(marked, imported({ email, name: 'Neuer Name' }), same)).toEqual({
      ...marked,
      name: 'Neuer Name',
    });
  });

  it('an import with another address ends it', () => {
    const other = withMasterData(
      { ...corrected, addressMark: mark },
      imported({ email: 'ganz-neu@example.org' }),
      'neither',
    );
    expect(other).toMatchObject({ email: 'ganz-neu@example.org', addressMark: null, addressCorrection: null });
  });

  it('an import with the corrected address ends it too, so that the source may go back later', () => {
    const same = withMasterData({ ...corrected, addressMark: mark }, imported({ email: 'Neu@example.org' }), 'present');
    expect(same).toMatchObject({ email: 'Neu@example.org', addressMark: mark, addressCorrection: null });
    expect(withMasterData(same, imported({ email: 'alt@example.org' }), 'neither').email).toBe('alt@example.org');
  });

  it('a second correction still knows what imports bring; one to that very address leaves nothing to keep', () => {
    const again = withCorrectedAddress(corrected, { email: 'dritte@example.org', ...origin }, 'neither');
    expect(again.addressCorrection?.replaced).toBe('alt@example.org');
    const back = withCorrectedAddress(again, { email: 'alt@example.org', ...origin }, 'replaced');
    expect(back).toEqual(aPartner({ email: 'alt@example.org' }));
  });

  it('one to the address that it has already is none, and tells nothing of a bounce', () => {
    expect(withCorrectedAddress(old, { email: 'Alt@example.org', ...origin }, 'present')).toEqual({
      ...old,
      email: 'Alt@example.org',
    });
    const later = { email: 'Neu@example.org', at: MONDAY + 1, by: 'other@example.org' };
    expect(withCorrectedAddress({ ...corrected, addressMark: mark }, later, 'present')).toMatchObject({
      addressMark: mark,
      addressCorrection: { at: MONDAY + 1, replaced: 'alt@example.org' },
    });
  });

  it('one that was missing stays until an import has one', () => {
    const added = withCorrectedAddress(aPartner({ email: null }), { email: 'neu@example.org', ...origin }, 'neither');
    expect(withMasterData(added, imported({ email: null }), 'neither')).toEqual(added);
    expect(withMasterData(added, imported({ email: 'andere@example.org' }), 'neither').email).toBe(
      'andere@example.org',
    );
  });

  it('is exactly one address, without what nobody sees', () => {
    expect(readAddress(' neu\u200b@example.org ')).toBe('neu@example.org');
    for (const none of [
      '',
      'neu',
      'a@example.org, b@example.org',
      'mailto:a@example.org',
      'a@example.org\nBcc: b@c.de',
    ])
      expect(readAddress(none), none).toBeUndefined();
    expect(readAddress(`${'a'.repeat(250)}@example.org`)).toBeUndefined();
  });
});
