import type { Booking, Instant } from '@miomente/booking-domain';
import { instantOf, toSql } from '../database/instants.ts';

/** A type of PostgreSQL's, as `json_to_recordset` takes it. */
export type SqlType = 'bigint' | 'integer' | 'text' | 'text[]' | 'boolean' | 'numeric' | 'timestamptz';

/** One column of the table of bookings. */
export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** Written with a new booking and never again. */
  readonly lasting: boolean;
}

/** A row as it is read, by column; only fields know what stands in it. */
export type Row = Readonly<Record<string, unknown>>;

/** What is written, by column. */
export type Values = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A part of a booking: the columns that keep it, and the way there and back. */
export interface Field<Value> {
  readonly columns: readonly Column[];
  /** @throws when the row breaks a check of its table */
  readonly read: (row: Row) => Value;
  /** @param booking the whole, for what is kept depending on another part */
  readonly write: (value: Value, booking: Booking) => Values;
}

/** A column without null that is written as it is; a type narrower than the column's is promised by its checks. */
function plain<Value extends Values[string]>(name: string, type: SqlType): Field<Value> {
  return {
    columns: [{ name, type, nullable: false, lasting: false }],
    read: (row) => whole(row, name) as Value,
    write: (value) => ({ [name]: value }),
  };
}

export const text = <Value extends string>(name: string): Field<Value> => plain(name, 'text');
export const texts = <Value extends string>(name: string): Field<readonly Value[]> => plain(name, 'text[]');
export const boolean = (name: string): Field<boolean> => plain(name, 'boolean');
export const integer = <Value extends number>(name: string): Field<Value> => plain(name, 'integer');
export const bigint = <Value extends number>(name: string): Field<Value> => plain(name, 'bigint');
export const numeric = (name: string): Field<string> => plain(name, 'numeric');

export function instant(name: string): Field<Instant> {
  return { ...plain<number>(name, 'timestamptz'), write: (value) => ({ [name]: toSql(value) }) };
}

/** A part that may be missing: it is when its first column is null, and then all of its columns are. */
export function optional<Value>(field: Field<Value>): Field<Value | null> {
  const columns = field.columns.map((column) => ({ ...column, nullable: true }));
  const nothing: Values = Object.fromEntries(columns.map(({ name }) => [name, null]));
  const first = columns[0]?.name ?? '';
  return {
    columns,
    read: (row) => (row[first] === null ? null : field.read(row)),
    write: (value, booking) => (value === null ? nothing : field.write(value, booking)),
  };
}

/** An object of several parts. A part without a field does not compile. */
export function group<Value extends object>(
  fields: { readonly [Key in keyof Value]: Field<Value[Key]> },
): Field<Value> {
  const keys = Object.keys(fields) as (keyof Value)[];
  const parts = keys.map((key) => [key, fields[key]] as const);
  return {
    columns: parts.flatMap(([, field]) => field.columns),
    read: (row) => Object.fromEntries(parts.map(([key, field]) => [key, field.read(row)])) as Value,
    write: (value, booking) => Object.assign({}, ...parts.map(([key, field]) => field.write(value[key], booking))),
  };
}

/** A part that a booking has from its first instant and keeps. */
export function lasting<Value>(field: Field<Value>): Field<Value> {
  return { ...field, columns: field.columns.map((column) => ({ ...column, lasting: true })) };
}

/** The SQL that reads a column of rows called `b`. The driver gives bigint as text; float8 holds every id exactly. */
export function selected({ name, type }: Pick<Column, 'name' | 'type'>): string {
  const column = `b.${name}`;
  if (type === 'timestamptz') return `${instantOf(column)} AS ${name}`;
  return `${type === 'bigint' ? `${column}::float8` : column} AS ${name}`;
}

function whole(row: Row, name: string): unknown {
  const value = row[name];
  if (value == null)
    throw new Error(`Booking ${String(row['id'])} breaks a check of its table: restore the checks and the row.`);
  return value;
}
