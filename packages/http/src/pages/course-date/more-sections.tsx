/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type CourseDateIdentity, eventStarted } from '@miomente/booking-domain';
import type { ComponentChildren } from 'preact';
import type { PartnerSession } from '../../session/session.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { EMPTY_STANDING_YES, type StandingYesDraft, type StandingYesProblems } from './standing-yes-form.ts';
import { StandingYesSection } from './standing-yes-section.tsx';

/** The course date whose page is shown. */
export interface ShownCourseDate {
  readonly identity: CourseDateIdentity;
  readonly key: string;
}

/** What was typed into a section and can't be taken. */
export interface TypedInto {
  readonly draft: StandingYesDraft;
  readonly problems: StandingYesProblems;
}

/**
 * Sections below the list of who comes. Each is a `section.panel`; one that does not belong on paper also has the class
 * `no-print`.
 * @returns what to show there; null for nothing
 */
export async function moreSections(
  deps: PagesDeps,
  { session, reader }: Visitor<PartnerSession>,
  { identity, key }: ShownCourseDate,
  typed: TypedInto = { draft: EMPTY_STANDING_YES, problems: [] },
): Promise<ComponentChildren> {
  const { eventStart } = identity;
  if (eventStart === null || eventStarted({ details: { eventStart }, tookPlace: null }, reader.now)) return null;
  const standing = (await deps.standingYeses.find(session.scope, identity)) ?? null;
  return <StandingYesSection view={{ reader, courseDate: key, standing, ...typed }} />;
}
