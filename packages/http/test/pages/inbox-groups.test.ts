import {
  asBookingId,
  courseDateOf,
  courseDatesOf,
  DAY_MS,
  DEFAULT_POLICY,
  HOUR_MS,
  partnerScope,
  type Stored,
} from '@miomente/booking-domain';
import {
  aConfirmedBooking,
  aPendingBooking,
  createMemoryPersistence,
  MONDAY,
  numbered,
  PARTNER_NUMBER,
  SettableClock,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';
import { courseDateQuestions } from '../../src/pages/course-date/questions.ts';
import { doneAfter, NOTHING_DONE, withDone, worklistNamed } from '../../src/pages/inbox/done-address.ts';
import { answeredTogether, type Group, groupsOf, nextQuestion, unfolded } from '../../src/pages/inbox/groups.ts';
import { nextAnchor } from '../../src/pages/inbox/next-anchor.ts';

const NOW = MONDAY;
const ids = (...all: readonly number[]) => all.map(asBookingId);

interface Shape {
  readonly day?: number | null;
  readonly course?: number;
  readonly confirmed?: boolean;
  readonly clockAt?: number;
}

function booking(n: number, { day = 3, course = 7, confirmed = false, clockAt = NOW }: Shape = {}): Stored {
  const eventStart = day === null ? null : NOW + day * DAY_MS;
  const details = { eventStart, course: { id: course, name: `Kurs ${course}`, sku: 'K' } };
  const made = confirmed ? aConfirmedBooking({ details }) : aPendingBooking({ details, clockStartedAt: clockAt });
  return { ...made, id: asBookingId(n), version: 1 };
}

/** The groups of a page with these open bookings, and those answered on it. */
function grouped(open: readonly Stored[], answered: readonly Stored[] = []): readonly Group[] {
  const dates = courseDatesOf(open, NOW).filter(({ counts }) => counts.pending > 0);
  return groupsOf(dates, answered, NOW);
}
const rowsOf = (groups: readonly Group[]) => groups.map(({ rows }) => rows.map(({ id }) => Number(id)));
const doneOf = (...all: readonly number[]) => ({ ids: ids(...all), last: 1, meant: 'confirmed' as const });

describe('portal#inbox: groups', () => {
  it('come soonest first, those without a date last', () => {
    const open = [booking(1, { day: null }), booking(2, { day: 9 }), booking(3), booking(4, { course: 8 }), booking(5)];
    expect(rowsOf(grouped(open))).toEqual([[3, 5], [4], [2], [1]]);
  });

  it('show the most urgent until about eight questions show, whatever their day', () => {
    const late = NOW - 3 * DAY_MS;
    const open = [
      ...[1, 2, 3, 4, 5].map((n) => booking(n, { day: 20 })),
      ...[6, 7, 8, 9, 10].map((n) => booking(n, { day: 30, clockAt: late })),
      ...[11, 12].map((n) => booking(n, { day: 40 })),
    ];
    const groups = grouped(open);
    const shown = unfolded(DEFAULT_POLICY, { groups, done: NOTHING_DONE }, NOW);
    expect(groups.map(({ key }) => shown.has(key))).toEqual([true, true, false]);
    const overdueFirst = grouped(open.slice(0, 11).concat(booking(13, { day: 50, clockAt: late - HOUR_MS })));
    const withOverdue = unfolded(DEFAULT_POLICY, { groups: overdueFirst, done: NOTHING_DONE }, NOW);
    expect(overdueFirst.map(({ key }) => withOverdue.has(key))).toEqual([true, true, false, true]);
  });
});

describe('portal#inbox: how much shows', () => {
  const shownOf = (...sizes: readonly number[]) => {
    const days = sizes.flatMap((size, n) => Array.from({ length: size }, () => n + 1));
    const open = days.map((day, n) => booking(n + 1, { day }));
    const groups = grouped(open);
    const shown = unfolded(DEFAULT_POLICY, { groups, done: NOTHING_DONE }, NOW);
    return groups.map(({ key }) => shown.has(key));
  };

  it('the next group is folded from the eighth question on, not before', () => {
    expect(shownOf(4, 3, 1)).toEqual([true, true, true]);
    expect(shownOf(4, 4, 1)).toEqual([true, true, false]);
    expect(shownOf(30, 1)).toEqual([true, false]);
  });

  it('of a group a hundred at once; the others are counted, and are not among those answered together', () => {
    const open = Array.from({ length: 103 }, (_, n) => booking(n + 1));
    const [group] = grouped(open) as [Group];
    expect([group.open.length, group.rows.length, group.hidden]).toEqual([100, 100, 3]);
    expect(answeredTogether(group, NOW).map(({ id }) => Number(id))).toEqual(
      Array.from({ length: 100 }, (_, n) => n + 1),
    );
  });
});

describe('portal#answers-what-was-shown: what is answered together', () => {
  const together = (...open: readonly Stored[]) =>
    answeredTogether(grouped(open)[0] as Group, NOW).map(({ id }) => Number(id));

  it('is at least two of a date, and only what can be answered', () => {
    const changing: Stored = { ...booking(3), hold: 'being_changed' } as Stored;
    expect(together(booking(1), booking(2), changing)).toEqual([1, 2]);
    expect(together(booking(1), changing)).toEqual([]);
    expect(together(booking(1))).toEqual([]);
  });

  it('api#undated-group: is nothing without a date', () => {
    expect(together(booking(1, { day: null }), booking(2, { day: null }))).toEqual([]);
  });

  it('is what the questions of a course date’s page show, a hundred at once', async () => {
    const { bookings } = createMemoryPersistence({ clock: new SettableClock(NOW) }).ports;
    const all = Array.from({ length: 102 }, (_, n) => ({ ...booking(n + 1), ...numbered(n + 1) }));
    await bookings.commitEach(
      all.map((each) => ({ type: 'create', booking: each, nextSweepAt: null, events: [], messages: [] })),
    );
    const identity = courseDateOf(all[0] as Stored);
    const who = { scope: partnerScope(PARTNER_NUMBER), now: NOW };
    const { groups, bookings: shown } = await courseDateQuestions({ bookings }, who, { identity, done: NOTHING_DONE });
    const [group] = groups as [Group];
    expect([shown.length, group.open.length, group.hidden]).toEqual([102, 100, 2]);
    expect(answeredTogether(group, NOW)).toHaveLength(100);
  });
});

describe('portal#answered-in-place', () => {
  it('what was answered keeps its place, also when its whole group is answered', () => {
    const open = [booking(1), booking(3), booking(4, { day: 9 })];
    const answered = [booking(2, { confirmed: true }), booking(5, { day: 5, confirmed: true })];
    expect(rowsOf(grouped(open, answered))).toEqual([[1, 2, 3], [5], [4]]);
  });

  it('what was taken back is a question again, and not shown twice', () => {
    expect(rowsOf(grouped([booking(1)], [booking(1)]))).toEqual([[1]]);
  });

  it('goes on at the next question after the last press, else at the first', () => {
    const open = [booking(1), booking(3), booking(4, { day: 9 })];
    const next = (answered: Stored, ...done: readonly number[]) => {
      const groups = grouped(
        open.filter(({ id }) => id !== answered.id),
        [answered],
      );
      return nextQuestion({ groups, done: doneOf(...done) }, NOW)?.booking.id;
    };
    expect(next(booking(2, { confirmed: true }), 2)).toBe(3);
    expect(next(booking(3, { confirmed: true }), 3)).toBe(4);
    expect(next(booking(4, { day: 9, confirmed: true }), 4)).toBe(1);
    expect(
      nextQuestion({ groups: grouped([], [booking(1, { confirmed: true })]), done: doneOf(1) }, NOW),
    ).toBeUndefined();
  });

  it('shows the group of the last press and that of the next question', () => {
    const many = Array.from({ length: 9 }, (_, n) => booking(10 + n, { day: 1 }));
    const open = [...many, booking(2, { day: 8 }), booking(4, { day: 9 })];
    const groups = grouped(open, [booking(1, { day: 7, confirmed: true }), booking(3, { day: 10, confirmed: true })]);
    const shown = unfolded(DEFAULT_POLICY, { groups, done: doneOf(1, 3) }, NOW);
    expect(groups.map(({ key }) => shown.has(key))).toEqual([true, true, true, false, false]);
  });

  it('leads to a group’s buttons where its first question is next, else to the question, else to what was answered', () => {
    const pair = [booking(4, { day: 9 }), booking(5, { day: 9 })];
    const anchor = (open: readonly Stored[], answered: Stored) =>
      nextAnchor({ groups: grouped(open, [answered]), done: doneOf(answered.id) }, NOW);
    expect(anchor(pair, booking(1, { confirmed: true }))).toBe('g4');
    expect(anchor(pair.slice(0, 1), booking(1, { confirmed: true }))).toBe('b4');
    expect(anchor([booking(5, { day: 9 }), booking(6, { day: 9 })], booking(4, { day: 9, confirmed: true }))).toBe(
      'b5',
    );
    expect(anchor([], booking(1, { confirmed: true }))).toBe('b1');
  });
});

describe('portal#answered-in-place: the address', () => {
  it('keeps the latest hundred answers, each once', () => {
    const first = doneAfter(NOTHING_DONE, ids(...Array.from({ length: 100 }, (_, n) => n + 1)), 'confirmed');
    const then = doneAfter(first, ids(7, 101), 'declined');
    expect(then.ids.slice(0, 4)).toEqual([7, 101, 1, 2]);
    expect([then.ids.length, new Set(then.ids).size, then.last, then.meant]).toEqual([100, 100, 2, 'declined']);
  });

  it.each([
    ['/dashboard/bookings', 'inbox'],
    ['/dashboard/bookings?page=2&done=4.5&last=1&meant=confirmed', 'inbox'],
    ['/dashboard/bookings?search=x', undefined],
    ['/dashboard/bookings?status=all', undefined],
    ['/dashboard/bookings?tab=upcoming', undefined],
    ['/dashboard/course-dates/7.1741885200000?done=4', 'course_date'],
    ['/dashboard/course-dates/~Torten%2520f%25C3%25BCr%2520alle.open', 'course_date'],
    ['/dashboard/course-dates/nonsense', undefined],
    ['/dashboard/course-dates/%', undefined],
    ['/dashboard/bookings/17', undefined],
    ['/manager', undefined],
  ])('%s is a page of questions, or none: %s', (path, type) => {
    expect(worklistNamed(path)?.type).toBe(type);
  });

  it.each([
    'done=0',
    'done=4.4',
    'done=4,5',
    'done=x',
    'done=',
    `done=${Array.from({ length: 101 }, (_, n) => n + 1).join('.')}`,
  ])('what is no list of ids counts as none: %s', (query) => {
    expect(worklistNamed(`/dashboard/bookings?${query}&last=1&meant=confirmed`)?.done.ids).toEqual([]);
  });

  it('is read as it was written', () => {
    const done = { ids: ids(5, 4, 9), last: 2, meant: 'declined' as const };
    expect(worklistNamed(withDone('/dashboard/bookings?page=3', done))).toMatchObject({ page: 3, done });
  });
});
