import type { Language } from '@miomente/booking-domain';
import { LANGUAGE_WORDS } from '@miomente/booking-texts';
import type { ProblemCode } from './http-problem.ts';
import type { Issue, IssueCode } from './issue.ts';

type Sentences<Code extends string> = Readonly<Record<Code, string>>;

const problems = (language: Language): Sentences<ProblemCode> => LANGUAGE_WORDS[language].answers.problems;
const issues = (language: Language): Sentences<IssueCode> => LANGUAGE_WORDS[language].answers.issues;

/** Every code there is. */
export const PROBLEM_CODES = Object.keys(problems('en')) as readonly ProblemCode[];

/** The sentence for an error's code. */
export function problemText(code: ProblemCode, language: Language): string {
  return problems(language)[code];
}

/** The text of a field's issue. */
export function issueText({ code, expected }: Issue, language: Language): string {
  const text = issues(language)[code];
  return expected === undefined ? text : `${text} (${LANGUAGE_WORDS[language].answers.expected}: ${expected})`;
}
