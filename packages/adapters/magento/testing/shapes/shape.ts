import type { OrderDraft } from '../drafts.ts';
import type { OrderSpot } from '../order-rows.ts';

/** Makes the rows of one order of a shape. Orders of one shape differ in their spot alone. */
export type Shape = (spot: OrderSpot) => OrderDraft;

export type Shapes = Readonly<Record<string, Shape>>;
