import { type Dice, diceOf } from './random.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const YEARS = 2 * 365 * DAY;

/** How many bookings, of whom, and as of when. */
export interface Spread {
  readonly bookings: number;
  readonly partners: number;
  /** The instant up to which orders came in, in milliseconds. */
  readonly until: number;
  readonly seed: number;
}

/** One made-up booking, in the words of the table. Instants in milliseconds. */
export interface MadeUp {
  readonly id: number;
  readonly partner: number;
  readonly status: 'pending' | 'confirmed' | 'declined' | 'cancelled';
  readonly historic: boolean;
  readonly orderedAt: number;
  readonly answeredAt: number | null;
  readonly channel: 'email_token' | 'portal' | 'phone';
  readonly eventStart: number | null;
  readonly eventDayEnd: number | null;
  readonly reminders: 0 | 1 | 2;
  readonly escalated: boolean;
  readonly course: number;
  readonly participants: number;
  readonly first: readonly [name: string, folded: string];
  readonly last: readonly [name: string, folded: string];
  readonly token: string;
  readonly nonce: string;
}

const FIRST = [
  ['Mara', 'mara'],
  ['Jörg', 'jorg'],
  ['Zoë', 'zoe'],
  ['Anna', 'anna'],
  ['Ben', 'ben'],
  ['Käthe', 'kathe'],
  ['Olaf', 'olaf'],
  ['Ayşe', 'ayse'],
  ['Tim', 'tim'],
] as const;
const LAST_STEM = [
  ['Muster', 'muster'],
  ['Groß', 'gross'],
  ['Beispiel', 'beispiel'],
  ['Lindgrün', 'lindgrun'],
  ['Sommer', 'sommer'],
  ['Winter', 'winter'],
  ['Nordmann', 'nordmann'],
  ['Ewert', 'ewert'],
  ['Yildiz', 'yildiz'],
  ['Kovač', 'kovac'],
  ['Özer', 'ozer'],
] as const;
const LAST_END = ['', 'mann', 'berger', 'hof', 'stein', 'feld', 'bach', 'wald', 'ow', 'sen', 'ski'] as const;
const ASKED = ['email_token', 'email_token', 'email_token', 'portal', 'portal', 'phone'] as const;

/**
 * Bookings as a shop has them after two years, in the sequence in which they came in: a tenth is the first
 * partner's, the others share the rest unevenly. Most are over and confirmed; some 4 % lie ahead and are open.
 */
export function* madeUpBookings({ bookings, partners, until, seed }: Spread): Generator<MadeUp> {
  const dice = diceOf(seed);
  for (let n = 1; n <= bookings; n += 1) {
    const orderedAt = until - YEARS + Math.floor((YEARS * n) / bookings) - dice.below(HOUR);
    yield { id: n, ...personOf(dice), ...courseOf(dice, partners), ...courseOfThings(dice, orderedAt, until) };
  }
}

function personOf(dice: Dice): Pick<MadeUp, 'first' | 'last' | 'token' | 'nonce'> {
  const [stem, folded] = dice.of(LAST_STEM);
  const end = dice.of(LAST_END);
  return { first: dice.of(FIRST), last: [stem + end, folded + end], token: dice.hex(64), nonce: dice.hex(64) };
}

function courseOf(dice: Dice, partners: number): Pick<MadeUp, 'partner' | 'course' | 'participants'> {
  // Squared, so that some have many times what others have; the mean stays.
  const partner = dice.below(10) === 0 ? 1 : 2 + Math.floor((partners - 1) * dice.next() ** 1.3);
  return { partner, course: 1 + ((partner * 7 + dice.below(4)) % 400), participants: 1 + dice.below(6) };
}

type Course = Omit<MadeUp, 'id' | 'partner' | 'course' | 'participants' | 'first' | 'last' | 'token' | 'nonce'>;

function courseOfThings(dice: Dice, orderedAt: number, until: number): Course {
  const eventStart = dice.below(50) === 0 ? null : hourAfter(orderedAt + (2 + dice.below(60)) * DAY);
  const ahead = eventStart === null || eventStart > until;
  const wholeDay = eventStart !== null && dice.below(10) === 0;
  const chance = dice.below(1_000);
  const status = ahead ? aheadStatus(chance, until - orderedAt) : overStatus(chance);
  const reminders = ([0, 0, 0, 0, 1, 1, 2] as const)[dice.below(7)] ?? 0;
  const waited = HOUR / 4 + Math.floor(3 * DAY * dice.next() ** 3);
  return {
    status,
    historic: !ahead && chance % 50 === 7,
    orderedAt,
    answeredAt: status === 'pending' ? null : Math.min(orderedAt + waited, until),
    channel: dice.of(ASKED),
    eventStart,
    eventDayEnd: wholeDay ? eventStart + 20 * HOUR : null,
    reminders,
    escalated: reminders === 2 && dice.below(3) === 0,
  };
}

const hourAfter = (at: number): number => Math.ceil(at / HOUR) * HOUR;

function aheadStatus(chance: number, ageMs: number): MadeUp['status'] {
  if (chance < (ageMs < 20 * DAY ? 700 : 150)) return 'pending';
  return chance < 900 ? 'confirmed' : chance < 950 ? 'declined' : 'cancelled';
}

function overStatus(chance: number): MadeUp['status'] {
  if (chance < 10) return 'pending';
  return chance < 760 ? 'confirmed' : chance < 850 ? 'declined' : 'cancelled';
}
