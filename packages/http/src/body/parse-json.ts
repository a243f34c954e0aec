import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpLimits } from '../settings.ts';
import { decodeUtf8 } from './decode-utf8.ts';

/**
 * Parses untrusted JSON: requires valid UTF-8, limits the nesting, and refuses `__proto__`.
 * @throws HttpProblem 400
 */
export function parseJson(bytes: Buffer, limits: Pick<HttpLimits, 'jsonDepth'>): unknown {
  const text = decodeUtf8(bytes);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new HttpProblem('invalid_json');
  }
  refuseOddities(value, limits.jsonDepth);
  return value;
}

/** Walks level by level and not by recursion, because an attacker chooses the nesting. */
function refuseOddities(root: unknown, jsonDepth: number): void {
  let level: readonly unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    const objects = level.filter((value) => typeof value === 'object' && value !== null);
    if (objects.length > 0 && depth >= jsonDepth) throw oddBody('too_deep');
    if (objects.some((object) => Object.hasOwn(object, '__proto__'))) throw oddBody('proto_key');
    level = objects.flatMap((object) => Object.values(object));
  }
}

function oddBody(code: 'too_deep' | 'proto_key'): HttpProblem {
  return new HttpProblem('invalid_json', { issues: [{ path: 'body', code }] });
}
