import type { HttpContext } from '../request/context.ts';
import type { HttpSettings } from '../settings.ts';

type Requested = Pick<HttpContext, 'get' | 'method'>;

/** Whether a method may change something. */
export function isUnsafe(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS'].includes(method);
}

/**
 * Whether the browser says that our own page sent this: `Sec-Fetch-Site` when present, else `Origin`. A missing header
 * is no proof.
 */
export function provesSameOrigin(ctx: Requested, { publicUrl }: HttpSettings): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  return site === '' ? ctx.get('Origin') === publicUrl : site === 'same-origin';
}

/**
 * Whether the browser says that another site's page sent this. `Origin: null` says nothing, because our own link pages,
 * which send no referrer, send it, too.
 */
export function admitsOtherOrigin(ctx: Requested, { publicUrl }: HttpSettings): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site !== 'same-origin' && site !== 'none';
  const origin = ctx.get('Origin');
  return origin !== '' && origin !== 'null' && origin !== publicUrl;
}
