/** The columns that are read of a row, each with what stands in it: free text, or a figure or time. */
export type Columns<Row> = { readonly [Column in keyof Row]: 'text' | 'figure' };

/** The columns as a select list. */
export function listOf<Row>(columns: Columns<Row>): string {
  return Object.keys(columns).join(', ');
}

/**
 * SQL that gives a row's content in 32 characters, worked out where the row is: sending the digest
 * costs a third of sending the row. The lengths of all texts stand before them and tell NULL from '',
 * so no two rows look alike. Quoting the texts instead takes the server twice the time.
 */
export function digestOf<Row>(columns: Columns<Row>): string {
  const names = Object.keys(columns) as (keyof Row & string)[];
  const texts = names.filter((name) => columns[name] === 'text');
  const figures = names.filter((name) => columns[name] === 'figure');
  const parts = [
    ...texts.map((name) => `IFNULL(LENGTH(${name}), '-')`),
    ...figures.map((name) => `IFNULL(${name}, '-')`),
    ...texts.map((name) => `IFNULL(${name}, '')`),
  ];
  return `LEFT(SHA2(CONCAT_WS(',', ${parts.join(', ')}), 256), 32)`;
}
