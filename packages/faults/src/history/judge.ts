import type { AcceptedMail, History, KeptMail } from './history.ts';

/** Something that must never be. */
export interface Violation {
  readonly invariant: Invariant;
  readonly what: string;
}

export type Invariant = keyof typeof INVARIANTS;

/** What must hold whatever befalls the product. */
export const INVARIANTS = {
  I1: 'Every order item that is a partner’s course has exactly one booking.',
  I2: 'Every due message was accepted by the mail provider at least once; copies are no more than lost answers.',
  I3: 'Exactly one ticket per booking that needs one, and the stored id is the real one.',
  I4: 'A booking has one final answer; the audit trail has one winner.',
  I5: 'No reminder to a booking that is not pending; at most two; never closer than their due times.',
  I6: 'Every announcement answered 2xx survives.',
  I7: 'When the fault ends, the backlog drains without a person.',
} as const;

/** Finds everything in a history that must not be. A run is well when nothing is found. */
export function judge(history: History): readonly Violation[] {
  return Object.entries(JUDGES).flatMap(([invariant, find]) =>
    find(history).map((what) => ({ invariant: invariant as Invariant, what })),
  );
}

type Find = (history: History) => readonly string[];

const JUDGES: Readonly<Record<Invariant, Find>> = {
  I1: ({ courses, bookings }) => {
    const made = countBy(bookings, ({ itemId }) => itemId);
    const known = new Set(courses.map(({ itemId }) => itemId));
    return [
      ...courses.flatMap(({ itemId }) => {
        const count = made.get(itemId) ?? 0;
        return count === 1 ? [] : [`item ${itemId} has ${count} bookings`];
      }),
      ...bookings.flatMap(({ id, itemId }) =>
        known.has(itemId) ? [] : [`booking ${id} is of item ${itemId}, which is no partner's course`],
      ),
    ];
  },
  I2: ({ mails, accepted, audit, lostAnswers }) => {
    const taken = countBy(accepted, ({ messageId }) => messageId);
    const known = new Set(mails.map(({ messageId }) => messageId));
    // Mails of a bundle have one message id.
    const copies = [...known].reduce((sum, messageId) => sum + Math.max(0, (taken.get(messageId) ?? 0) - 1), 0);
    return [
      ...mails.flatMap(({ state, bookingId, kind, messageId }) =>
        state === 'done' && !taken.has(messageId) ? [`the ${kind} of booking ${bookingId} was never accepted`] : [],
      ),
      ...accepted.flatMap(({ messageId, kind }) => (known.has(messageId) ? [] : [`a ${kind} that nobody wrote left`])),
      ...(copies > lostAnswers
        ? [`${copies} copies left, with ${lostAnswers} lost answers: ${copied(mails, taken).join(', ')}`]
        : []),
      ...again(mails, audit),
    ];
  },
  I3: ({ bookings, tickets }) => {
    const byKey = groupBy(tickets, ({ key }) => key);
    return bookings.flatMap(({ id, ticketKey, ticketId }) => {
      if (ticketKey === null) return ticketId === null ? [] : [`booking ${id} has a ticket that it never needed`];
      const own = byKey.get(ticketKey) ?? [];
      if (own.length !== 1) return [`booking ${id} needs a ticket and has ${own.length}`];
      return own[0]?.id === ticketId ? [] : [`booking ${id} keeps ${ticketId} for the ticket ${own[0]?.id}`];
    });
  },
  I4: ({ bookings, audit, answered }) => {
    const status = new Map(bookings.map(({ id, status: now }) => [id, now]));
    const answers = answersIn(audit);
    return [
      ...[...answers].flatMap(([bookingId, { last, winners }]) => {
        const now = status.get(bookingId);
        const stands = last === undefined ? now !== 'confirmed' && now !== 'declined' : now === last || ended(now);
        return [
          ...(winners > 1 ? [`booking ${bookingId} was answered ${winners} times without a reopening`] : []),
          ...(stands ? [] : [`booking ${bookingId} is ${now}, and its trail ends with ${last ?? 'no answer'}`]),
        ];
      }),
      ...bookings.flatMap(({ id, status: now }) =>
        (now === 'confirmed' || now === 'declined') && !answers.has(id) ? [`booking ${id} is ${now} by nobody`] : [],
      ),
      ...answered.flatMap(({ bookingId, action, outcome }) =>
        outcome === 'taken' && !(answers.get(bookingId)?.all.has(action) ?? false)
          ? [`booking ${bookingId} was told ${action}, and its trail does not say so`]
          : [],
      ),
    ];
  },
  I5: (history) => [...remindedInVain(history), ...tooClose(history)],
  I6: ({ acknowledged, awaited, bookings }) => {
    const booked = new Set([...bookings.map(({ orderId }) => orderId), ...awaited]);
    return acknowledged.flatMap((orderId) => (booked.has(orderId) ? [] : [`order ${orderId} was taken and is lost`]));
  },
  I7: ({ backlog: { deliveries, dead, jobs, sweeps } }) => [
    ...(deliveries > 0 ? [`${deliveries} deliveries are due and lie there`] : []),
    ...(dead > 0 ? [`${dead} deliveries were given up`] : []),
    ...(jobs > 0 ? [`${jobs} jobs are due or held by nobody alive`] : []),
    ...(sweeps > 0 ? [`${sweeps} bookings are due and were not looked at`] : []),
  ],
};

/** How many times the second reminder's hours an event must be ahead for its booking to have the full distances. */
const FAR = 3;
const REMINDERS = ['first_reminder', 'second_reminder'];

/** Which mails the provider took over more than once. */
function copied(mails: readonly KeptMail[], taken: ReadonlyMap<string, number>): readonly string[] {
  return mails.flatMap(({ messageId, kind, bookingId }) =>
    (taken.get(messageId) ?? 0) > 1 ? [`${kind} of booking ${bookingId} (${messageId})`] : [],
  );
}

/**
 * The same thing said under two message ids is no copy that a mail program could drop. Only the clock of a booking that is
 * open again starts anew, and brings its reminders once more.
 */
function again(mails: readonly KeptMail[], audit: History['audit']): readonly string[] {
  const reopened = countBy(
    audit.filter(({ type }) => type === 'reopened'),
    ({ bookingId }) => bookingId,
  );
  const once = mails.filter(({ kind }) => kind === 'confirmation_request' || REMINDERS.includes(kind));
  return [...groupBy(once, ({ bookingId, kind }) => `the ${kind} of booking ${bookingId}`)].flatMap(
    ([which, written]) => {
      const [{ bookingId, kind } = { bookingId: 0, kind: '' }] = written;
      const allowed = 1 + (REMINDERS.includes(kind) ? (reopened.get(bookingId) ?? 0) : 0);
      return written.length > allowed ? [`${which} was written ${written.length} times`] : [];
    },
  );
}

/** A cancelled booking keeps the answer it had. */
const ended = (status: string | undefined): boolean => status === 'cancelled';

function answersIn(audit: History['audit']) {
  const all = new Map<number, { last: string | undefined; winners: number; readonly all: Set<string> }>();
  for (const { bookingId, type } of audit) {
    if (type !== 'confirmed' && type !== 'declined' && type !== 'reopened') continue;
    const known = all.get(bookingId) ?? { last: undefined, winners: 0, all: new Set<string>() };
    all.set(bookingId, known);
    if (type === 'reopened') Object.assign(known, { last: undefined, winners: 0 });
    else Object.assign(known, { last: type, winners: known.winners + 1 });
    known.all.add(type);
  }
  return all;
}

function remindedInVain({ mails, audit }: History): readonly string[] {
  const over = new Map<number, number>();
  for (const { bookingId, type, at } of audit) {
    if (type === 'confirmed' || type === 'declined' || type === 'cancelled') over.set(bookingId, at);
    if (type === 'reopened') over.delete(bookingId);
  }
  return mails.flatMap(({ bookingId, kind, state, begunAt }) => {
    const since = over.get(bookingId);
    const late = since !== undefined && begunAt !== null && begunAt > since;
    return state === 'done' && REMINDERS.includes(kind) && late
      ? [`a ${kind} left after booking ${bookingId} was over`]
      : [];
  });
}

/** The times at which the provider took over the first copy of each. */
function tooClose({ bookings, mails, accepted, audit, reminders: { firstMs, secondMs } }: History): readonly string[] {
  const first = new Map<string, AcceptedMail>();
  for (const mail of accepted) if (!first.has(mail.messageId)) first.set(mail.messageId, mail);
  // What is near is asked about sooner.
  const ahead = new Set(bookings.flatMap(({ id, leadMs }) => (leadMs >= FAR * secondMs ? [id] : [])));
  const reopened = new Set(audit.filter(({ type }) => type === 'reopened').map(({ bookingId }) => bookingId));
  return [...groupBy(mails, ({ bookingId }) => bookingId)].flatMap(([bookingId, own]) => {
    if (reopened.has(bookingId) || !ahead.has(bookingId)) return [];
    const leftAt = (kind: string): number | undefined =>
      own.flatMap((mail) => (mail.kind === kind ? (first.get(mail.messageId)?.at ?? []) : []))[0];
    const [request, one, two] = [leftAt('confirmation_request'), leftAt('first_reminder'), leftAt('second_reminder')];
    const close = (from: number | undefined, to: number | undefined, ms: number, what: string): readonly string[] =>
      from !== undefined && to !== undefined && to - from < ms
        ? [`${what} of booking ${bookingId} ${ms - to + from} ms too soon`]
        : [];
    return [
      ...close(request, one, firstMs, 'first reminder'),
      ...close(one, two, secondMs - firstMs, 'second reminder'),
      ...close(request, two, secondMs - firstMs, 'second reminder'),
    ];
  });
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function countBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
