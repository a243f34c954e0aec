import { oneLine, shortened } from '../words/clean-text.ts';
import { fill } from './handlebars.ts';
import type { MailData } from './mail-data.ts';
import { mailTemplates } from './mail-templates.ts';

/** The maximum length of a name in a subject, so that both parts of "name - course" stay readable. */
const MAX_NAME_LENGTH = 60;
/** The maximum length of a subject. SendGrid's templates accept 255 characters. */
export const MAX_SUBJECT_LENGTH = 200;

/** A mail's subject: one line without control characters, with long names shortened. */
export function subjectOf(facts: Omit<MailData, 'subject'>): string {
  const filled = fill(mailTemplates(facts.language, facts.kind).subject, withShortNames(facts));
  return shortened(oneLine(filled), MAX_SUBJECT_LENGTH);
}

function withShortNames(value: object): object {
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (typeof each === 'string') return [key, shortened(each, MAX_NAME_LENGTH)];
      return [key, typeof each === 'object' && each !== null ? withShortNames(each) : each];
    }),
  );
}
