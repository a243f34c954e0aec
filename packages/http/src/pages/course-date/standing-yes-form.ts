import { MAX_STANDING_YES_HOURS, MAX_STANDING_YES_PEOPLE, type StandingYesTerms } from '@miomente/booking-domain';

/** What was typed. */
export interface StandingYesDraft {
  readonly people: string;
  readonly hours: string;
}

/** The largest number of each field; the smallest is 1. */
export const MOST: Readonly<Record<keyof StandingYesDraft, number>> = {
  people: MAX_STANDING_YES_PEOPLE,
  hours: MAX_STANDING_YES_HOURS,
};

/** The fields of a form that can't be taken. */
export type StandingYesProblems = readonly (keyof StandingYesDraft)[];

/** Before anything was typed. For how many people nobody else can say. */
export const EMPTY_STANDING_YES: StandingYesDraft = { people: '', hours: '24' };

/** @returns the terms, or the fields that are not whole numbers in range */
export function readStandingYes(draft: StandingYesDraft): StandingYesTerms | StandingYesProblems {
  const people = numberIn(draft.people, MOST.people);
  const hours = numberIn(draft.hours, MOST.hours);
  if (people !== undefined && hours !== undefined) return { people, hours };
  return [...(people === undefined ? (['people'] as const) : []), ...(hours === undefined ? (['hours'] as const) : [])];
}

function numberIn(typed: string, most: number): number | undefined {
  const text = typed.trim();
  const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}
