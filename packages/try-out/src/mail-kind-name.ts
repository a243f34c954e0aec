import type { Reader } from '@miomente/booking-http/pages';

/** What a mail is for, in words; a kind that is not known any more stays as it is. */
export function mailKindName({ words }: Reader, kind: string): string {
  const names: Readonly<Record<string, string>> = { ...words.timeline.mail, ...words.sample.kind };
  return names[kind] ?? kind;
}
