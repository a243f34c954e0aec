// Writes the histories of a release: node record.mjs <built packages/domain/dist of that release> <version> > <version>.jsonl
// Lives of bookings, driven through that release's own rules: what was asked, what came of it, and how each ended.
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [, , dist = 'dist', version = '0.0.0'] = process.argv;
const SEED = 20_250_303;
const LIVES = 40;
/** Lives with less to tell are left out. */
const MIN_STEPS = 6;

const url = (file) => pathToFileURL(resolve(dist, file)).href;
const { auditEntry, createOf, decide, DEFAULT_POLICY, evolve, nextSweepAt, register } = await import(url('index.js'));
const { anyCommands, anyRegistration } = await import(url('testing/arbitraries.js'));
const { default: fc } = await import(createRequire(url('index.js')).resolve('fast-check'));

/** Only what an order says differently than when it was booked. */
function shortened(command, details) {
  if (command.type !== 'observe_order') return command;
  const changed = Object.entries(command.observation.details).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(details[key]),
  );
  return { ...command, observation: { ...command.observation, details: Object.fromEntries(changed) } };
}

const kept = (events) => events.map(auditEntry);

/** A mail that asks is taken over at once, in releases that wait for that. */
function taken(booking) {
  const mail = ['confirmation_request', 'first_reminder', 'second_reminder'][booking.asking?.step ?? 0];
  if (booking.asking?.mail !== 'queued' || booking.status !== 'pending') return booking;
  return evolve(booking, { type: 'mail_accepted', at: booking.at, mail });
}

function life(registration, commands) {
  const { booking: born, events } = createOf(DEFAULT_POLICY, register(DEFAULT_POLICY, registration));
  let booking = taken({ ...born, at: registration.at });
  const steps = [];
  const ask = (command) => {
    if (command.type === 'record_ticket' && booking.ticket === null) return;
    const decision = decide(DEFAULT_POLICY, booking, command);
    if (decision.ok && decision.value.length === 0) return;
    steps.push({
      asked: shortened(command, registration.observation.details),
      ...(decision.ok ? { kept: kept(decision.value) } : { refused: decision.refusal }),
    });
    if (decision.ok) booking = taken({ ...decision.value.reduce(evolve, booking), at: command.at });
  };
  for (const command of commands) {
    for (let due = nextSweepAt(DEFAULT_POLICY, booking); due !== null && due <= command.at; ) {
      const asked = steps.length;
      ask({ type: 'sweep', at: due });
      due = steps.length > asked ? nextSweepAt(DEFAULT_POLICY, booking) : null;
    }
    ask(command);
  }
  const { status, clockStartedAt, reminders, escalation, ticket, hold, flags, answer = null } = booking;
  const end = { status, clockStartedAt, reminders: reminders.count, escalation, ticket, hold, flags, answer };
  return { registration, kept: kept(events), steps, end };
}

const lives = fc
  .sample(fc.tuple(anyRegistration(), anyCommands()), { seed: SEED, numRuns: 10 * LIVES })
  .map(([registration, commands]) => life(registration, commands))
  .filter(({ steps }) => steps.length >= MIN_STEPS)
  .slice(0, LIVES);
for (const line of [{ version, seed: SEED }, ...lives]) process.stdout.write(`${JSON.stringify(line)}\n`);
