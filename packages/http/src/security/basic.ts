import type { HttpContext } from '../request/context.ts';

const SCHEME = 'basic ';
/** What a refusal asks for. */
export const BASIC_CHALLENGE = 'Basic realm="inbound mail", charset="UTF-8"';

/** The password of basic authentication (RFC 7617), whoever the user is; undefined when there is none. */
export function basicPassword(ctx: Pick<HttpContext, 'get'>): string | undefined {
  const header = ctx.get('Authorization');
  if (!header.toLowerCase().startsWith(SCHEME)) return undefined;
  const given = Buffer.from(header.slice(SCHEME.length).trim(), 'base64').toString();
  const colon = given.indexOf(':');
  return colon < 0 ? undefined : given.slice(colon + 1);
}
