import type { CallOutcome, PressAction } from '@miomente/booking-domain';
import fc from 'fast-check';

/** Two of the office, who may reach for the same telephone. */
export const DESKS = ['office@example.org', 'second.desk@example.org'] as const;
type Desk = (typeof DESKS)[number];

/** Somebody who does one thing, at the same time as others. */
export type Act =
  | { readonly does: 'confirm' | 'decline' | 'reopen'; readonly who: 'partner' | 'office' }
  /** The same answer for several: the booking, and one that there is not. */
  | { readonly does: 'batch'; readonly action: 'confirm' | 'decline'; readonly who: 'partner' | 'office' }
  /** The button of a link's page, seen a while ago, on a device that is known or new. */
  | { readonly does: 'press'; readonly action: PressAction; readonly known: boolean }
  /** A worker takes every delivery that is queued, also one that another worker has under way. */
  | { readonly does: 'deliver'; readonly mailer: 'well' | 'refuses' | 'loses_answers' }
  /** One of two desks calls the partner, if nobody else does, and says what came of it. */
  | { readonly does: 'call'; readonly desk: Desk; readonly outcome: CallOutcome }
  /** The same request with the same key: twice at once, and again. */
  | { readonly does: 'keyed'; readonly action: 'confirm' | 'decline' | 'reopen' }
  /** The partner says yes in advance for the course date, for as many as one more order, or takes that back. */
  | { readonly does: 'say_yes' | 'take_yes_back' }
  /** One of two further orders for the same course date comes in. */
  | { readonly does: 'order'; readonly which: 0 | 1 }
  /** The partner's answer to a mail is handed in, twice where two acts have the same mail. */
  | { readonly does: 'reply'; readonly mail: 0 | 1 }
  | { readonly does: 'sweep' | 'bounce' | 'fetch' }
  /** The order changes in the shop, and the product hears of it. */
  | { readonly does: 'cancel' | 'hold' | 'move' | 'edit' | 'edit_and_move' | 'begin_edit' };

/** What happened before, one after the other; each is delivered before the next. */
export type Past = 'reminder' | 'confirm' | 'decline' | 'office_reopens' | 'to_be_called' | 'yes_in_advance';

/** What is raced. */
export interface Plan {
  readonly past: readonly Past[];
  /** Whether what the last of the past caused has been delivered before the race. */
  readonly settled: boolean;
  /** Whether customers are told of confirmations, at once. */
  readonly tellsCustomers: boolean;
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
  const call = fc.record({
    does: fc.constant('call' as const),
    desk: fc.constantFrom(...DESKS),
    outcome: fc.constantFrom('answered', 'answered', 'not_reached', 'call_back', 'wrong_number', 'note'),
  });
  const keyed = fc.record({
    does: fc.constant('keyed' as const),
    action: fc.constantFrom('confirm', 'confirm', 'decline', 'reopen'),
  });
  const further = fc.oneof<fc.WeightedArbitrary<Act>[]>(
    { weight: 2, arbitrary: fc.constantFrom('say_yes', 'take_yes_back').map((does) => ({ does }) as const) },
    {
      weight: 3,
      arbitrary: fc.record({ does: fc.constant('order' as const), which: fc.constantFrom<(0 | 1)[]>(0, 1) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ does: fc.constant('reply' as const), mail: fc.constantFrom<(0 | 1)[]>(0, 0, 1) }),
    },
  );
  const act = fc.oneof<fc.WeightedArbitrary<Act>[]>(
    { weight: 3, arbitrary: answer },
    { weight: 2, arbitrary: batch },
    { weight: 2, arbitrary: press },
    { weight: 5, arbitrary: deliver },
    { weight: 4, arbitrary: other },
    { weight: 2, arbitrary: call },
    { weight: 2, arbitrary: keyed },
    { weight: 4, arbitrary: further },
  );
  const past = fc.constantFrom<Past[]>(
    'reminder',
    'reminder',
    'confirm',
    'decline',
    'office_reopens',
    'to_be_called',
    'yes_in_advance',
  );
  const any = fc.record({
    past: fc.array(past, { maxLength: 3 }),
    settled: fc.boolean(),
    tellsCustomers: fc.boolean(),
    acts: fc.array(act, { minLength: 2, maxLength: 5 }),
  });
  /** What only meets now and then by chance, with others. */
  const meeting = (before: Past, ...together: readonly fc.Arbitrary<Act>[]): fc.Arbitrary<Plan> =>
    fc.record({
      past: fc.constant([before]),
      settled: fc.boolean(),
      tellsCustomers: fc.constant(true),
      acts: fc
        .tuple(fc.tuple(...together), fc.array(act, { maxLength: 2 }))
        .chain(([these, more]) => fc.shuffledSubarray([...these, ...more], { minLength: these.length + more.length })),
    });
  const order = (which: 0 | 1): fc.Arbitrary<Act> => fc.constant({ does: 'order', which });
  return fc.oneof(
    { weight: 6, arbitrary: any },
    { weight: 1, arbitrary: meeting('to_be_called', call, call) },
    { weight: 1, arbitrary: meeting('yes_in_advance', order(0), order(1)) },
    { weight: 1, arbitrary: meeting('yes_in_advance', order(0), fc.constant({ does: 'take_yes_back' })) },
    { weight: 1, arbitrary: meeting('confirm', deliver, answer) },
  );
}
