import { readFileSync } from 'node:fs';
import type { Row } from '../../testing/index.ts';

type Rows = Readonly<Record<string, string | number>>;

/** A small input that once failed: the columns that matter, and the right result in words. */
export interface OrderCase {
  readonly case: string;
  readonly option?: Row | string;
  readonly options?: readonly Row[];
  readonly ordered_at?: string;
  readonly attribute?: string | { readonly code: string; readonly frontend_input: string; readonly value: string };
  readonly product_calculations?: string;
  readonly parent?: Rows;
  readonly children?: readonly Rows[];
  readonly row?: Readonly<Record<string, string | null>>;
  readonly booking?: { readonly status: string; readonly event: string };
  readonly read_again_at?: string;
  readonly event_now?: string;
  readonly before?: Rows;
  readonly after?: Rows;
  readonly product_options?: unknown;
  readonly old?: Rows;
  readonly new?: Rows;
  readonly older_than_go_live?: boolean;
  readonly event?: string;
  readonly mended?: string;
  readonly right: string;
}

/** All cases, in the order of the file. */
export const ORDER_CASES: readonly OrderCase[] = JSON.parse(
  readFileSync(new URL('./orders.json', import.meta.url), 'utf8'),
);
