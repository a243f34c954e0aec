export type Row = Record<string, unknown> & { readonly id: number };

type Leaf = readonly [field: string, operator: string, value: unknown];

/** Evaluates Odoo's search domains in Polish notation: all leaves must hold; of the two after `|`, one must. */
export function matches(row: Row, domain: readonly unknown[]): boolean {
  const rest = [...domain];
  const next = (): boolean => {
    const item = rest.shift();
    if (item !== '|') return holds(row, item as Leaf);
    const [one, other] = [next(), next()];
    return one || other;
  };
  let all = true;
  while (rest.length > 0) all = next() && all;
  return all;
}

const idOf = (value: unknown): unknown => (Array.isArray(value) && typeof value[1] === 'string' ? value[0] : value);

function holds(row: Row, [field, operator, wanted]: Leaf): boolean {
  const value = idOf(row[field]);
  switch (operator) {
    case '=':
      return wanted === false ? isNothing(value) : value === wanted;
    case '!=':
      return wanted === false ? !isNothing(value) : value !== wanted;
    case '>':
      return Number(value) > Number(wanted);
    case 'in':
      return [value].flat().some((each) => (wanted as unknown[]).includes(each));
    case 'ilike':
      return like(String(wanted)).test(String(value));
    default:
      throw new Error(`The test's Odoo has no operator ${operator}.`);
  }
}

const isNothing = (value: unknown): boolean =>
  value === false || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** As in SQL, an underscore matches any character. */
function like(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('_', '.'), 'i');
}
