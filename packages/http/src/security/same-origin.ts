import type { HttpContext } from '../request/context.ts';
import type { HttpSettings } from '../settings.ts';

type Requested = Pick<HttpContext, 'get' | 'method'>;

/** Whether a method may change something. */
export function isUnsafe(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/**
 * Whether the browser says that a page of ours sent this: `Sec-Fetch-Site` where it is sent, else
 * `Origin`. No word at all is no proof.
 */
export function provesSameOrigin(ctx: Requested, { publicUrl }: HttpSettings): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  return site === '' ? ctx.get('Origin') === publicUrl : site === 'same-origin';
}

/**
 * Whether the browser says that another site's page sent this. `Origin: null` says nothing: it is
 * also what our own link pages send, which keep their address from every referrer.
 */
export function admitsOtherOrigin(ctx: Requested, { publicUrl }: HttpSettings): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site !== 'same-origin' && site !== 'none';
  const origin = ctx.get('Origin');
  return origin !== '' && origin !== 'null' && origin !== publicUrl;
}
