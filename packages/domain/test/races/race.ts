import {
  asBookingId,
  asOrderId,
  asOrderItemId,
  type BookingChange,
  type BookingId,
  type Bookings,
  type Call,
  type CallOutcome,
  type Calls,
  type Changed,
  type CourseDateIdentity,
  courseDateOf,
  DAY_MS,
  DEFAULT_POLICY,
  type Deliveries,
  type DeliverOutcome,
  type DeliveryId,
  granted,
  HOUR_MS,
  type Instant,
  type KeyedRequest,
  type Mail,
  MINUTE_MS,
  managerScope,
  nextSweepAt,
  type Order,
  PermanentFailure,
  type PressConfirmLink,
  type PressTakeBack,
  partnerScope,
  type ReplyVerdict,
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
  MemoryReplyAddresses,
  MemoryTicketDesk,
  MemoryTokenMint,
  SettableClock,
  surrounded,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import type fc from 'fast-check';
import { anItem, aShopOrder, NOW, PARTNER } from '../use-cases/world.ts';
import { type Step, statusAfter } from './model.ts';
import { type Act, DESKS, type Plan } from './plan.ts';

/** Every state that a booking was in while an act lasted, by booking. */
type Span = ReadonlyMap<BookingId, readonly Stored[]>;

/** What somebody who answers, or takes an answer back, is told; of many at once without the events. */
export type Answered = Result<Pick<Changed, 'booking'> & Partial<Changed>, { readonly code: string }>;

/** What a press leads to: an answer that counts, a question or a login that changes nothing, or why it can't be. */
export type Pressed = 'confirmed' | 'reopened' | 'asked' | { readonly code: string };

/** What came of a call, with the ticks from the claim's being granted to the report; `claim` is null where it was refused. */
export interface Called {
  readonly desk: string;
  readonly claim: { readonly fence: number; readonly from: number; readonly until: number } | null;
  /** Whether the report was kept. */
  readonly kept: boolean;
  /** What was answered by it. */
  readonly answers: readonly Stored[];
}

/** A yes in advance that was given, or taken back, by the ticks in which that was done. */
export interface SaidInAdvance {
  readonly yes: boolean;
  readonly from: number;
  readonly until: number;
}

/** What came of an act, with every state that bookings were in meanwhile. */
export type Outcome =
  | {
      readonly act: Act;
      readonly during: Span;
      readonly of: BookingId;
      readonly answered: Answered;
    }
  | { readonly act: Act; readonly during: Span; readonly of: BookingId; readonly pressed: Pressed }
  | { readonly act: Act; readonly during: Span; readonly called: Called }
  | {
      readonly act: Act;
      readonly during: Span;
      readonly atOnce: readonly Answered[];
      /** Of the last try, begun when the others had ended. */
      readonly after: Answered;
      readonly by: KeyedRequest;
    }
  | { readonly act: Act; readonly during: Span; readonly verdict: ReplyVerdict }
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
  /** What the one order became. */
  readonly bookings: readonly Stored[];
  /** What the further orders became. */
  readonly others: readonly Stored[];
  /** Every yes in advance, and its end. */
  readonly inAdvance: readonly SaidInAdvance[];
  /** The calls that are kept. */
  readonly calls: readonly Call[];
  /** For how many people the yes in advance is. */
  readonly people: number;
  readonly tellsCustomers: boolean;
  readonly audit: ReadonlyMap<BookingId, readonly string[]>;
  readonly sent: readonly Sent[];
  readonly turns: readonly Turn[];
  readonly deliveries: ReadonlyMap<DeliveryId, { readonly state: string; readonly attempt: number }>;
  readonly desk: MemoryTicketDesk;
}

/** How often a worker looks for what is queued: what one act causes, another may deliver. */
const ROUNDS = 2;
const OFFICE = managerScope(DESKS[0]);
const OWN = partnerScope(PARTNER.customerNumber);
const TEST = systemScope('a test');
/** As many as one more order has. */
const PEOPLE = 2;
const NOBODYS = asBookingId(999_999);
const [OLD, NEW] = [asOrderId(100), asOrderId(101)];
/** Of the same course date as the first one. */
const FURTHER = [asOrderId(102), asOrderId(103)] as const;

const successor = (fields: Partial<Order> = {}, inMs = 30 * DAY_MS): Order =>
  aShopOrder({
    orderId: NEW,
    orderNumber: '000000100-1',
    replacesOrderId: OLD,
    items: [anItem({ itemId: asOrderItemId(11), inMs })],
    ...fields,
  });

/** Lives through the past, races the acts under a scheduler that says whose turn it is, and delivers what is left. */
export async function raced(scheduler: fc.Scheduler, { past, settled, tellsCustomers, acts }: Plan): Promise<Seen> {
  const clock = new SettableClock(NOW);
  const { ports, deliveryRows } = createMemoryPersistence({ clock });
  const shop = new MemoryOrderSource();
  const desk = new MemoryTicketDesk();
  const tokens = new MemoryTokenMint();
  const steps = new Map<BookingId, Step[]>();
  const states = new Map<BookingId, Stored[]>();
  const sent: Sent[] = [];
  const turns: Turn[] = [];
  const inAdvance: SaidInAdvance[] = [];
  const replyAddresses = new MemoryReplyAddresses();
  let ticks = 0;
  const tick = (): number => {
    ticks += 1;
    return ticks;
  };

  const note = (change: BookingChange, after: Stored): void => {
    const before = change.type === 'update' ? change.before : null;
    steps.set(after.id, [
      ...(steps.get(after.id) ?? []),
      { before, events: change.events, after, askedBy: change.askedBy, tick: tick() },
    ]);
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
  const calls: Calls = {
    ...ports.calls,
    settle: async (scope, ending, changes) => {
      const outcome = await ports.calls.settle(scope, ending, changes);
      for (const change of outcome === 'settled' ? changes : [])
        if (change.type === 'update')
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
      Object.entries({ ...ports, bookings, deliveries, calls }).map(([name, port]) => [
        name,
        surrounded(name, port, around),
      ]),
    ) as unknown as typeof ports;
    return useCasesOver({
      ...held,
      clock,
      tokens,
      replyAddresses,
      policy: { ...DEFAULT_POLICY, customerMails: tellsCustomers ? { holdMs: 0, language: 'de' } : null },
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

  /** Says yes in advance, or takes that back. */
  const inAdvanceBy = async (mine: typeof cases, yes: boolean, courseDate: CourseDateIdentity): Promise<void> => {
    const from = tick();
    const given = yes
      ? (await mine.giveStandingYes({ scope: OWN, courseDate, terms: { people: PEOPLE, hours: 1 } })).ok
      : await mine.revokeStandingYes({ scope: OWN, courseDate }).then(() => true);
    if (given) inAdvance.push({ yes, from, until: tick() });
  };

  await cases.keepPartner(PARTNER);
  shop.place(aShopOrder());
  await cases.receiveOrder(OLD);
  if (settled || past.length > 0) await settle();
  for (const [n, what] of past.entries()) {
    const booking = await live();
    const due: Instant | null = nextSweepAt(DEFAULT_POLICY, booking);
    if (what === 'yes_in_advance') await inAdvanceBy(cases, true, courseDateOf(booking));
    else if (what === 'to_be_called') {
      for (
        let at = due;
        at !== null && (await live()).escalation === null;
        at = nextSweepAt(DEFAULT_POLICY, await live())
      ) {
        clock.set(Math.max(clock.now(), at));
        await cases.sweepReminders();
        await settle();
      }
    } else if (what === 'reminder' && due !== null) {
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
  const address = replyAddresses.ofBooking(viewed.id, viewed.token) ?? '';
  const courseDate = courseDateOf(viewed);
  const requests = new Map<Act, KeyedRequest>();
  for (const [n, act] of acts.entries()) {
    if (act.does !== 'keyed') continue;
    const begun = await ports.keptAnswers.begin(String(n).repeat(64), 'f'.repeat(64), HOUR_MS);
    if (begun.type === 'begun') requests.set(act, begun.request);
  }
  /** Claims the partner and reports, as somebody does who has looked at the list of calls. */
  const callBy = async (mine: typeof cases, desk: string, outcome: CallOutcome): Promise<Called> => {
    const scope = managerScope(desk);
    const { customerNumber } = PARTNER;
    const claimed = await mine.claimCall({ scope, customerNumber });
    if (!claimed.ok) return { desk, claim: null, kept: false, answers: [] };
    const { fence } = claimed.value;
    const from = tick();
    const told = await mine.recordCall({
      scope,
      customerNumber,
      outcome,
      fence,
      answers: outcome === 'answered' ? [{ id, action: 'confirm' }] : [],
      at: outcome === 'call_back' ? clock.now() + HOUR_MS : null,
      note: 'Soll später anrufen.',
    });
    const answers = (told.ok ? told.value.results : []).flatMap((result) => (result.ok ? [result.value] : []));
    const kept = told.ok && (outcome !== 'answered' || answers.length > 0);
    return { desk, claim: { fence, from, until: tick() }, kept, answers };
  };
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
      case 'call':
        return { act, called: await callBy(mine, act.desk, act.outcome), during: until() };
      case 'keyed': {
        const by = requests.get(act);
        if (by === undefined) throw new Error('A request was begun twice.');
        const input = { scope: OWN, id, askedBy: by };
        const once = (): Promise<Answered> =>
          act.action === 'confirm'
            ? mine.confirmBooking(input)
            : act.action === 'decline'
              ? mine.declineBooking({ ...input, reason: 'capacity_full' })
              : mine.reopenBooking(input);
        const atOnce = await Promise.all([once(), once()]);
        return { act, atOnce, after: await once(), by, during: until() };
      }
      case 'say_yes':
      case 'take_yes_back':
        await inAdvanceBy(mine, act.does === 'say_yes', courseDate);
        return { act, during: until() };
      case 'order': {
        const orderId = FURTHER[act.which];
        const item = anItem({ itemId: asOrderItemId(20 + act.which) });
        return hear(orderId, aShopOrder({ orderId, items: [item] }));
      }
      case 'reply': {
        const verdict = await mine.takeReply({
          key: `mail ${act.mail}`,
          recipients: [address],
          author: PARTNER.email,
          origin: 'person',
          text: 'Geht auch 19 Uhr?',
        });
        return { act, verdict, during: until() };
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
  const others = await bookings.findByOrders(TEST, [...FURTHER]);
  return {
    outcomes: seen,
    past: before,
    steps,
    bookings: all,
    others,
    inAdvance,
    calls: await ports.calls.callsTo(OFFICE, [PARTNER.customerNumber], Number.NEGATIVE_INFINITY),
    people: PEOPLE,
    tellsCustomers,
    audit: new Map(
      await Promise.all(
        [...all, ...others].map(async (booking) => {
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
    case 'changed':
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
