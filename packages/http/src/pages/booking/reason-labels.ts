import type { DeclineReason, Language } from '@miomente/booking-domain';

/** The label of a decline reason by its code; a code that is no longer in the table stands for itself. */
export type ReasonLabel = (code: string) => string;

export function reasonLabels(reasons: readonly DeclineReason[], language: Language): ReasonLabel {
  const labels = new Map(reasons.map(({ code, label }) => [code, label[language]]));
  return (code) => labels.get(code) ?? code;
}
