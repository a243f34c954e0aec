import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asBookingId, type Instant, type Mail } from '@miomente/booking-domain';
import { freshDatabase } from '@miomente/booking-testing';
import type pg from 'pg';
import { localMigrations } from '../src/index.ts';

/** A Monday morning in spring. */
export const NOW: Instant = Date.parse('2026-04-13T09:00:00Z');
export const TIME_ZONE = 'Europe/Berlin';
export const MAILBOX_KEY = 'a key that only this test knows of';

/** A separate database with the stand-ins' tables. */
export async function sampleDatabase(): Promise<{ readonly url: string; readonly pool: pg.Pool }> {
  const database = await freshDatabase();
  for (const file of readdirSync(localMigrations.folder).sort())
    await database.pool.query(readFileSync(join(localMigrations.folder, file), 'utf8'));
  return database;
}

export const TOKEN = '7'.repeat(64);

export function requestMail(over: Partial<Mail> = {}): Mail {
  return {
    messageId: 'mail-1',
    bookingId: asBookingId(12),
    to: { name: 'Kochschule Sonnenblick', address: 'kochschule@example.org' },
    language: 'de',
    content: {
      kind: 'confirmation_request',
      partnerName: 'Kochschule Sonnenblick',
      orderNumber: '100000012',
      customer: { name: 'Anna Weiß', email: 'anna.weiss@example.org', phone: '+49 89 0001234' },
      course: { name: 'Sushi-Kurs für Anfänger' },
      eventStart: NOW + 9 * 86_400_000,
      participants: 2,
      price: { tenThousandths: 1_580_000, currency: 'EUR' },
      links: {
        confirmUrl: `http://localhost:3000/api/confirm/${TOKEN}`,
        declineUrl: `http://localhost:3000/api/decline/${TOKEN}`,
        validUntil: NOW + 7 * 86_400_000,
      },
      portalUrl: 'http://localhost:3000/dashboard/bookings/12',
      answerBy: NOW + 2 * 86_400_000,
      waitingSince: NOW,
      now: NOW,
      changes: null,
      confirmation: null,
      decline: null,
    },
    ...over,
  };
}

export const mailSettings = {
  timeZone: TIME_ZONE,
  supportEmail: 'office@example.org',
  datesUrl: 'http://localhost:3000/dates',
  portalUrl: 'http://localhost:3000',
};

/** All rows of the stand-ins' tables, as in a dump. */
export async function dump(pool: pg.Pool): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'sample'",
  );
  const parts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await pool.query<{ line: string }>(`select t::text as line from ${name} t`);
      return rows.map(({ line }) => `${name} ${line}`);
    }),
  );
  return parts.flat().join('\n');
}
