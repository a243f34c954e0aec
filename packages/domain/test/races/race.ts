import {
  asBookingId,
  asOrderId,
  asOrderItemId,
  type BookingChange,
  type BookingId,
  type Bookings,
  type Changed,
  DAY_MS,
  DEFAULT_POLICY,
  type Deliveries,
  type DeliverOutcome,
  type DeliveryId,
  granted,
  HOUR_MS,
  type Instant,
  type Mail,
  MINUTE_MS,
  managerScope,
  nextSweepAt,
  type Order,
  PermanentFailure,
  type PressAction,
  type PressConfirmLink,
  type PressTakeBack,
  partnerScope,
  type Result,
  SECOND_MS,
  type Stored,
  shownOf,
  systemScope,
  TransientFailure,
} from '@miomente/booking-domain';
import {
  type Around,
  createMemoryPersistence,
  MemoryMailer,
  MemoryOrderSource,
  MemoryTicketDesk,
  MemoryTokenMint,
  SettableClock,
  surrounded,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import fc from 'fast-check';
import { anItem, aShopOrder, NOW, PARTNER } from '../use-cases/world.ts';
import { type Step, statusAfter } from './model.ts';

/** Somebody who does one thing, at the same time as others. */
export type Act =
  | { readonly does: 'confirm' | 'decline' | 'reopen'; readonly who: 'partner' | 'office' }
  /** The same answer for several: the booking, and one that there is not. */
  | { readonly does: 'batch'; readonly action: 'confirm' | 'decline'; readonly who: 'partner' | 'office' }
  /** The button of a link's page, seen a while ago, on a device that is known or new. */
  | { readonly does: 'press'; readonly action: PressAction; readonly known: boolean }
  /** A worker takes every delivery that is queued, also one that another worker has under way. */
  | { readonly does: 'deliver'; readonly mailer: 'well' | 'refuses' | 'loses_answers' }
  | { readonly does: 'sweep' | 'bounce' | 'fetch' }
  /** The order changes in the shop, and the product hears of it. */
  | { readonly does: 'cancel' | 'hold' | 'move' | 'edit' | 'edit_and_move' | 'begin_edit' };

/** What happened before, one after the other; each is delivered before the next. */
export type Past = 'reminder' | 'confirm' | 'decline' | 'office_reopens';

/** What is raced. */
export interface Plan {
  readonly past: readonly Past[];
  /** Whether what the last of the past caused has been delivered before the race. */
  readonly settled: boolean;
  readonly acts: readonly Act[];
}

const DOES = [
  'sweep',
  'sweep',
  'bounce',
  'fetch',
  'cancel',
  'hold',
  'move',
  'edit',
  'edit_and_move',
  'begin_edit',
] as const;

/** Any two to five at once, after any past. */
export function anyPlan(): fc.Arbitrary<Plan> {
  const answer = fc.record({
    does: fc.constantFrom('confirm', 'confirm', 'decline', 'reopen'),
    who: fc.constantFrom('partner', 'office'),
  });
  const deliver = fc.record({
    does: fc.constant('deliver' as const),
    mailer: fc.constantFrom('well', 'well', 'refuses', 'loses_answers'),
  });
  const batch = fc.record({
    does: fc.constant('batch' as const),
    action: fc.constantFrom('confirm', 'decline'),
    who: fc.constantFrom('partner', 'office'),
  });
  const press = fc.record({
    does: fc.constant('press' as const),
    action: fc.constantFrom('confirm', 'confirm', 'take_back'),
    known: fc.boolean(),
  });
  const other = fc.constantFrom(...DOES).map((does) => ({ does }) as const);
  const act = fc.oneof<fc.WeightedArbitrary<Act>[]>(
    { weight: 3, arbitrary: answer },
    { weight: 2, arbitrary: batch },
    { weight: 2, arbitrary: press },
    { weight: 5, arbitrary: deliver },
    { weight: 4, arbitrary: other },
  );
  const past = fc.constantFrom<Past[]>('reminder', 'reminder', 'confirm', 'decline', 'office_reopens');
  return fc.record({
    past: fc.array(past, { maxLength: 3 }),
    settled: fc.boolean(),
    acts: fc.array(act, { minLength: 2, maxLength: 5 }),
  });
}

/** Every state that a booking was in while an act lasted, by booking. */
type Span = ReadonlyMap<BookingId, readonly Stored[]>;

/** What somebody who answers, or takes an answer back, is told; of many at once without the events. */
export type Answered = Result<Pick<Changed, 'booking'> & Partial<Changed>, { readonly code: string }>;

/** What a press leads to: an answer that counts, a question or a login that changes nothing, or why it can't be. */
export type Pressed = 'confirmed' | 'reopened' | 'asked' | { readonly code: string };

/** What came of an act, with every state that bookings were in meanwhile. */
export type Outcome =
  | {
      readonly act: Act;
      readonly during: Span;
      readonly of: BookingId;
      readonly answered: Answered;
    }
  | { readonly act: Act; readonly during: Span; readonly of: BookingId; readonly pressed: Pressed }
  | { readonly act: Act; readonly during: Span };

/** A mail that the provider accepted, and the booking's states between the worker's turn and that moment. */
export interface Sent {
  readonly mail: Mail;
  readonly heard: boolean;
  readonly during: Span;
}

/** One turn of a worker at one delivery. */
export interface Turn {
  readonly id: DeliveryId;
  readonly attempt: number | undefined;
  readonly outcome: DeliverOutcome['type'];
}

/** All that was seen of a race. */
export interface Seen {
  readonly outcomes: readonly Outcome[];
  /** How many of each booking's changes were made before the race. */
  readonly past: ReadonlyMap<BookingId, number>;
  /** Committed changes of each booking, in the sequence of its versions. */
  readonly steps: ReadonlyMap<BookingId, readonly Step[]>;
  readonly bookings: readonly Stored[];
  readonly audit: ReadonlyMap<BookingId, readonly string[]>;
  readonly sent: readonly Sent[];
  readonly turns: readonly Turn[];
  readonly deliveries: ReadonlyMap<DeliveryId, { readonly state: string; readonly attempt: number }>;
  readonly desk: MemoryTicketDesk;
}

/** How often a worker looks for what is queued: what one act causes, another may deliver. */
const ROUNDS = 2;
const OFFICE = managerScope('office@example.org');
const OWN = partnerScope(PARTNER.customerNumber);
const TEST = systemScope('a test');
const NOBODYS = asBookingId(999_999);
const [OLD, NEW] = [asOrderId(100), asOrderId(101)];

const successor = (fields: Partial<Order> = {}, inMs = 30 * DAY_MS): Order =>
  aShopOrder({
    orderId: NEW,
    orderNumber: '000000100-1',
    replacesOrderId: OLD,
    items: [anItem({ itemId: asOrderItemId(11), inMs })],
    ...fields,
  });

/** Lives through the past, races the acts under a scheduler that says whose turn it is, and delivers what is left. */
export async function raced(scheduler: fc.Scheduler, { past, settled, acts }: Plan): Promise<Seen> {
  const clock = new SettableClock(NOW);
  const { ports, deliveryRows } = createMemoryPersistence({ clock });
  const shop = new MemoryOrderSource();
  const desk = new MemoryTicketDesk();
  const tokens = new MemoryTokenMint();
  const steps = new Map<BookingId, Step[]>();
  const states = new Map<BookingId, Stored[]>();
  const sent: Sent[] = [];
  const turns: Turn[] = [];

  const note = (change: BookingChange, after: Stored): void => {
    const before = change.type === 'update' ? change.before : null;
    steps.set(after.id, [...(steps.get(after.id) ?? []), { before, events: change.events, after }]);
    states.set(after.id, [...(states.get(after.id) ?? []), after]);
  };
  const bookings: Bookings = {
    ...ports.bookings,
    commitAll: async (changes, bounced) => {
      const outcome = await ports.bookings.commitAll(changes, bounced);
      if (outcome.type === 'committed')
        for (const [n, change] of changes.entries()) note(change, outcome.bookings[n] as Stored);
      return outcome;
    },
    commitEach: async (changes) => {
      const outcomes = await ports.bookings.commitEach(changes);
      outcomes.forEach((outcome, n) => {
        const change = changes[n];
        if (outcome.type === 'committed' && change !== undefined) note(change, outcome.booking);
      });
      return outcomes;
    },
  };
  const deliveries: Deliveries = {
    ...ports.deliveries,
    finishWith: async (attempt, result, now, change) => {
      const outcome = await ports.deliveries.finishWith(attempt, result, now, change);
      if (outcome === 'recorded' && change.type === 'update')
        note(change, { ...change.booking, id: change.before.id, version: change.before.version + 1 } as Stored);
      return outcome;
    },
  };
  /** @returns a function that returns the states of bookings from now until it is called */
  const watch = (): (() => Span) => {
    const from = new Map([...states].map(([id, all]) => [id, all.length - 1]));
    return () => new Map([...states].map(([id, all]) => [id, all.slice(from.get(id) ?? 0)]));
  };

  /** The use cases as one process has them, its calls held up by `around`. */
  const process = (around: Around, provider: (mail: Mail) => Promise<{ readonly providerId: string }>) => {
    const held = Object.fromEntries(
      Object.entries({ ...ports, bookings, deliveries }).map(([name, port]) => [name, surrounded(name, port, around)]),
    ) as unknown as typeof ports;
    return useCasesOver({
      ...held,
      clock,
      tokens,
      orders: surrounded('orders', shop, around),
      ticketDesk: surrounded('ticketDesk', desk, around),
      mailer: surrounded('mailer', { send: provider }, around),
      timer: { within: (_ms, work) => work, sleep: async () => undefined },
    });
  };
  const provider = new MemoryMailer();
  const mailerOf = (how: 'well' | 'refuses' | 'loses_answers', since: () => () => Span) => async (mail: Mail) => {
    if (how === 'refuses') throw new PermanentFailure('The mailer refuses this for good.');
    sent.push({ mail, heard: how === 'well', during: since()() });
    if (how === 'loses_answers') throw new TransientFailure('The answer was lost.');
    return provider.send(mail);
  };
  const worker = (around: Around, how: 'well' | 'refuses' | 'loses_answers'): (() => Promise<void>) => {
    let since = watch();
    let attempt: number | undefined;
    const seeing: Around = async (call, run) => {
      const answer = await around(call, run);
      if (call.method === 'begin') attempt = (answer as { readonly attempt: number } | undefined)?.attempt;
      return answer;
    };
    const { deliver } = process(
      seeing,
      mailerOf(how, () => since),
    );
    return async () => {
      for (const { id, state } of await around({ port: 'queue', method: 'take' }, deliveryRows)) {
        if (state !== 'queued') continue;
        since = watch();
        attempt = undefined;
        const { type: outcome } = await deliver(id);
        turns.push({ id, attempt, outcome });
      }
    };
  };

  const alone: Around = async (_call, run) => {
    clock.advance(1);
    return run();
  };
  const cases = process(
    alone,
    mailerOf('well', () => watch()),
  );
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 4; round += 1) await worker(alone, 'well')();
  };
  const live = async (): Promise<Stored> => {
    const all = await everyBooking();
    return all.find(({ status }) => status !== 'cancelled') ?? (all[0] as Stored);
  };
  const everyBooking = async (): Promise<readonly Stored[]> => bookings.findByOrders(TEST, [OLD, NEW]);

  await cases.keepPartner(PARTNER);
  shop.place(aShopOrder());
  await cases.receiveOrder(OLD);
  if (settled || past.length > 0) await settle();
  for (const [n, what] of past.entries()) {
    const booking = await live();
    const due: Instant | null = nextSweepAt(DEFAULT_POLICY, booking);
    if (what === 'reminder' && due !== null) {
      clock.set(Math.max(clock.now(), due));
      await cases.sweepReminders();
    } else if (what === 'office_reopens') await cases.reopenBookingByOffice({ scope: OFFICE, id: booking.id });
    else if (what === 'confirm') await cases.confirmBooking({ scope: OWN, id: booking.id });
    else if (what === 'decline') await cases.declineBooking({ scope: OWN, id: booking.id, reason: 'capacity_full' });
    if (settled || n < past.length - 1) await settle();
  }
  // The acts must find what is due by now.
  const { id } = await live();
  const due = nextSweepAt(DEFAULT_POLICY, await live());
  if (due !== null && due - clock.now() < 3 * DAY_MS) clock.set(Math.max(clock.now(), due));
  else clock.advance(MINUTE_MS);

  const before = new Map([...steps].map(([booking, all]) => [booking, all.length]));
  const held: Around = (call, run) =>
    scheduler
      .schedule(Promise.resolve(), `${call.port}.${call.method}`)
      .then(() => clock.advance(1))
      .then(run);
  const last = sent.at(-1)?.mail;
  const viewed = await live();
  const [token, shown] = [tokens.reveal('booking', viewed.token) ?? '', shownOf(viewed)];
  const outcomes = acts.map(async (act): Promise<Outcome> => {
    const mine = process(
      held,
      mailerOf('well', () => watch()),
    );
    const until = watch();
    const answer = async (answered: Promise<Answered>): Promise<Outcome> => {
      const result = await answered;
      return { act, of: id, answered: result, during: until() };
    };
    const hear = async (orderId: typeof OLD, ...orders: readonly Order[]): Promise<Outcome> => {
      await held({ port: 'shop', method: act.does }, async () => shop.place(...orders));
      await mine.receiveOrder(orderId);
      return { act, during: until() };
    };
    const replaced = aShopOrder({ state: 'canceled', replacedByOrderId: NEW });
    switch (act.does) {
      case 'confirm':
        return answer(mine.confirmBooking({ scope: act.who === 'partner' ? OWN : OFFICE, id }));
      case 'decline':
        return answer(
          mine.declineBooking({ scope: act.who === 'partner' ? OWN : OFFICE, id, reason: 'capacity_full' }),
        );
      case 'reopen':
        return answer(
          act.who === 'partner'
            ? mine.reopenBooking({ scope: OWN, id })
            : mine.reopenBookingByOffice({ scope: OFFICE, id }),
        );
      case 'batch': {
        const answered = await mine.answerBookings({
          scope: act.who === 'partner' ? OWN : OFFICE,
          ids: [id, NOBODYS],
          answer: act.action === 'confirm' ? { action: 'confirm' } : { action: 'decline', reason: 'capacity_full' },
        });
        if (!answered.ok) throw new Error(`The batch was refused: ${answered.refusal.code}`);
        const [own, none] = answered.value;
        if (own === undefined || none === undefined || none.ok || none.refusal.code !== 'not_found')
          throw new Error('A batch has a result for each booking.');
        return answer(Promise.resolve(own.ok ? granted({ booking: own.value }) : own));
      }
      case 'press': {
        const { action, known } = act;
        const mark = { bookingId: id, action, shown, at: clock.now() - 8 * SECOND_MS };
        const press = { mark, trap: false, trapBefore: false, answer: null };
        const input = { token, press, isKnown: () => known };
        const result =
          action === 'confirm'
            ? await mine.pressConfirmLink({ ...input, mode: 'guarded' })
            : await mine.pressTakeBack(input);
        return { act, of: id, pressed: pressedOf(result), during: until() };
      }
      case 'sweep':
        await mine.sweepReminders();
        return { act, during: until() };
      case 'deliver':
        {
          const work = worker(held, act.mailer);
          for (let round = 0; round < ROUNDS; round += 1) await work();
        }
        return { act, during: until() };
      case 'bounce':
        if (last !== undefined)
          await mine.recordMailReport({
            messageId: last.messageId,
            providerId: null,
            outcome: 'bounced',
            at: clock.now(),
            address: last.to.address,
          });
        return { act, during: until() };
      case 'fetch':
        await mine.receiveOrder(OLD);
        return { act, during: until() };
      case 'cancel':
        return hear(OLD, aShopOrder({ state: 'canceled' }));
      case 'hold':
        return hear(OLD, aShopOrder({ state: 'holded' }));
      case 'move':
        return hear(OLD, aShopOrder({ items: [anItem({ inMs: 32 * DAY_MS })] }));
      case 'edit':
        return hear(NEW, replaced, successor());
      case 'edit_and_move':
        return hear(NEW, replaced, successor({}, 33 * DAY_MS));
      case 'begin_edit':
        return hear(NEW, replaced, successor({ state: 'holded' }));
    }
  });
  const seen = await scheduler.waitFor(Promise.all(outcomes));
  clock.advance(HOUR_MS);
  await settle();

  const all = await everyBooking();
  return {
    outcomes: seen,
    past: before,
    steps,
    bookings: all,
    audit: new Map(
      await Promise.all(
        all.map(async (booking) => {
          const timeline = await bookings.timeline(TEST, booking.id);
          return [booking.id, timeline.flatMap((entry) => (entry.kind === 'event' ? [entry.type] : []))] as const;
        }),
      ),
    ),
    sent,
    turns,
    deliveries: new Map((await deliveryRows()).map(({ id: row, state, attempt }) => [row, { state, attempt }])),
    desk,
  };
}

function pressedOf(result: Awaited<ReturnType<PressConfirmLink>> | Awaited<ReturnType<PressTakeBack>>): Pressed {
  switch (result.type) {
    case 'confirmed':
    case 'reopened':
      return result.type;
    case 'question':
    case 'login':
      return 'asked';
    case 'still_open':
      return { code: 'not_confirmed' };
    case 'refused':
      return { code: result.reason };
  }
}

/** The status that a booking's events lead to by the model; undefined when one of them may not be. */
export function statusByModel(steps: readonly Step[]): string | undefined {
  let status: ReturnType<typeof statusAfter> = 'pending';
  for (const event of steps.flatMap(({ events }) => events)) {
    if (status === undefined) return undefined;
    status = statusAfter(status, event);
  }
  return status;
}
