import type { OrderCursor } from './order-source.ts';

/** The reconciler's position. */
export interface Watermarks {
  /** Undefined before the first run. */
  read(name: string): Promise<OrderCursor | undefined>;
  /** Moves the watermark; called only after the work before it is finished. */
  advance(name: string, cursor: OrderCursor): Promise<void>;
}
