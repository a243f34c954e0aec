import type { OrderCursor } from './order-source.ts';

/** How far the reconciler has come. */
export interface Watermarks {
  /** Undefined before the first run. */
  read(name: string): Promise<OrderCursor | undefined>;
  /** Moves the watermark; called only over finished work. */
  advance(name: string, cursor: OrderCursor): Promise<void>;
}
