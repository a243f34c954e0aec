import {
  asCustomerNumber,
  LANGUAGES,
  type Language,
  type MasterData,
  TransientFailure,
} from '@miomente/booking-domain';
import { z } from 'zod';
import type { OdooConfig } from '../config.ts';
import { ask, reference, textOrNothing } from '../rpc/answers.ts';
import type { Sendable } from '../rpc/encode.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { ALL_RECORDS } from '../tickets/external-id.ts';
import { readFields } from '../tickets/model-fields.ts';
import { type StatesById, statesWithHolidays } from './states.ts';

/** A partner as read from Odoo. Marks on addresses are ours, so Odoo has none. */
export type ImportedPartner = MasterData;

const MODEL = 'res.partner';
const PAGE = 200;
const FIELDS = ['name', 'email', 'phone', 'mobile', 'lang', 'active', 'state_id'];

const row = z.looseObject({
  id: z.number(),
  name: textOrNothing,
  email: textOrNothing,
  phone: textOrNothing.default(null),
  mobile: textOrNothing.default(null),
  lang: textOrNothing.default(null),
  active: z.boolean().default(true),
  state_id: reference.default(null),
});
const rows: z.ZodType<readonly z.infer<typeof row>[]> = z.array(row);

/** Reads course partners from Odoo's contacts: those with a customer number and without a parent contact. */
export class OdooPartners {
  readonly #calls: OdooCalls;
  readonly #field: string;
  readonly #language: Language;

  /** @param config `language` is used for contacts whose language is neither German nor English */
  constructor(deps: {
    readonly calls: OdooCalls;
    readonly config: Pick<OdooConfig, 'customerNumberField' | 'language'>;
  }) {
    this.#calls = deps.calls;
    this.#field = deps.config.customerNumberField;
    this.#language = deps.config.language;
  }

  /** The number of partners, for a progress bar. @throws like {@link all} */
  async count(): Promise<number> {
    await this.#usable();
    const call = { model: MODEL, method: 'search_count', args: [this.#domain(0)], named: ALL_RECORDS };
    return ask(this.#calls, z.number(), call);
  }

  /**
   * Reads all partners, page by page. Contacts that change meanwhile are neither missed nor repeated. Archived contacts
   * come last, and are left out when an active contact has the same number.
   * @throws TransientFailure or PermanentFailure that says what to fix
   */
  async *all(): AsyncGenerator<ImportedPartner, void> {
    const fields = await this.#usable();
    const states: StatesById = fields.includes('state_id') ? await statesWithHolidays(this.#calls) : new Map();
    const active = new Set<string>();
    const archived: ImportedPartner[] = [];
    let last = 0;
    for (;;) {
      const named = { fields, order: 'id', limit: PAGE, ...ALL_RECORDS };
      const args = [this.#domain(last)];
      const page = await ask(this.#calls, rows, { model: MODEL, method: 'search_read', args, named });
      const partners = page.flatMap((each) => this.#partner(each, states));
      for (const partner of partners) {
        if (partner.active) active.add(partner.customerNumber);
        else archived.push(partner);
      }
      yield* partners.filter((partner) => partner.active);
      last = page.at(-1)?.id ?? last;
      if (page.length < PAGE) break;
    }
    yield* archived.filter(({ customerNumber }) => !active.has(customerNumber));
  }

  #domain(after: number): readonly Sendable[] {
    return [
      [this.#field, '!=', false],
      ['parent_id', '=', false],
      ['id', '>', after],
    ];
  }

  /** The fields to read. Only some versions of Odoo have a mobile number for contacts. */
  async #usable(): Promise<readonly string[]> {
    const fields = await readFields(this.#calls, MODEL);
    if (this.#field in fields) return [...FIELDS.filter((name) => name in fields), this.#field];
    throw new TransientFailure(`Odoo's contacts have no field "${this.#field}"; fix ODOO_CUSTOMER_NUMBER_FIELD.`);
  }

  #partner(contact: z.infer<typeof row>, states: StatesById): readonly ImportedPartner[] {
    const written = textOrNothing.catch(null).parse(contact[this.#field]);
    if (written === null) return [];
    const customerNumber = asCustomerNumber(written);
    const { name, email, phone, mobile, lang, active, state_id: state } = contact;
    const language = LANGUAGES.find((each) => lang?.startsWith(each)) ?? this.#language;
    const holidays = state === null ? null : (states.get(state) ?? null);
    return [
      { customerNumber, name: name ?? customerNumber, email, phone: phone ?? mobile, language, active, holidays },
    ];
  }
}
