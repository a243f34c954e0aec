import { type Partner, unreachableReason, withMasterData } from '@miomente/booking-domain';
import { aPartner, MONDAY } from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

const mark = { at: MONDAY, reason: 'bounced' };

function imported(over: Partial<Partner> = {}): Omit<Partner, 'addressMark'> {
  const { addressMark: _, ...data } = aPartner(over);
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
    const partner = withMasterData(aPartner({ addressMark: mark }), imported({ email: 'neu@example.org' }), false);
    expect(partner).toEqual(aPartner({ email: 'neu@example.org' }));
    expect(withMasterData(aPartner({ addressMark: mark }), imported({ email: null }), false).addressMark).toBeNull();
  });

  it('stays when anything else does', () => {
    const renamed = imported({ name: 'Neue Kochschule' });
    expect(withMasterData(aPartner({ addressMark: mark }), renamed, true)).toEqual({ ...renamed, addressMark: mark });
  });

  it('a new partner has none', () => {
    expect(withMasterData(undefined, imported(), false)).toEqual(aPartner());
    expect(withMasterData(undefined, imported({ email: null }), false).addressMark).toBeNull();
  });
});
