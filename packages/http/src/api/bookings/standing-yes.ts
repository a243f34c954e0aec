import {
  MAX_STANDING_YES_HOURS,
  MAX_STANDING_YES_PEOPLE,
  type StandingYes,
  standingYesUntil,
} from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { z } from 'zod';
import type { HttpDeps } from '../../deps.ts';
import { courseDate, doneMessage, instant, isoInstant } from '../../guard/fields.ts';
import type { Gate } from '../../guard/gate.ts';
import { type Route, route } from '../../guard/route.ts';
import { refusalProblem } from '../../problem/problem-of.ts';
import type { PartnerSession } from '../../session/session.ts';
import { phrase } from '../phrases.ts';

const PARAMS = z.object({ key: courseDate });

const people = z.int().min(1).max(MAX_STANDING_YES_PEOPLE);
const hours = z.int().min(1).max(MAX_STANDING_YES_HOURS);

const BODY = z
  .strictObject({
    people: people.meta({ description: 'How many people it confirms in all.' }),
    hours: hours.meta({ description: 'It answers while the event is at least so many hours away.' }),
  })
  .meta({ examples: [{ people: 12, hours: 24 }] });

const STANDING_YES_JSON = z
  .strictObject({
    people: people.meta({ description: 'How many people it confirms in all.' }),
    hours: hours.meta({ description: 'How many hours before the event it stops to answer.' }),
    confirmedPeople: z
      .int()
      .meta({ description: 'How many people are confirmed so now; those count towards `people`.' }),
    until: instant.meta({ description: 'Until when it answers.' }),
  })
  .meta({
    description: 'The yes in advance as it stands.',
    examples: [{ people: 12, hours: 24, confirmedPeople: 5, until: '2026-12-23T17:00:00.000Z' }],
  });

/** A partner's yes in advance for a course date (booking#standing-yes). */
export function standingYesRoutes(deps: HttpDeps, gate: Gate<PartnerSession>): readonly Route[] {
  const address = paths.api.standingYes;
  return [
    route({
      method: 'get',
      address,
      summary: 'The yes in advance for a course date',
      description: 'Null where none stands, and for a course date that the partner has no booking of. Changes nothing.',
      gate,
      params: PARAMS,
      answers: {
        200: z.strictObject({
          standingYes: STANDING_YES_JSON.nullable().meta({ description: 'Null where none stands.' }),
        }),
      },
      handle: async ({ who, params }) => {
        const found = await deps.standingYeses.find(who.scope, params.key);
        return { status: 200, data: { standingYes: found === undefined ? null : standingYesJson(found) } };
      },
    }),
    route({
      method: 'post',
      address,
      summary: 'Says yes in advance for a course date',
      description:
        'New bookings of the course date are confirmed at once, through the channel `standing_yes`, as long as their ' +
        'people fit into `people` and the event is at least `hours` away. Bookings that are open already stay open. ' +
        'Other terms replace the ones that stand; the same again change nothing.',
      gate,
      params: PARAMS,
      body: BODY,
      answers: { 200: z.strictObject({ standingYes: STANDING_YES_JSON, message: doneMessage }) },
      problems: ['not_found', 'no_event_date', 'event_started'],
      handle: async ({ ctx, who, params, body }) => {
        const given = await deps.giveStandingYes({ scope: who.scope, courseDate: params.key, terms: body });
        if (!given.ok) throw refusalProblem(given.refusal);
        const message = phrase('standing_yes_given', ctx.state.language);
        return { status: 200, data: { standingYes: standingYesJson(given.value), message } };
      },
    }),
    route({
      method: 'delete',
      address,
      summary: 'Takes the yes in advance back',
      description:
        'Once this is answered, no booking is confirmed by it any more; what it confirmed stays confirmed. Where none ' +
        'stands, as after a repetition, `revoked` is false and nothing changes.',
      gate,
      params: PARAMS,
      answers: {
        200: z.strictObject({
          revoked: z.boolean().meta({ description: 'Whether one stood until now.' }),
          message: doneMessage,
        }),
      },
      handle: async ({ ctx, who, params }) => {
        const revoked = await deps.revokeStandingYes({ scope: who.scope, courseDate: params.key });
        return { status: 200, data: { revoked, message: phrase('standing_yes_revoked', ctx.state.language) } };
      },
    }),
  ];
}

function standingYesJson(given: StandingYes): z.input<typeof STANDING_YES_JSON> {
  const { people: most, hours: ahead, confirmedPeople } = given;
  return { people: most, hours: ahead, confirmedPeople, until: isoInstant(standingYesUntil(given)) };
}
