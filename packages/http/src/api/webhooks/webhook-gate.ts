import type { HttpDeps } from '../../deps.ts';
import type { Gate } from '../../guard/gate.ts';
import { HttpProblem } from '../../problem/http-problem.ts';
import type { HttpContext } from '../../request/context.ts';
import { bearerToken } from '../../security/bearer.ts';
import { sameSecret } from '../../security/keys.ts';
import { isSignedBy } from './standard-webhooks.ts';

type WebhookDeps = Pick<HttpDeps, 'settings' | 'clock'>;

const EXPECTED =
  'expected Authorization: Bearer WEBHOOK_SECRET, or webhook-id, webhook-timestamp (at most 5 minutes off) and ' +
  'webhook-signature of Standard Webhooks, signed with it';

/** Accepts requests with one of the webhook secrets, or signed with one. */
export function webhookGate(deps: WebhookDeps): Gate<undefined> {
  return {
    scheme: 'webhook',
    who: 'shop, by secret or signature',
    limit: null,
    strict: false,
    problems: ['unauthenticated', 'payload_too_large', 'unsupported_media_type'],
    enter: async (ctx, body) => {
      if (hasSecret(deps, ctx) || (await isSigned(deps, ctx, body))) return undefined;
      throw new HttpProblem('unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' }, expected: EXPECTED });
    },
  };
}

function hasSecret({ settings }: WebhookDeps, ctx: HttpContext): boolean {
  const given = bearerToken(ctx);
  return given !== undefined && settings.webhookSecrets.some((secret) => sameSecret(given, secret));
}

async function isSigned(
  { settings, clock }: WebhookDeps,
  ctx: HttpContext,
  body: () => Promise<Buffer>,
): Promise<boolean> {
  const signature = ctx.get('webhook-signature');
  // The body of an unknown sender is not even read.
  if (signature === '') return false;
  const message = { id: ctx.get('webhook-id'), timestamp: ctx.get('webhook-timestamp'), signature, body: await body() };
  return isSignedBy(settings.webhookSecrets, message, clock.now());
}
