import type { OrderDraft } from '../drafts.ts';
import type { OrderSpot } from '../order-rows.ts';

/** Builds the rows of one order of a shape. Orders of one shape differ only in their spot. */
export type Shape = (spot: OrderSpot) => OrderDraft;

/** Shapes by name. */
export type Shapes = Readonly<Record<string, Shape>>;
