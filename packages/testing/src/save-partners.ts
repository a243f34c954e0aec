import type pg from 'pg';

/** A partner as tests need one. */
export interface PartnerToSave {
  readonly customerNumber: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone?: string | null;
  readonly language: string;
  readonly active?: boolean;
}

/** Writes partners straight into a migrated database, past the product, which the test is about. */
export async function savePartners(pool: pg.Pool, partners: readonly PartnerToSave[]): Promise<void> {
  for (const { customerNumber, name, email, phone = null, language, active = true } of partners) {
    await pool.query(
      `insert into miomente_partner_portal_partners (customer_number, name, email, email_folded, phone, language, active)
       values ($1, $2, $3, lower($3), $4, $5, $6)`,
      [customerNumber, name, email, phone, language, active],
    );
  }
}
