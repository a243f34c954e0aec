import { readFile } from 'node:fs/promises';
import { type MisshapenLine, PartnerCsvError, readPartnerCsv } from '@miomente/booking-csv';
import type { MasterData, SourcedPartner } from '@miomente/booking-domain';
import { ODOO } from '@miomente/booking-odoo';
import type { Container } from 'inversify';
import { CommandError } from '../process/command.ts';
import { take } from '../wiring/provide.ts';

/** A source of partners, before they are validated. */
export interface PartnerSource {
  readonly records: readonly SourcedPartner[];
  readonly misshapen: readonly MisshapenLine[];
}

/** @throws CommandError when the file as a whole can't be read */
export async function partnersFromCsv(path: string): Promise<PartnerSource> {
  try {
    return readPartnerCsv(await readFile(path));
  } catch (error) {
    if (error instanceof PartnerCsvError) throw new CommandError(`${path}: ${error.message}`);
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new CommandError(`${path} can't be read (${code}); check path and permissions.`);
  }
}

/** Every partner in Odoo with a customer number. */
export async function partnersFromOdoo(container: Container): Promise<PartnerSource> {
  const records: SourcedPartner[] = [];
  for await (const partner of take(container, ODOO.partners).all()) {
    records.push({ source: records.length + 1, record: recordOf(partner) });
  }
  return { records, misshapen: [] };
}

function recordOf(partner: MasterData): SourcedPartner['record'] {
  const { customerNumber, name, email, phone, language, active, holidays } = partner;
  return {
    customerNumber,
    name,
    email: email ?? '',
    phone: phone ?? '',
    language,
    active: active ? 'yes' : 'no',
    holidays: holidays ?? '',
  };
}
