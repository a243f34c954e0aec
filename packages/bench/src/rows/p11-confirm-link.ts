import type pg from 'pg';
import type { Bench } from '../bench.ts';
import { compared, requireSame } from '../measure/finding.ts';
import { onceEach } from '../measure/load.ts';
import { PARTNER } from '../peers/statements.ts';
import { manyBookings } from '../stage/bookings.ts';
import { peerOn } from '../stage/peers.ts';
import { startPortal } from '../stage/portal.ts';

const TABLE = 'miomente_partner_portal_booking_confirmations';
/** How many each side confirms in a round; six rounds, two sides. */
const MAX_AT_ONCE = 200;
const ROUNDS = 12;

/** Links whose tokens are known here: the token of a booking is a digest of its id. */
const TOKEN = `encode(sha256(convert_to('bench ' || id, 'UTF8')), 'hex')`;
const KNOWN_TOKENS = `
  UPDATE ${TABLE} SET confirmation_token = encode(sha256(convert_to(${TOKEN}, 'UTF8')), 'hex'),
    token_expires_at = now() + interval '7 days'
  WHERE id IN (SELECT id FROM ${TABLE} WHERE status = 'pending' AND NOT historic
    AND event_start > now() + interval '2 days' ORDER BY id DESC LIMIT $1)
  RETURNING id::text, ${TOKEN} AS token`;
const BARE = `UPDATE ${TABLE} SET status = 'confirmed', confirmed_at = now(), confirmed_by = 'email_token',
  version = version + 1 WHERE id = $1 AND status = 'pending' RETURNING id`;

/** P11: the confirm link, with state, audit, receipt and job, beside a bare update over HTTP. */
export const confirmLink: Bench = {
  row: 'P11',
  what: 'confirm by link',
  run: async (stage) => {
    const { pool, url } = await manyBookings(stage, stage.bookings, 'links');
    const { rows } = await pool.query<{ id: string; token: string }>(KNOWN_TOKENS, [MAX_AT_ONCE * ROUNDS]);
    const atOnce = Math.floor(rows.length / ROUNDS);
    // Every visitor has an address of their own, as behind a proxy; one that confirms so much would be limited.
    const portal = await startPortal(stage, url, { CONFIRM_LINK_MODE: 'direct', TRUST_PROXY: '1' });
    try {
      const peer = await peerOn(stage, 'bare', url, [{ text: BARE, values: [PARTNER] }]);
      let next = 0;
      const perSecond = async (base: string, of: (row: { id: string; token: string }, n: number) => object) => {
        const mine = rows.slice(next, next + atOnce);
        next += atOnce;
        const answered = await onceEach(
          base,
          mine.map((row, n) => ({ method: 'GET' as const, ...of(row, n) })),
        );
        requireSame('what is confirmed', await confirmed(pool, mine), mine.length);
        return answered;
      };
      const measure = {
        row: 'P11',
        what: confirmLink.what,
        unit: 'per s',
        against: 'a bare UPDATE over node:http',
        goal: { atLeast: 0.5 },
      };
      return [
        await compared(measure, {
          ours: () =>
            perSecond(portal.url, ({ token }, n) => ({
              path: `/api/confirm/${token}`,
              headers: { 'x-forwarded-for': `10.${next % 250}.${Math.floor(n / 250)}.${(n % 250) + 1}` },
            })),
          other: () => perSecond(peer, ({ id }) => ({ path: '/', headers: { 'x-partner': id } })),
        }),
      ];
    } finally {
      await portal.stop();
    }
  },
};

async function confirmed(pool: pg.Pool, of: readonly { readonly id: string }[]): Promise<number> {
  const { rows } = await pool.query<{ confirmed: number }>(
    `SELECT count(*)::int AS confirmed FROM ${TABLE} WHERE id = ANY ($1::bigint[]) AND status = 'confirmed'`,
    [of.map(({ id }) => id)],
  );
  return rows[0]?.confirmed ?? 0;
}
