import { book, type OrderShape } from './orders.ts';
import type { Stage } from './stage.ts';

/** Nine course dates with sixty open bookings, from tomorrow on. */
const COURSES: readonly (readonly [course: string, productId: number, start: string, bookings: number])[] = [
  ['Sushi-Kurs für Anfänger', 11, '2025-03-04 18:00:00', 3],
  ['Thai-Kochkurs', 12, '2025-03-05 18:00:00', 5],
  ['Brotbackkurs mit Sauerteig', 13, '2025-03-08 10:00:00', 7],
  ['Sushi-Kurs für Fortgeschrittene', 14, '2025-03-08 18:00:00', 12],
  ['Cocktail-Workshop', 15, '2025-03-09 19:30:00', 6],
  ['Barista-Kurs', 16, '2025-03-14 17:00:00', 2],
  ['Pasta-Workshop', 17, '2025-03-15 18:30:00', 9],
  ['Sushi-Kurs für Anfänger', 11, '2025-03-22 18:00:00', 10],
  ['Thai-Kochkurs', 12, '2025-03-29 18:00:00', 6],
];
const NAMES = ['Erika Musterfrau', 'Otto Normal', 'Paula Platzhalter', 'Jonas Muster', 'Lena Vorlage', 'Felix Fiktiv'];

/** Books sixty places on nine course dates, for one partner. */
export async function bookSixty(stage: Stage, shape: OrderShape = {}): Promise<void> {
  let n = 0;
  for (const [course, productId, start, bookings] of COURSES) {
    for (let k = 0; k < bookings; k += 1) {
      const [firstName = '', lastName = ''] = NAMES[n % NAMES.length]?.split(' ') ?? [];
      await book(stage, { course, productId, start, firstName, lastName, people: 1 + (n % 4), ...shape });
      n += 1;
    }
  }
}
