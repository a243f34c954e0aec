import type { CustomerNumber, MasterData } from '@miomente/booking-domain';
import { BAKERY, COFFEE_ACADEMY, COOKING_SCHOOL, POTTERY, WINE_HOUSE, WINE_HOUSE_EVENTS } from '../shop/courses.ts';

const partner = (customerNumber: CustomerNumber, name: string, email: string, phone: string): MasterData => ({
  customerNumber,
  name,
  email,
  phone,
  language: 'de',
  active: true,
  holidays: null,
});

/** The partners of the sample, the main one first. Two of them share an address. */
export const SAMPLE_PARTNERS: readonly MasterData[] = [
  partner(COOKING_SCHOOL, 'Kochschule Sonnenblick', 'kochschule@example.org', '+49 89 0001001'),
  partner(WINE_HOUSE, 'Weinhaus Rebstock', 'weinhaus@example.org', '+49 89 0001002'),
  partner(WINE_HOUSE_EVENTS, 'Weinhaus Rebstock, Firmenfeiern', 'weinhaus@example.org', '+49 89 0001012'),
  { ...partner(COFFEE_ACADEMY, 'Isar Coffee Academy', 'coffee@example.org', '+49 89 0001003'), language: 'en' },
  // The first mail to this address will bounce.
  partner(BAKERY, 'Backstube Morgenrot', 'backstube@example.org', '+49 89 0001004'),
  { ...partner(POTTERY, 'Atelier Tonwerk', 'toepfern@example.org', '+49 89 0001005'), active: false },
];

/** The domain that answers to the sample’s mails go to; the mailbox hands them in. */
export const SAMPLE_ANSWERS = 'antworten.example.org';

/** The address of the sample's manager. It must be among `MANAGER_EMAILS`. */
export const SAMPLE_OFFICE = 'office@example.org';

/** A partner to log in as. */
export interface SampleLogin {
  readonly email: string;
  readonly name: string;
  readonly role: 'partner' | 'manager';
}

/** The logins that a start page can offer: the main partner first, each address once. */
export const SAMPLE_LOGINS: readonly SampleLogin[] = [
  ...SAMPLE_PARTNERS.filter(
    ({ active, email }, i) => active && SAMPLE_PARTNERS.findIndex((other) => other.email === email) === i,
  ).map(({ email, name }): SampleLogin => ({ email: email ?? '', name, role: 'partner' })),
  { email: SAMPLE_OFFICE, name: 'Miomente', role: 'manager' },
];
