import type { CourseDateIdentity } from '@miomente/booking-domain';
import type { ComponentChildren } from 'preact';
import type { PartnerSession } from '../../session/session.ts';
import type { Visitor } from '../gates.ts';
import type { PagesDeps } from '../pages-deps.ts';

/** The course date whose page is shown. */
export interface ShownCourseDate {
  readonly identity: CourseDateIdentity;
  readonly key: string;
}

/**
 * Sections below the list of who comes. Each is a `section.panel`; one that does not belong on paper also has the class
 * `no-print`.
 * @returns what to show there; null for nothing
 */
export async function moreSections(
  _deps: PagesDeps,
  _who: Visitor<PartnerSession>,
  _courseDate: ShownCourseDate,
): Promise<ComponentChildren> {
  return null;
}
