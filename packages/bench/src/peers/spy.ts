import { appendFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type pg from 'pg';

/**
 * Loaded before the product (`node --import`): notes each statement that the product sends, with its values, in the file
 * that `SPY_FILE` names. Nothing of the product is changed.
 */
const file = process.env['SPY_FILE'];
if (file === undefined) throw new Error('SPY_FILE names the file.');
const require = createRequire(new URL('../../../adapters/postgres/package.json', import.meta.url));
const { Client } = require('pg') as typeof pg;
const query = Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;

Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [asked] = args as [string | { readonly text?: string; readonly values?: readonly unknown[] }];
  const { text, values = [] } = typeof asked === 'string' ? { text: asked } : asked;
  appendFileSync(file, `${JSON.stringify({ text, values })}\n`);
  return query.apply(this, args);
} as typeof Client.prototype.query;
