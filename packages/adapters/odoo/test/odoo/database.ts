import { matches, type Row } from './domain.ts';
import type { Edition } from './editions.ts';
import { Fault } from './wire.ts';

interface LoadAnswer {
  readonly ids: readonly number[] | false;
  readonly messages: readonly object[];
}

type Named = Readonly<Record<string, unknown>>;
const LOST = {
  ids: false,
  messages: [
    { type: 'error', message: 'could not serialize access due to concurrent update\n', rows: { from: 0, to: 0 } },
  ],
} as const;
const TRACEBACK = 'Traceback (most recent call last):\n  File "/opt/odoo/models.py", line 1, in read for Mara Muster\n';

/** A state of Germany, one that somebody has added, and one of another country with the same code. */
const STATES = [
  { id: 101, name: 'Bayern', code: 'BY', 'country_id.code': 'DE' },
  { id: 102, name: 'Mallorca', code: 'XX', 'country_id.code': 'DE' },
  { id: 103, name: 'Brest', code: 'BR', 'country_id.code': 'BY' },
  { id: 104, name: 'Berlin', code: 'BE', 'country_id.code': 'US' },
] as const;

/** The records of a fake Odoo, and the effects of its methods. */
export class OdooDatabase {
  readonly edition: Edition;
  readonly tables = new Map<string, Row[]>();
  /** Models that the user may not access, or rights the user lacks, such as `create helpdesk.ticket`. */
  readonly forbidden = new Set<string>();
  /** Methods that return nothing, as in some versions. */
  readonly silent = new Set<string>();
  readonly loads: Readonly<{ columns: readonly string[]; texts: readonly string[] }>[] = [];
  /** A transaction that creates a record commits when this promise resolves. */
  beforeCommit: () => Promise<void> = async () => undefined;
  readonly #making = new Set<string>();

  constructor(edition: Edition) {
    this.edition = edition;
    this.reset();
  }

  reset(): void {
    const { edition } = this;
    this.tables.clear();
    this.tables.set(edition.stageModel, [...edition.stages]);
    this.tables.set(edition.teamModel, [{ id: 5, name: 'Office' }]);
    this.tables.set('res.country.state', [...STATES]);
    this.tables.set(edition.fields['tag_ids']?.relation ?? '', [{ id: 8, name: 'Booking' }]);
    for (const set of [this.forbidden, this.silent]) set.clear();
    this.loads.length = 0;
    this.beforeCommit = async () => undefined;
  }

  rows(model: string): Row[] {
    const rows = this.tables.get(model) ?? [];
    this.tables.set(model, rows);
    return rows;
  }

  get tickets(): readonly Row[] {
    return this.rows(this.edition.model);
  }

  notes(recordId: number): readonly string[] {
    return this.rows('mail.message').flatMap((row) => (row['res_id'] === recordId ? [String(row['body'])] : []));
  }

  change(id: number, values: object): void {
    const row = this.tickets.find((each) => each.id === id);
    if (row === undefined)
      throw new Fault(2, 'Record does not exist or has been deleted.\n(Record: helpdesk.ticket(9,))');
    Object.assign(row, values);
  }

  async call(model: string, method: string, args: readonly unknown[], named: Named): Promise<unknown> {
    this.#check(model, method);
    const given = await this.#run(model, method, args, named);
    return this.silent.has(method) ? null : given;
  }

  #check(model: string, method: string): void {
    if (
      this.#fields(model) === undefined &&
      !this.tables.has(model) &&
      !model.startsWith('ir.') &&
      !model.startsWith('mail.')
    )
      throw new Fault(2, `Object ${model} doesn't exist`);
    if (this.forbidden.has(`${method} ${model}`) || this.forbidden.has(model))
      throw new Fault(
        4,
        `You are not allowed to access 'Tickets of Mara' (${model}) records.\n\nAsk your administrator.`,
      );
  }

  #fields(model: string): object | undefined {
    if (model === this.edition.model) return this.edition.fields;
    if (model === this.edition.stageModel) return this.edition.stageFields;
    const text = { type: 'char' };
    const state = { type: 'many2one', relation: 'res.country.state' };
    if (model === 'res.country.state') return { name: text, code: text, country_id: { type: 'many2one' } };
    return model === 'res.partner'
      ? { name: text, email: text, phone: text, lang: text, active: text, ref: text, state_id: state }
      : undefined;
  }

  async #run(model: string, method: string, args: readonly unknown[], named: Named): Promise<unknown> {
    const [first, second] = args;
    switch (method) {
      case 'fields_get':
        return this.#fields(model);
      case 'check_access_rights':
      case 'has_access':
        return !this.forbidden.has(`${String(method === 'has_access' ? second : first)} ${model}`);
      case 'check_object_reference':
        return this.#reference(String(first), String(second));
      case 'search':
        return this.#search(model, first as unknown[], named).map(({ id }) => id);
      case 'search_count':
        return this.#search(model, first as unknown[], named).length;
      case 'search_read':
        return this.#search(model, first as unknown[], named).map((row) => picked(row, named['fields']));
      case 'read':
        return this.#read(model, first as number[], named['fields']);
      case 'write':
        for (const id of first as number[]) {
          if (model === this.edition.model) this.change(id, second as object);
          else Object.assign(this.rows(model).find((row) => row.id === id) ?? {}, second);
        }
        return true;
      case 'message_post':
        return this.#post(model, (first as number[])[0] ?? 0, named);
      case 'load':
        return this.#load(model, first as string[], (second as string[][])[0] ?? []);
      default:
        throw new Fault(1, `${TRACEBACK}AttributeError: type object '${model}' has no attribute '${method}'\n`);
    }
  }

  #search(model: string, domain: readonly unknown[], named: Named): readonly Row[] {
    const context = (named['context'] ?? {}) as { active_test?: boolean };
    const found = this.rows(model)
      .filter((row) => context.active_test === false || row['active'] !== false)
      .filter((row) => matches(row, domain));
    const bySequence = String(named['order'] ?? '').startsWith('sequence');
    if (bySequence) found.sort((a, b) => Number(a['sequence']) - Number(b['sequence']));
    return found.slice(0, Number(named['limit'] ?? found.length));
  }

  #read(model: string, ids: readonly number[], fields: unknown): readonly Row[] {
    return this.rows(model).flatMap((row) => (ids.includes(row.id) ? [picked(row, fields)] : []));
  }

  #reference(module: string, name: string): readonly unknown[] {
    const row = this.rows('ir.model.data').find((each) => each['module'] === module && each['name'] === name);
    if (row !== undefined) return [row['model'], row['res_id']];
    throw new Fault(1, `${TRACEBACK}ValueError: External ID not found in the system: ${module}.${name}\n`);
  }

  #post(model: string, recordId: number, named: Named): number {
    if (!this.rows(model).some(({ id }) => id === recordId)) throw new Fault(2, 'Record does not exist.');
    const html = Number(/\d+/.exec(String(this.edition.version[0]))?.[0]) < 17 || named['body_is_html'] === true;
    const text = String(named['body']);
    const body = html ? sanitised(text) : `<p>${text.replaceAll('<', '&lt;')}</p>`;
    const messages = this.rows('mail.message');
    messages.push({ id: messages.length + 1, model, res_id: recordId, body, subtype: named['subtype_xmlid'] });
    return messages.length;
  }

  async #load(model: string, columns: readonly string[], texts: readonly string[]): Promise<LoadAnswer> {
    this.loads.push({ columns, texts });
    const refused = this.#refusal(columns, texts);
    if (refused !== undefined) return refused;
    const key = texts[columns.indexOf('id')] ?? '';
    if (this.#making.has(key)) return LOST;
    this.#making.add(key);
    try {
      await this.beforeCommit();
      return { ids: [this.#upsert(model, key, valuesOf(columns, texts))], messages: [] };
    } finally {
      this.#making.delete(key);
    }
  }

  #refusal(columns: readonly string[], texts: readonly string[]): LoadAnswer | undefined {
    const say = (field: string, message: string): LoadAnswer => ({
      ids: false,
      messages: [{ type: 'error', message, field }],
    });
    for (const [n, column] of columns.entries()) {
      const [field = '', by] = column.split('/');
      const description = (
        this.edition.fields as Record<string, { relation?: string; selection?: readonly (readonly string[])[] }>
      )[field];
      if (field !== 'id' && description === undefined)
        throw new Fault(1, `${TRACEBACK}ValueError: Invalid field '${field}' on model '${this.edition.model}'\n`);
      const text = texts[n] ?? '';
      const known = this.rows(description?.relation ?? '').map(({ id }) => String(id));
      if (by === '.id' && !text.split(',').every((id) => known.includes(id)))
        return say(field, `No matching record found for database id '${text}' in field '${field}'`);
      if (description?.selection?.every(([value]) => value !== text))
        return say(field, `Value '${text}' not found in selection field '${field}'`);
    }
    return undefined;
  }

  #upsert(model: string, key: string, values: object): number {
    const [module, name] = key.split('.');
    const ids = this.rows('ir.model.data');
    const known = ids.find((row) => row['module'] === module && row['name'] === name)?.['res_id'];
    if (typeof known === 'number') {
      this.change(known, values);
      return known;
    }
    const id = this.rows(model).length + 1;
    this.rows(model).push({ id, active: true, ...this.edition.numbered(id), ...values });
    ids.push({ id: ids.length + 1, module, name, model, res_id: id });
    return id;
  }
}

function valuesOf(columns: readonly string[], texts: readonly string[]): Record<string, unknown> {
  const pairs = columns.flatMap((column, n) => {
    const [field = '', by] = column.split('/');
    if (field === 'id') return [];
    const text = texts[n] ?? '';
    return [[field, by === '.id' ? text.split(',').map(Number) : text]];
  });
  return Object.fromEntries(pairs);
}

function picked(row: Row, fields: unknown): Row {
  const names = fields as readonly string[];
  return { id: row.id, ...Object.fromEntries(names.map((name) => [name, row[name] ?? false])) };
}

/** Removes what Odoo's sanitiser removes: comments, scripts, and all attributes except links. */
function sanitised(html: string): string {
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<script.*?<\/script>/gs, '')
    .replace(/<(\w+)((?:\s+(?!href)[\w-]+="[^"]*")+)/g, '<$1');
}
