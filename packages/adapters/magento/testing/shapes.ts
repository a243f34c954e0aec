import type { OrderDraft } from './drafts.ts';
import type { OrderSpot } from './order-rows.ts';
import { BUYERS } from './shapes/buyers.ts';
import { EVENT_STARTS } from './shapes/event-starts.ts';
import { LINES } from './shapes/lines.ts';
import { ODD_ROWS } from './shapes/odd-rows.ts';
import type { Shape } from './shapes/shape.ts';
import { STATES } from './shapes/states.ts';

/** All shapes of orders that the product must handle, by name. */
export const SHAPES: Readonly<Record<string, Shape>> = { ...STATES, ...BUYERS, ...LINES, ...EVENT_STARTS, ...ODD_ROWS };

/** The rows of one order of a shape. @throws Error for an unknown name */
export function shaped(name: string, spot: OrderSpot): OrderDraft {
  const shape = SHAPES[name];
  if (shape === undefined) throw new Error(`There is no shape "${name}".`);
  return shape(spot);
}
