import { HttpProblem } from '../problem/http-problem.ts';

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** @throws HttpProblem 400 when the bytes are not UTF-8 */
export function decodeUtf8(bytes: Buffer): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new HttpProblem('invalid_request', { issues: [{ path: 'body', code: 'not_utf8' }] });
  }
}
