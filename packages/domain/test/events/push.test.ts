import {
  type CloudEvent,
  DAY_MS,
  type EventReceiver,
  HOUR_MS,
  MINUTE_MS,
  PermanentFailure,
  TransientFailure,
} from '@miomente/booking-domain';
import {
  type Around,
  aPendingBooking,
  createMemoryPersistence,
  MemoryTicketDesk,
  numbered,
  SettableClock,
  useCasesOver,
} from '@miomente/booking-domain/testing';
import { describe, expect, it } from 'vitest';

type Taking = (event: CloudEvent) => void;

function open(taking: Taking = () => undefined, around?: Around) {
  const clock = new SettableClock();
  const persistence = createMemoryPersistence({ clock, ...(around === undefined ? {} : { around }) });
  const ticketDesk = new MemoryTicketDesk();
  const taken: string[] = [];
  let calls = 0;
  const eventReceiver: EventReceiver = {
    receive: async (id, body) => {
      calls += 1;
      const event = JSON.parse(body) as CloudEvent;
      expect(event.id).toBe(id);
      taking(event);
      taken.push(event.sequence);
    },
  };
  const { ports } = persistence;
  const cases = useCasesOver({ ...ports, clock, ticketDesk, eventReceiver });
  const happen = async (...numbers: readonly number[]) => {
    for (const n of numbers) {
      const booking = { ...aPendingBooking(), ...numbered(n) };
      const { order, customerNumber, createdAt: at, historic } = booking;
      const events = [{ type: 'booking_registered', at, order, customerNumber, historic } as const];
      await ports.bookings.commitAll([{ type: 'create', booking, nextSweepAt: null, events, messages: [] }]);
    }
  };
  return { clock, ports, ticketDesk, taken, happen, ...cases, calls: () => calls };
}

describe('events#push: pushing', () => {
  it('hands over one by one in order, from when it was switched on', async () => {
    const world = open();
    await world.happen(1, 2);
    expect(await world.pushEvents()).toEqual({ taken: 0, failure: null, paused: false });
    await world.happen(3, 4, 5);
    expect(await world.pushEvents()).toEqual({ taken: 3, failure: null, paused: false });
    expect(world.taken).toEqual(['3', '4', '5']);
    expect((await world.pushEvents()).taken).toBe(0);
    await world.resumeEvents(0);
    expect((await world.pushEvents()).taken).toBe(5);
  });

  it('none goes before one that is not taken, which is tried again after a growing wait', async () => {
    let refusing = true;
    const world = open(({ sequence }) => {
      if (refusing && sequence === '2') throw new TransientFailure('The receiver of events answered 503.');
    });
    await world.pushEvents();
    await world.happen(1, 2, 3);
    expect(await world.pushEvents()).toEqual({
      taken: 1,
      failure: 'The receiver of events answered 503.',
      paused: false,
    });
    const waits: number[] = [];
    for (let failures = 1; failures < 12; failures += 1) {
      let waited = 0;
      const before = world.calls();
      while (world.calls() === before) {
        world.clock.advance(1_000);
        waited += 1;
        await world.pushEvents();
      }
      waits.push(waited);
    }
    expect(waits[0]).toBeLessThanOrEqual(5);
    expect(Math.max(...waits)).toBeGreaterThan(400);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15 * 60);
    refusing = false;
    world.clock.advance(HOUR_MS);
    expect((await world.pushEvents()).taken).toBe(2);
    expect(world.taken).toEqual(['1', '2', '3']);
  });

  it('waits for a short time again once something was taken, also when the next is refused in the same turn', async () => {
    let refusals = 4;
    let refusing = '1';
    const world = open(({ sequence }) => {
      if (sequence !== refusing || refusals === 0) return;
      refusals -= 1;
      throw new TransientFailure('The receiver of events answered 503.');
    });
    await world.pushEvents();
    await world.happen(1, 2);
    for (let tries = 0; tries < 4; tries += 1) {
      await world.pushEvents();
      world.clock.advance(MINUTE_MS);
    }
    [refusing, refusals] = ['2', 1];
    expect(await world.pushEvents()).toMatchObject({ taken: 1, failure: expect.stringContaining('503') });
    world.clock.advance(5_000);
    expect((await world.pushEvents()).taken).toBe(1);
  });

  it('ends a turn after some seconds, so that a process that is told to stop need not wait', async () => {
    const world = open(() => world.clock.advance(1_000));
    await world.pushEvents();
    await world.happen(1, 2, 3, 4, 5);
    expect((await world.pushEvents()).taken).toBeLessThan(4);
    await world.pushEvents();
    await world.pushEvents();
    expect(world.taken).toEqual(['1', '2', '3', '4', '5']);
  });

  it('a defect of ours is no refusal: it is thrown, and the event comes again', async () => {
    let broken = true;
    const world = open(() => {
      if (broken) throw new TypeError('A defect.');
    });
    await world.pushEvents();
    await world.happen(1);
    await expect(world.pushEvents()).rejects.toThrow(TypeError);
    broken = false;
    world.clock.advance(MINUTE_MS);
    expect((await world.pushEvents()).taken).toBe(1);
  });

  it('F12 is not before the time that a receiver asked for', async () => {
    let refusals = 1;
    const world = open(() => {
      refusals -= 1;
      if (refusals >= 0) throw new TransientFailure('Too many.', { retryAfterMs: 10 * MINUTE_MS });
    });
    await world.pushEvents();
    await world.happen(1);
    await world.pushEvents();
    world.clock.advance(10 * MINUTE_MS - 1);
    await world.pushEvents();
    expect(world.calls()).toBe(1);
    world.clock.advance(MINUTE_MS);
    expect((await world.pushEvents()).taken).toBe(1);
  });

  it('pauses after a day of failures with one ticket, and goes on when told', async () => {
    let refusing = true;
    const world = open(() => {
      if (refusing) throw new PermanentFailure('The receiver of events has an address on a private network.');
    });
    await world.pushEvents();
    await world.happen(1, 2);
    const fail = async (): Promise<boolean> => {
      await world.pushEvents();
      world.clock.advance(HOUR_MS);
      return (await world.pushEvents()).paused;
    };
    for (let hour = 0; hour < 23; hour += 1) expect(await fail()).toBe(false);
    expect(world.ticketDesk.tickets).toEqual([]);
    world.ticketDesk.failures.failNext('transient');
    await expect(fail()).rejects.toThrow(TransientFailure);
    world.clock.advance(HOUR_MS);
    expect((await world.pushEvents()).paused).toBe(true);
    expect(world.ticketDesk.tickets.map(({ draft }) => draft)).toEqual([
      {
        type: 'events_paused',
        key: 'miomente_events.ticket_1',
        reason: 'events_paused',
        failure: 'The receiver of events has an address on a private network.',
      },
    ]);
    refusing = false;
    world.clock.advance(10 * DAY_MS);
    expect((await world.pushEvents()).taken).toBe(0);
    await world.resumeEvents();
    expect((await world.pushEvents()).taken).toBe(2);
    expect(world.ticketDesk.tickets).toHaveLength(1);
  });

  it('F14 what could not be recorded is handed over again, with the same id', async () => {
    let lost = false;
    const ids: string[] = [];
    const world = open(
      ({ id }) => void ids.push(id),
      async ({ method }, run) => {
        if (lost && method === 'taken') throw new TransientFailure('The database is away.');
        return run();
      },
    );
    await world.pushEvents();
    await world.happen(1, 2);
    lost = true;
    await expect(world.pushEvents()).rejects.toThrow('away');
    lost = false;
    world.clock.advance(MINUTE_MS);
    expect((await world.pushEvents()).taken).toBe(2);
    expect(ids).toEqual(['1', '1', '2']);
  });

  it('a turn that was lost hands nothing over any more', async () => {
    const world = open();
    await world.pushEvents();
    await world.happen(1, 2, 3);
    const other = open(() => undefined);
    let slept = false;
    const sleeper = useCasesOver({
      ...world.ports,
      clock: world.clock,
      eventReceiver: {
        receive: async () => {
          // Asleep for longer than its turn; meanwhile another does the work.
          if (slept) throw new Error('It went on.');
          slept = true;
          world.clock.advance(HOUR_MS);
          expect((await world.pushEvents()).taken).toBe(3);
        },
      },
    });
    expect(await sleeper.pushEvents()).toEqual({ taken: 0, failure: null, paused: false });
    expect([world.taken, other.taken]).toEqual([['1', '2', '3'], []]);
  });

  it('where EVENTS_URL was taken away, a pause ends: whoever is told later gets what is left, from the last that was taken', async () => {
    let refusing = false;
    const world = open(() => {
      if (refusing) throw new TransientFailure('The receiver of events answered 503.');
    });
    await world.pushEvents();
    await world.happen(1);
    expect((await world.pushEvents()).taken).toBe(1);
    refusing = true;
    await world.happen(2);
    for (let hours = 0; hours < 26; hours += 1) {
      await world.pushEvents();
      world.clock.advance(HOUR_MS);
    }
    expect(world.ticketDesk.tickets).toHaveLength(1);
    refusing = false;
    expect((await world.pushEvents()).taken).toBe(0);
    const nobody = useCasesOver({ ...world.ports, clock: world.clock });
    await nobody.pushEvents();
    world.clock.advance(DAY_MS);
    await nobody.pushEvents();
    expect((await world.pushEvents()).taken).toBe(1);
    expect(world.taken).toEqual(['1', '2']);
  });

  it('where nobody is told, publishes all the same', async () => {
    const clock = new SettableClock();
    let published = 0;
    const { ports } = createMemoryPersistence({
      clock,
      around: async ({ method }, run) => {
        if (method === 'publish') published += 1;
        return run();
      },
    });
    expect(await useCasesOver({ ...ports, clock }).pushEvents()).toMatchObject({ taken: 0 });
    expect(published).toBe(1);
  });
});
