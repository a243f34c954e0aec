import type { z } from 'zod';

/** A problem with a variable. The message says what it must be. */
export interface Problem {
  readonly variable: string;
  readonly message: string;
}

/** The problems in the result of parsing variables. */
export function problemsIn({ error }: z.ZodSafeParseResult<unknown>): readonly Problem[] {
  return (error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), message }));
}

/** The configuration is invalid. The message lists all problems at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(({ variable, message }) => `  ${variable} ${message}`);
    super(`The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${lines.join('\n')}
Every variable is described in .env.example.`);
    this.problems = problems;
  }
}
