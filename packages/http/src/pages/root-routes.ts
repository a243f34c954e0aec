import { readFileSync } from 'node:fs';
import { DAY_MS } from '@miomente/booking-domain';
import { seeOther } from '../guard/page-answer.ts';
import type { HttpRouter } from '../request/context.ts';
import { sameInEveryLanguage } from '../static/assets.ts';

const FAVICON = readFileSync(new URL('../../src/assets/favicon.svg', import.meta.url));

/** The site's bare address, where no sample shop stands, and its icon. */
export function registerRoot(router: HttpRouter, { withRoot }: { readonly withRoot: boolean }): void {
  if (withRoot) router.get('/', async (ctx) => seeOther(ctx, '/dashboard'));
  router.get('/favicon.svg', async (ctx) => {
    sameInEveryLanguage(ctx);
    ctx.type = 'image/svg+xml';
    ctx.set('Cache-Control', `public, max-age=${DAY_MS / 1000}`);
    ctx.body = FAVICON;
  });
}
