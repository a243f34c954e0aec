import type { z } from 'zod';

/** One thing that is wrong with one variable: what it must be, and so what to do. */
export interface Problem {
  readonly variable: string;
  readonly message: string;
}

/** What a reading of variables complained about. */
export function problemsIn({ error }: z.ZodSafeParseResult<unknown>): readonly Problem[] {
  return (error?.issues ?? []).map(({ path, message }) => ({ variable: String(path[0]), message }));
}

/** The configuration can't be used; the message lists everything that is wrong with it at once. */
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
