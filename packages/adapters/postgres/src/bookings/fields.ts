import type { Booking, Instant } from '@miomente/booking-domain';
import { instantOf, toSql } from '../database/instants.ts';

/** A PostgreSQL type, for `json_to_recordset`. */
export type SqlType = 'bigint' | 'integer' | 'text' | 'text[]' | 'boolean' | 'numeric' | 'timestamptz';

/** One column of the table of bookings. */
export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** Written by the insert only. */
  readonly lasting: boolean;
}

/** A row as read, by column; only fields know the values' types. */
export type Row = Readonly<Record<string, unknown>>;

/** What is written, by column. */
export type Values = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** A field of a booking: its columns, and how to read and write them. */
export interface Field<Value> {
  readonly columns: readonly Column[];
  /** @throws when the row violates a check of its table */
  readonly read: (row: Row) => Value;
  /** @param booking the whole booking, for values that depend on another field */
  readonly write: (value: Value, booking: Booking) => Values;
}

/** A column without null that is written as it is; a type narrower than the column's is guaranteed by its checks. */
function plain<Value extends Values[string]>(name: string, type: SqlType): Field<Value> {
  return {
    columns: [{ name, type, nullable: false, lasting: false }],
    read: (row) => whole(row, name) as Value,
    write: (value) => ({ [name]: value }),
  };
}

/** A text column. */
export const text = <Value extends string>(name: string): Field<Value> => plain(name, 'text');
/** A column of texts. */
export const texts = <Value extends string>(name: string): Field<readonly Value[]> => plain(name, 'text[]');
/** A boolean column. */
export const boolean = (name: string): Field<boolean> => plain(name, 'boolean');
/** An integer column. */
export const integer = <Value extends number>(name: string): Field<Value> => plain(name, 'integer');
/** A bigint column. */
export const bigint = <Value extends number>(name: string): Field<Value> => plain(name, 'bigint');
/** A numeric column. */
export const numeric = (name: string): Field<string> => plain(name, 'numeric');

/** A timestamptz column. */
export function instant(name: string): Field<Instant> {
  return { ...plain<number>(name, 'timestamptz'), write: (value) => ({ [name]: toSql(value) }) };
}

/** An optional field: it is missing when its first column is null, and then all its columns are. */
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

/** An object of several fields. A part without a field does not compile. */
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

/** A field that a booking has from its creation and that never changes. */
export function lasting<Value>(field: Field<Value>): Field<Value> {
  return { ...field, columns: field.columns.map((column) => ({ ...column, lasting: true })) };
}

/**
 * The SQL that reads a column of rows called `b`. The driver returns bigint as text; float8 represents every id
 * exactly.
 */
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
