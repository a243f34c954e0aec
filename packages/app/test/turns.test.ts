import { TransientFailure } from '@miomente/booking-domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeRequestDeadline } from '../src/database/request-deadline.ts';
import { Turns } from '../src/database/turns.ts';

const LONG_MS = 60_000;
const IDLE_MS = 250;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Requests that make statements one after the other; each runs until it is told to end. */
function requests(limits: { atOnce: number; waiting: number }) {
  const deadline = makeRequestDeadline(new Turns(limits));
  const began: string[] = [];
  const refused: string[] = [];
  const ends = new Map<string, () => void>();
  const statement = async (name: string): Promise<void> => {
    const ended = await deadline.turn();
    began.push(name);
    await new Promise<void>((resolve) => ends.set(name, resolve)).finally(ended);
  };
  const request = (name: string, work: () => Promise<unknown>, ms = LONG_MS): Promise<void> =>
    deadline.within(ms, work).then(
      () => undefined,
      (error: unknown) => {
        expect(error).toBeInstanceOf(TransientFailure);
        refused.push(name);
      },
    );
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  const simple = async (name: string, ms = LONG_MS): Promise<void> => {
    void request(name, () => statement(name), ms);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { deadline, statement, request, simple, end, began, refused };
}

describe('running#turns: F33', () => {
  it('no more requests use the database at once than it can serve, and the newest is next', async () => {
    const { simple, end, began, deadline } = requests({ atOnce: 2, waiting: 10 });
    for (const name of ['first', 'second', 'third', 'fourth', 'fifth']) await simple(name);
    expect([began, deadline.waiting()]).toEqual([['first', 'second'], 3]);
    await end('first');
    expect(began).toEqual(['first', 'second', 'fifth']);
    await end('second');
    await end('fifth');
    expect([began, deadline.waiting()]).toEqual([['first', 'second', 'fifth', 'fourth', 'third'], 0]);
  });

  it('a request keeps its turn from its first statement to its answer', async () => {
    const { request, statement, simple, end, began } = requests({ atOnce: 1, waiting: 10 });
    void request('long', async () => {
      await statement('long 1');
      await Promise.all([statement('long 2'), statement('long 3')]);
    });
    await simple('other');
    await end('long 1');
    await end('long 2');
    expect(began).toEqual(['long 1', 'long 2', 'long 3']);
    await end('long 3');
    expect(began).toEqual(['long 1', 'long 2', 'long 3', 'other']);
  });

  it('of more than may wait the oldest is refused, and not asked to wait again', async () => {
    const { request, statement, simple, end, began, refused } = requests({ atOnce: 1, waiting: 2 });
    await simple('at work');
    const again: unknown[] = [];
    void request('oldest', async () => {
      await statement('oldest').catch(() => undefined);
      // As where a limit that can't be counted lets a request on.
      await statement('oldest').catch((error: unknown) => again.push(error));
    });
    await simple('older');
    expect(again).toEqual([]);
    await simple('newest');
    expect([again.length, refused]).toEqual([1, []]);
    await end('at work');
    await end('newest');
    expect(began).toEqual(['at work', 'newest', 'older']);
  });

  it('a request that waits is refused at its deadline, and leaves the line', async () => {
    const { simple, end, began, refused, deadline } = requests({ atOnce: 1, waiting: 10 });
    await simple('at work');
    await simple('short', 1_000);
    await vi.advanceTimersByTimeAsync(999);
    expect(refused).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect([refused, deadline.waiting()]).toEqual([['short'], 0]);
    await end('at work');
    expect(began).toEqual(['at work']);
  });

  it('a request that waits for the shop or its client gives its turn away, and goes first when it comes back', async () => {
    const { request, statement, simple, end, began } = requests({ atOnce: 1, waiting: 10 });
    let shop = (): void => {};
    void request('webhook', async () => {
      await statement('webhook 1');
      await new Promise<void>((resolve) => {
        shop = resolve;
      });
      await statement('webhook 2');
    });
    await vi.advanceTimersByTimeAsync(0);
    await end('webhook 1');
    await simple('one');
    expect(began).toEqual(['webhook 1']);
    await vi.advanceTimersByTimeAsync(IDLE_MS + 100);
    expect(began).toEqual(['webhook 1', 'one']);
    await simple('two');
    shop();
    await vi.advanceTimersByTimeAsync(0);
    await end('one');
    expect(began).toEqual(['webhook 1', 'one', 'webhook 2']);
    await end('webhook 2');
    expect(began).toEqual(['webhook 1', 'one', 'webhook 2', 'two']);
  });

  it('a statement that runs is no idle request, however long it takes', async () => {
    const { simple, began, end } = requests({ atOnce: 1, waiting: 10 });
    await simple('slow');
    await simple('other');
    await vi.advanceTimersByTimeAsync(4 * IDLE_MS);
    expect(began).toEqual(['slow']);
    await end('slow');
    expect(began).toEqual(['slow', 'other']);
  });

  it('a part of a request with time of its own shares its turn; work without a request waits for none', async () => {
    const { deadline, request, statement, simple, end, began } = requests({ atOnce: 1, waiting: 10 });
    void request('reply', async () => {
      await statement('reply 1');
      await deadline.within(LONG_MS, () => statement('reply 2'));
      await deadline.without(() => statement('sweep'));
    });
    await simple('other');
    await end('reply 1');
    expect(began).toEqual(['reply 1', 'reply 2']);
    void statement('scheduler');
    await end('reply 2');
    expect(began).toEqual(['reply 1', 'reply 2', 'scheduler', 'sweep']);
    await end('sweep');
    expect(began.at(-1)).toBe('other');
  });

  it('what goes on after the answer holds up nobody', async () => {
    const { request, statement, simple, end, began } = requests({ atOnce: 1, waiting: 10 });
    let late = (): Promise<void> => Promise.resolve();
    await request('answered', async () => {
      const { promise, go } = whenTold();
      late = async () => {
        go();
        await vi.advanceTimersByTimeAsync(0);
      };
      void promise.then(() => statement('afterwards'));
    });
    await simple('other');
    await late();
    expect(began).toEqual(['other', 'afterwards']);
    await end('afterwards');
    await simple('third');
    expect(began).toEqual(['other', 'afterwards']);
    await end('other');
    expect(began).toEqual(['other', 'afterwards', 'third']);
  });
});

function whenTold(): { readonly promise: Promise<void>; go(): void } {
  let go = (): void => {};
  const promise = new Promise<void>((resolve) => {
    go = resolve;
  });
  return { promise, go };
}
