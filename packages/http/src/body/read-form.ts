import { HttpProblem } from '../problem/http-problem.ts';
import type { HttpContext } from '../request/context.ts';
import type { HttpLimits } from '../settings.ts';
import { decodeUtf8 } from './decode-utf8.ts';
import { requireMediaType } from './media-type.ts';
import { readBytes } from './read-bytes.ts';

/**
 * Parses the fields of an HTML form; of a repeated field, the last counts. An empty body has no fields.
 * @throws HttpProblem 400, 413 or 415
 */
export async function readForm(
  ctx: Pick<HttpContext, 'req' | 'get'>,
  limits: HttpLimits,
): Promise<ReadonlyMap<string, string>> {
  const bytes = await readBytes(ctx, limits.formBytes);
  if (bytes.length === 0) return new Map();
  requireMediaType(ctx, 'form');
  return new Map(decodeUtf8(bytes).split('&').map(decodeField));
}

function decodeField(field: string): [string, string] {
  const at = field.indexOf('=');
  return at === -1 ? [decode(field), ''] : [decode(field.slice(0, at)), decode(field.slice(at + 1))];
}

/** URLSearchParams would silently replace invalid UTF-8. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw new HttpProblem('invalid_request', { issues: [{ path: 'body', code: 'not_utf8' }] });
  }
}
