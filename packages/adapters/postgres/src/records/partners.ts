import type {
  AddressCorrection,
  CustomerNumber,
  HolidayRegion,
  Instant,
  Language,
  Partner,
  Partners,
} from '@miomente/booking-domain';
import { asciiAddress } from '@miomente/booking-texts';
import type { Database } from '../database/database.ts';
import { instantOf, toSql } from '../database/instants.ts';
import { spellingsOf } from './mail-address.ts';
import { bouncedParameter, MARK, PARTNERS } from './mark-statement.ts';

/** A program that knows no corrections may have changed the address: then what is kept is about another one. */
const PRESENT_CORRECTION = `CASE WHEN address_correction ->> 'email' = email THEN address_correction END`;
const COLUMNS = `customer_number, name, email, phone, language, active, holidays,
  ${instantOf('address_marked_at')} AS marked_at, address_mark_reason AS mark_reason,
  ${PRESENT_CORRECTION} AS correction`;

interface PartnerRow {
  readonly customer_number: CustomerNumber;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly language: Language;
  readonly active: boolean;
  readonly holidays: HolidayRegion | null;
  readonly marked_at: Instant | null;
  readonly mark_reason: string | null;
  readonly correction: KeptCorrection | null;
}

/** A correction as it is stored, with the address that it brought. */
type KeptCorrection = AddressCorrection & { readonly email: string };

const FIND_MANY = `SELECT ${COLUMNS} FROM ${PARTNERS} WHERE customer_number = ANY ($1::text[])`;
const ALL = `SELECT ${COLUMNS} FROM ${PARTNERS}`;
const FIND_BY_EMAIL = `
  SELECT ${COLUMNS} FROM ${PARTNERS} WHERE email_folded = ANY ($1::text[]) AND active ORDER BY customer_number COLLATE "C"`;
const INSERT_PARTNER = `
  INSERT INTO ${PARTNERS} AS partner (
    customer_number, name, email, email_folded, phone, language, active, holidays, address_marked_at,
    address_mark_reason, address_correction)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
  ON CONFLICT (customer_number)`;
const SAVE = `${INSERT_PARTNER} DO UPDATE SET
    name = excluded.name, email = excluded.email, email_folded = excluded.email_folded, phone = excluded.phone,
    language = excluded.language, active = excluded.active, holidays = excluded.holidays,
    address_marked_at = excluded.address_marked_at, address_mark_reason = excluded.address_mark_reason,
    address_correction = excluded.address_correction, updated_at = now()`;
const INSERT = `${INSERT_PARTNER} DO NOTHING RETURNING customer_number`;
// $12 to $20: the partner as it was read.
const UPDATE_IF = `
  UPDATE ${PARTNERS} AS partner SET
    name = $2, email = $3, email_folded = $4, phone = $5, language = $6, active = $7, holidays = $8,
    address_marked_at = $9, address_mark_reason = $10, address_correction = $11, updated_at = now()
  WHERE customer_number = $1
    AND (name, language, active) = ($12, $13, $14)
    AND email IS NOT DISTINCT FROM $15 AND phone IS NOT DISTINCT FROM $16 AND holidays IS NOT DISTINCT FROM $17
    AND address_marked_at IS NOT DISTINCT FROM $18::timestamptz AND address_mark_reason IS NOT DISTINCT FROM $19
    AND ${PRESENT_CORRECTION} IS NOT DISTINCT FROM $20::jsonb
  RETURNING customer_number`;
const CORRECTIONS = `
  SELECT correction FROM miomente_partner_portal_address_corrections WHERE customer_number = $1 ORDER BY id`;
const IS_ADDRESS = `
  SELECT customer_number FROM ${PARTNERS} WHERE customer_number = $1 AND email_folded = ANY ($2::text[])`;
const CLEAR = `
  UPDATE ${PARTNERS} SET address_marked_at = NULL, address_mark_reason = NULL, updated_at = now()
  WHERE customer_number = $1 RETURNING customer_number`;

/**
 * `Partners` on PostgreSQL. Addresses are compared as folded here, independent of the database's locale, and in both
 * spellings of their domain, because older rows have either.
 */
export function postgresPartners(db: Database): Partners {
  const findMany: Partners['findMany'] = async (customerNumbers) =>
    byNumber(await db.read<PartnerRow>({ text: FIND_MANY, values: [customerNumbers] }));
  return {
    find: async (customerNumber) => (await findMany([customerNumber])).get(customerNumber),
    findMany,
    findByEmail: async (email) =>
      (await db.read<PartnerRow>({ text: FIND_BY_EMAIL, values: [spellingsOf(email)] })).map(partnerOf),
    save: async (partner) => {
      await db.rows({ text: SAVE, values: valuesOf(partner) });
    },
    saveIf: async (known, partner) => {
      if (known === undefined) return (await db.rows({ text: INSERT, values: valuesOf(partner) })).length > 0;
      const { name, language, active, email, phone, holidays, addressMark } = known;
      const mark = [toSql(addressMark?.at ?? null), addressMark?.reason ?? null];
      const read = [name, language, active, email, phone, holidays, ...mark, correctionOf(known)];
      const values = [...valuesOf(partner), ...read];
      return (await db.rows({ text: UPDATE_IF, values })).length > 0;
    },
    isAddressOf: async (customerNumber, email) =>
      (await db.read({ text: IS_ADDRESS, values: [customerNumber, spellingsOf(email)] })).length > 0,
    sameAddress: async (customerNumber, email) => {
      const partner = (await findMany([customerNumber])).get(customerNumber);
      const isSame = (known: string | null | undefined) => typeof known === 'string' && fold(known) === fold(email);
      if (isSame(partner?.email)) return 'present';
      return isSame(partner?.addressCorrection?.replaced) ? 'replaced' : 'neither';
    },
    corrections: async (customerNumber) => {
      const rows = await db.read<{ correction: KeptCorrection }>({ text: CORRECTIONS, values: [customerNumber] });
      return rows.map(({ correction }) => correction);
    },
    markAddress: async (customerNumber, address, mark) => {
      await db.rows({ text: MARK, values: [bouncedParameter({ customerNumber, address, ...mark })] });
    },
    clearMark: async (customerNumber) => (await db.rows({ text: CLEAR, values: [customerNumber] })).length > 0,
  };
}

function valuesOf(partner: Partner) {
  const { customerNumber, name, email, phone, language, active, holidays, addressMark } = partner;
  const address = [email, email === null ? null : fold(email)];
  const mark = [toSql(addressMark?.at ?? null), addressMark?.reason ?? null];
  return [customerNumber, name, ...address, phone, language, active, holidays, ...mark, correctionOf(partner)];
}

function correctionOf({ email, addressCorrection }: Partner): string | null {
  return addressCorrection === null || email === null ? null : JSON.stringify({ ...addressCorrection, email });
}

/** All master data, by customer number: some thousands of rows at most. */
export async function allPartners(db: Database): Promise<ReadonlyMap<CustomerNumber, Partner>> {
  return byNumber(await db.read<PartnerRow>({ text: ALL, values: [] }));
}

function byNumber(rows: readonly PartnerRow[]): ReadonlyMap<CustomerNumber, Partner> {
  return new Map(rows.map((row) => [row.customer_number, partnerOf(row)]));
}

const fold = (email: string): string => asciiAddress(email.toLowerCase());

function partnerOf(row: PartnerRow): Partner {
  const { customer_number: customerNumber, name, email, phone, language, active, holidays, marked_at: at } = row;
  const addressMark = at === null ? null : { at, reason: row.mark_reason ?? '' };
  const addressCorrection = row.correction === null ? null : originOf(row.correction);
  return { customerNumber, name, email, phone, language, active, holidays, addressMark, addressCorrection };
}

const originOf = ({ at, by, replaced }: KeptCorrection): AddressCorrection => ({ at, by, replaced });
