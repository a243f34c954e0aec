import type { Customer, Random } from '@miomente/booking-domain';
import { between, pick } from './random.ts';

const FIRST_NAMES: readonly string[] = [
  'Anna',
  'Björn',
  'Clara',
  'David',
  'Elif',
  'Felix',
  'Greta',
  'Hannah',
  'Ines',
  'Jörg',
  'Katharina',
  'Lukas',
  'Mehmet',
  'Nora',
  'Oskar',
  'Paula',
  'Rosa',
  'Sören',
  'Tomasz',
  'Yuki',
];
const LAST_NAMES: readonly string[] = [
  'Albrecht',
  'Bäumler',
  'Cordes',
  'Dietrich',
  'Engel',
  'Färber',
  'Groß',
  'Huber',
  'Içten',
  'Jansen',
  'Kowalska',
  'Lindner',
  'Müller-Lüdenscheidt',
  'Nowak',
  'Özdemir',
  'Pfeiffer',
  'Reiter',
  'Sørensen',
  'Tanaka',
  'Weiß',
];

const LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ø: 'o' };

/** A name in the form of an address's local part. */
const addressed = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[äöüßø]/g, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z-]/g, '');

/** An invented customer, with an address at example.org and an unassigned phone number. */
export function inventedCustomer(random: Random): Customer {
  const firstName = pick(random, FIRST_NAMES);
  const lastName = pick(random, LAST_NAMES);
  return {
    firstName,
    lastName,
    email: `${addressed(firstName)}.${addressed(lastName)}@example.org`,
    phone: `+49 89 000${between(random, 1_000, 9_999)}`,
  };
}
