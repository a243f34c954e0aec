/// <reference path="./xmlrpc-lib.d.ts" />
import { serializeMethodCall } from 'xmlrpc/lib/serializer.js';

/** A value that can be sent to Odoo. */
export type Sendable = string | number | boolean | readonly Sendable[] | { readonly [name: string]: Sendable };

/** The largest whole number of XML-RPC's `<int>` and of Odoo's ids. */
export const MAX_INT: number = 2 ** 31 - 1;

/**
 * Encodes a call as XML. Characters that XML does not allow are removed.
 * @throws RangeError for numbers that XML-RPC can't express; the library would send them as an invalid `<int>`
 */
export function encodeCall(method: string, params: readonly Sendable[]): string {
  return serializeMethodCall(method, params.map(carriable));
}

function carriable(value: Sendable): Sendable {
  if (typeof value === 'string') return harmless(value);
  if (typeof value === 'number') return inRange(value);
  if (typeof value === 'boolean') return value;
  if (isList(value)) return value.map(carriable);
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, carriable(each)]));
}

function isList(value: Sendable): value is readonly Sendable[] {
  return Array.isArray(value);
}

function inRange(value: number): number {
  if (Number.isFinite(value) && (!Number.isInteger(value) || Math.abs(value) <= MAX_INT)) return value;
  throw new RangeError('Odoo takes whole numbers up to 2147483647 only.');
}

const NOT_XML = /[\p{Surrogate}\ufffe\uffff]|(?![\t\n\r])[\p{Cc}]/gu;

/** `]]>` ends a CDATA section, and the library escapes only the first one in a text. */
function harmless(text: string): string {
  return text.replace(NOT_XML, '').replaceAll(']]>', ']] >');
}
