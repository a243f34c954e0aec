import type { DeclineReason, DeclineReasons, Language, Stored } from '@miomente/booking-domain';

/** The label of a decline reason; for a code that is no longer in the table, the code. */
export type ReasonLabel = (code: string) => string;

/** Reads the labels only when a booking was declined: most pages show none. */
export async function reasonLabelsFor(
  bookings: readonly (Stored | undefined)[],
  declineReasons: DeclineReasons,
  language: Language,
): Promise<ReasonLabel> {
  const declined = bookings.some((booking) => booking?.status === 'declined');
  return declined ? reasonLabels(await declineReasons.all(), language) : (code) => code;
}

/** Gives the label of a reason in a language. */
export function reasonLabels(reasons: readonly DeclineReason[], language: Language): ReasonLabel {
  const labels = new Map(reasons.map(({ code, label }) => [code, label[language]]));
  return (code) => labels.get(code) ?? code;
}
