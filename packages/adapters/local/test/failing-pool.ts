import type pg from 'pg';

/** How the next statement fails: it does not run, or it runs and its answer is lost. */
export type PoolFailure = 'transient' | 'lost_answer';

/** A pool whose statements can be made to fail as on a broken connection. */
export function failingPool(pool: pg.Pool): { readonly pool: pg.Pool; failNext(failure: PoolFailure): void } {
  let next: PoolFailure | undefined;
  const query = async (...given: Parameters<pg.Pool['query']>): Promise<unknown> => {
    const failure = next;
    next = undefined;
    if (failure === 'transient') throw broken();
    const result: unknown = await pool.query(...given);
    if (failure === 'lost_answer') throw broken();
    return result;
  };
  const failing = new Proxy(pool, {
    get: (target, name) => {
      const value: unknown = name === 'query' ? query : Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return {
    pool: failing,
    failNext: (failure) => {
      next = failure;
    },
  };
}

/** An error as drivers word it, with data that must not be passed on. */
function broken(): Error {
  return Object.assign(new Error('read ECONNRESET while storing mara@example.org'), { code: 'ECONNRESET' });
}
