import type { Asked } from '../database/asked.ts';

const NAME = 'schedule_policy';
const READ = 'select value from miomente_partner_portal_settings where name = $1';
const KEEP = `
  insert into miomente_partner_portal_settings (name, value) values ($1, $2)
  on conflict (name) do update set value = excluded.value, updated_at = now()`;

/** Implements the scheduler's port `AppliedPolicy`. */
export interface PostgresAppliedPolicy {
  read(): Promise<string | undefined>;
  keep(fingerprint: string): Promise<void>;
}

/** The policy that due times were last computed with, stored in the product's database. */
export function postgresAppliedPolicy(db: Asked): PostgresAppliedPolicy {
  return {
    read: async () => (await db.query<{ value: string }>(READ, [NAME])).rows[0]?.value,
    keep: async (fingerprint) => {
      await db.query(KEEP, [NAME, fingerprint]);
    },
  };
}
