import {
  asStandingYesId,
  type CourseDateIdentity,
  type CustomerNumber,
  courseDateOf,
  eventStarted,
  type StandingYes,
  type StandingYesClaim,
  type StandingYeses,
  sameCourseDate,
} from '@miomente/booking-domain';
import { type KeptStandingYes, type MemoryState, nextId } from './state.ts';

/** `StandingYeses` in memory. */
export function memoryStandingYeses(state: MemoryState): StandingYeses {
  const kept = (customerNumber: CustomerNumber, courseDate: CourseDateIdentity): KeptStandingYes | undefined =>
    [...state.standingYeses.values()].find(
      (each) => each.customerNumber === customerNumber && sameCourseDate(each.courseDate, courseDate),
    );
  return {
    find: async ({ customerNumber }, courseDate) => {
      const found = kept(customerNumber, courseDate);
      return found === undefined || found.revokedAt !== null ? undefined : standing(state, found);
    },
    give: async ({ customerNumber }, courseDate, { people, hours }) => {
      const before = kept(customerNumber, courseDate);
      const same = before?.revokedAt === null && before.people === people && before.hours === hours;
      const id = before?.id ?? asStandingYesId(nextId(state, 'standingYes'));
      const version = (before?.version ?? 0) + 1;
      const given = same ? before : { id, version, customerNumber, courseDate, people, hours, revokedAt: null };
      state.standingYeses.set(id, given);
      return standing(state, given);
    },
    revoke: async ({ customerNumber }, courseDate, at) => {
      const before = kept(customerNumber, courseDate);
      if (before === undefined || before.revokedAt !== null) return false;
      state.standingYeses.set(before.id, { ...before, version: before.version + 1, revokedAt: at });
      return true;
    },
    ofPartners: async (_scope, customerNumbers, now) =>
      [...state.standingYeses.values()]
        .filter((each) => each.revokedAt === null && customerNumbers.includes(each.customerNumber))
        .filter(({ courseDate: { eventStart } }) => !eventStarted({ details: { eventStart }, tookPlace: null }, now))
        .map((each) => standing(state, each)),
  };
}

/** Whether a booking may be written because of it. */
export function hasRoom(state: MemoryState, { id, version }: StandingYesClaim, participants: number): boolean {
  const kept = state.standingYeses.get(id);
  if (kept === undefined || kept.version !== version || kept.revokedAt !== null) return false;
  return standing(state, kept).confirmedPeople + participants <= kept.people;
}

function standing(state: MemoryState, { revokedAt: _, ...kept }: KeptStandingYes): StandingYes {
  let confirmedPeople = 0;
  for (const { booking } of state.bookings.values()) {
    if (booking.status !== 'confirmed' || booking.answer.channel !== 'standing_yes') continue;
    if (booking.customerNumber !== kept.customerNumber) continue;
    if (sameCourseDate(courseDateOf(booking), kept.courseDate)) confirmedPeople += booking.details.participants;
  }
  return { ...kept, confirmedPeople };
}
