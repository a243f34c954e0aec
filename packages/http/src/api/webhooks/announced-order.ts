import { asOrderId, type OrderId } from '@miomente/booking-domain';
import { z } from 'zod';
import { faulty } from '../../guard/issues.ts';

/** Magento's ids have four bytes without a sign, so a greater one belongs to no order. */
const MAX_ORDER_ID = 4_294_967_295;
/** Deeper than any sender wraps an order. */
const MAX_WRAPPERS = 8;
const FIELDS = ['order_id', 'entity_id'] as const;

const ID_SCHEMA = {
  type: ['integer', 'string', 'null'],
  description:
    'Magento’s id of the order (`entity_id`), not its number; digits in quotes count too. An empty `order_id` gives way to `entity_id`.',
  minimum: 1,
  maximum: MAX_ORDER_ID,
  pattern: '^ *([1-9][0-9]{0,9})? *$',
};

/**
 * `{"order_id": 123}`, or Magento's order with its `entity_id`; everything else in it is ignored. n8n sends its own
 * items unchanged, and form fields as text: a list with one order, and an order under `body` or `json`, are unwrapped
 * (orders#announced-in-many-shapes).
 */
export const ANNOUNCED_ORDER = z
  .preprocess(unpacked, z.object({ order_id: z.unknown().optional(), entity_id: z.unknown().optional() }))
  .transform((order, ctx): OrderId => {
    for (const field of FIELDS) {
      if (isBlank(order[field])) continue;
      const id = idOf(order[field]);
      if (typeof id === 'number') return id;
      ctx.addIssue({ code: 'custom', path: [field], ...id });
      return z.NEVER;
    }
    ctx.addIssue({ code: 'custom', path: ['order_id'], ...faulty('missing', 'number') });
    return z.NEVER;
  })
  .meta({
    type: 'object',
    properties: { order_id: ID_SCHEMA, entity_id: ID_SCHEMA },
    anyOf: [{ required: ['order_id'] }, { required: ['entity_id'] }],
    examples: [{ order_id: 4711 }],
  });

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}

function idOf(value: unknown): OrderId | ReturnType<typeof faulty> {
  // With a leading zero it is an order's number, which may be another order's id.
  const digits = typeof value === 'string' && /^[1-9]\d*$/.test(value.trim());
  const id = digits ? Number(value) : value;
  if (typeof id !== 'number' || !Number.isInteger(id)) return faulty('wrong_type', 'number');
  if (id < 1) return faulty('too_small', '≥ 1');
  return id <= MAX_ORDER_ID ? asOrderId(id) : faulty('too_big', `≤ ${MAX_ORDER_ID}`);
}

function unpacked(body: unknown): unknown {
  let inner = body;
  for (let wrappers = 0; wrappers < MAX_WRAPPERS; wrappers += 1) {
    const next = Array.isArray(inner) && inner.length === 1 ? inner[0] : wrappedIn(inner);
    if (next === undefined) break;
    inner = next;
  }
  return inner;
}

/** The wrappers of n8n, for objects that contain no order themselves. */
function wrappedIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const fields = value as Readonly<Record<string, unknown>>;
  if (FIELDS.some((field) => !isBlank(fields[field]))) return undefined;
  return [fields['body'], fields['json']].find((wrapped) => typeof wrapped === 'object' && wrapped !== null);
}
