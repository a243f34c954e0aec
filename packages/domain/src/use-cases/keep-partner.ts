import type { BookingId } from '../booking/booking.ts';
import {
  type CustomerNumber,
  type MasterData,
  type Partner,
  type SameAddress,
  unreachableReason,
  withCorrectedAddress,
  withMasterData,
} from '../partner/partner.ts';
import type { Clock } from '../ports/clock.ts';
import type { Deliveries } from '../ports/deliveries.ts';
import type { Partners } from '../ports/partners.ts';
import { type ManagerScope, systemScope } from '../ports/scope.ts';
import { type ChangeDeps, changeBooking, countingHolidays } from './change-booking.ts';
import { askedAt } from './reported-mails.ts';
import { STALE, untilWritten } from './until-written.ts';
/** What {@link makeKeepPartner} needs. */
export interface KeepPartnerDeps extends ChangeDeps {
  readonly partners: Partners;
  readonly deliveries: Deliveries;
  readonly clock: Clock;
}

const SCOPE = systemScope('asking partners who can be reached now');
const PAGE = 100;

/** See {@link makeKeepPartner}. */
export type KeepPartner = (imported: MasterData) => Promise<{ readonly asked: number }>;

/**
 * Stores a partner's master data. When mail can now reach the partner, the pending bookings are asked about
 * (reminders#unreachable), but not those whose mail to this very address came back: only a manager can say that it would
 * arrive now.
 * @returns the number of bookings asked about
 */
export function makeKeepPartner(deps: KeepPartnerDeps): KeepPartner {
  return async (imported) => {
    await countHolidaysOf(deps, await saved(deps, imported));
    return { asked: await askPending(deps, imported.customerNumber, 'but_not_again') };
  };
}

/** A mark that a bounce makes between reading and writing is kept: the write is conditional (reminders#import-keeps-marks). */
async function saved({ partners }: KeepPartnerDeps, imported: MasterData): Promise<Partner> {
  return untilWritten(async () => {
    const known = await partners.find(imported.customerNumber);
    const partner = withMasterData(known, imported, await sameAddress(partners, known, imported.email));
    return (await partners.saveIf(known, partner)) ? partner : STALE;
  }, CHANGING);
}

/** Most partners have neither mark nor correction: then it makes no difference which address comes, and none is looked up. */
async function sameAddress(partners: Partners, known: Partner | undefined, email: string | null): Promise<SameAddress> {
  const matters = known !== undefined && (known.addressMark !== null || known.addressCorrection !== null);
  return matters && email !== null ? partners.sameAddress(known.customerNumber, email) : 'neither';
}

const CHANGING = 'The partner is being changed by many at once; try again in a moment.';

/** See {@link makeClearAddressMark}. */
export type ClearAddressMark = (customerNumber: CustomerNumber) => Promise<{ readonly asked: number } | undefined>;

/** A manager declares that an address works again. @returns undefined for an unknown partner */
export function makeClearAddressMark(deps: KeepPartnerDeps): ClearAddressMark {
  return async (customerNumber) =>
    (await deps.partners.clearMark(customerNumber))
      ? { asked: await askPending(deps, customerNumber, 'also_again') }
      : undefined;
}

/** What came of a correction; undefined for an unknown partner. */
export type CorrectedAddress =
  | { readonly type: 'corrected'; readonly partner: Partner; readonly asked: number }
  /** The partner has another address than the one the caller knew. */
  | { readonly type: 'changed_meanwhile'; readonly partner: Partner }
  | undefined;

/** See {@link makeCorrectAddress}. */
export type CorrectAddress = (
  scope: ManagerScope,
  correction: {
    readonly customerNumber: CustomerNumber;
    /** One that `readAddress` gave. */
    readonly email: string;
    /** The address that is wrong, as the caller read it. */
    readonly wrong: string | null;
  },
) => Promise<CorrectedAddress>;

/**
 * The office corrects a partner's address (orders#corrected-address). When mail can now reach the partner, the pending
 * bookings are asked about. Of any number who correct the same address at once, one does.
 */
export function makeCorrectAddress(deps: KeepPartnerDeps): CorrectAddress {
  return async ({ address: by }, { customerNumber, email, wrong }) =>
    untilWritten(async () => {
      const known = await deps.partners.find(customerNumber);
      if (known === undefined) return undefined;
      if (known.email !== wrong) return { type: 'changed_meanwhile', partner: known };
      const same = await deps.partners.sameAddress(customerNumber, email);
      const partner = withCorrectedAddress(known, { email, at: deps.clock.now(), by }, same);
      if (!(await deps.partners.saveIf(known, partner))) return STALE;
      return { type: 'corrected', partner, asked: await askPending(deps, customerNumber, 'but_not_again') };
    }, CHANGING);
}

/**
 * The clocks of the partner's pending bookings count with the holidays that the partner has now
 * (reminders#working-time). An import that was interrupted catches up with the next one.
 */
async function countHolidaysOf(deps: KeepPartnerDeps, { customerNumber, holidays }: Partner): Promise<void> {
  for (;;) {
    const others = await deps.bookings.countingOtherHolidays(SCOPE, customerNumber, holidays, PAGE);
    const outcomes = await deps.bookings.commitEach(
      others.map((before) => countingHolidays(deps.policy, before, holidays)),
    );
    // Somebody who changed one of them meanwhile kept the old holidays: it is read again.
    if (outcomes.length === 0) return;
  }
}

/** @param again whether bookings count that were asked about at the partner's present address before */
async function askPending(
  deps: KeepPartnerDeps,
  customerNumber: CustomerNumber,
  again: 'also_again' | 'but_not_again',
): Promise<number> {
  const partner = await deps.partners.find(customerNumber);
  if (partner === undefined || partner.email === null || unreachableReason(partner) !== null) return 0;
  const unannounced = (limit: number) => deps.bookings.unannounced(SCOPE, customerNumber, deps.clock.now(), limit);
  // Of most partners none is left, and then nothing else need be read.
  if ((await unannounced(1)).length === 0) return 0;
  const before: ReadonlySet<BookingId> = again === 'also_again' ? new Set() : await askedAt(deps, SCOPE, partner.email);
  const limit = PAGE + before.size;
  let asked = 0;
  for (;;) {
    const waiting = await unannounced(limit);
    let progressed = 0;
    for (const { id } of waiting) {
      if (before.has(id)) continue;
      const changed = await changeBooking(
        deps,
        () => deps.bookings.find(SCOPE, id),
        () => ({ type: 'announce', at: deps.clock.now() }),
      );
      if (changed.ok && changed.value.events.length > 0) progressed += 1;
    }
    asked += progressed;
    if (waiting.length < limit || progressed === 0) return asked;
  }
}
