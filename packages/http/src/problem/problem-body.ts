import { isForPrograms } from '@miomente/booking-paths';
import type { HttpContext } from '../request/context.ts';
import { toldToPrograms } from './for-programs.ts';
import type { HttpProblem } from './http-problem.ts';
import { issueText, problemText } from './phrases.ts';

/** The API's envelope of an error: in English for programs, else in the language that was asked for. */
export function problemBody(ctx: HttpContext, problem: HttpProblem): object {
  if (isForPrograms(ctx.path)) return { success: false, error: toldToPrograms(problem) };
  const { code, detail, issues } = problem;
  const { language } = ctx.state;
  return {
    success: false,
    error: {
      code,
      message: detail === undefined ? problemText(code, language) : `${problemText(code, language)} ${detail}`,
      ...(issues.length === 0
        ? {}
        : { issues: issues.map((issue) => ({ path: issue.path, message: issueText(issue, language) })) }),
    },
  };
}
