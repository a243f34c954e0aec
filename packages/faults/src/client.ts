import { createHmac } from 'node:crypto';
import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import type { ProductProcess } from './product-process.ts';
import type { Stage } from './stage.ts';

/** What a client got: a status, or why there was none. */
export interface Got {
  /** 0 where there was no answer. */
  readonly status: number;
  /** The system's code, such as `ECONNREFUSED`, where there was no answer. */
  readonly code: string | null;
  readonly mayComeBack: boolean;
  /** The body; empty where there was no answer. */
  readonly text: string;
  /** Where it leads; empty where it leads nowhere. */
  readonly location: string;
}

/** Longer than any deadline of the product's. */
const PATIENCE_MS = 60_000;

export const PARTNERS: readonly (typeof SAMPLE_PARTNERS)[number]['customerNumber'][] = SAMPLE_PARTNERS.filter(
  ({ active }) => active,
).map(({ customerNumber }) => customerNumber);

/** Asks one process for something. Never throws. */
export async function ask(process: ProductProcess, path: string, init: RequestInit = {}): Promise<Got> {
  try {
    const answer = await fetch(`${process.url}${path}`, { signal: AbortSignal.timeout(PATIENCE_MS), ...init });
    const text = await answer.text();
    const { status, headers } = answer;
    const location = headers.get('location') ?? '';
    return { status, code: null, mayComeBack: headers.has('retry-after'), text, location };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no_answer';
    return { status: 0, code, mayComeBack: false, text: '', location: '' };
  }
}

/** Announces an order, as n8n does. */
export function announce(stage: Stage, process: ProductProcess, orderId: number): Promise<Got> {
  return ask(process, '/api/webhooks/new-order', {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.webhookSecret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ order_id: orderId }),
  });
}

/** Asks for a partner's bookings. */
export function list(stage: Stage, process: ProductProcess, customerNumber: string): Promise<Got> {
  return ask(process, '/api/partner/bookings', { headers: partnerSession(stage, customerNumber) });
}

/** A partner asks the API for something, or the office does: a session, and a body where there is one. */
export function asking(
  session: { readonly authorization: string },
  body?: unknown,
  key?: string,
): RequestInit & { readonly headers: Record<string, string> } {
  const headers = { ...session, ...(key === undefined ? {} : { 'idempotency-key': key }) };
  if (body === undefined) return { headers };
  return { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A session of a partner, as another portal would sign it. */
export function partnerSession(stage: Stage, customerNumber: string): { readonly authorization: string } {
  return session(stage, { sub: customerNumber, customer_number: customerNumber, role: 'partner' });
}

/** A session of somebody of the office, from the same portal. */
export function officeSession(stage: Stage, address: string): { readonly authorization: string } {
  return session(stage, { sub: address, role: 'manager' });
}

/** Signs claims; with the issuer that `PORTAL_JWT_ISSUER` asks for, if it does. */
function session({ env }: Stage, claims: object): { readonly authorization: string } {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1_000) + 3_600;
  const issuer = env['PORTAL_JWT_ISSUER'];
  const body = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ exp, ...(issuer && { iss: issuer }), ...claims })}`;
  const signature = createHmac('sha256', env['PORTAL_JWT_SECRET'] ?? '')
    .update(body)
    .digest('base64url');
  return { authorization: `Bearer ${body}.${signature}` };
}
