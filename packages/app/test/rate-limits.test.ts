import { SAMPLE_PARTNERS } from '@miomente/booking-local';
import { describe, expect, it } from 'vitest';
import { processesOnOneDatabase } from './support/processes.ts';
import { partnerJwt } from './support/product.ts';

/** Opens an unknown login link: it is counted before it is looked up. */
async function tryLogin(url: string, forwardedFor: string): Promise<number> {
  const answer = await fetch(`${url}/login/guess`, { headers: { 'x-forwarded-for': forwardedFor } });
  await answer.arrayBuffer();
  return answer.status;
}

describe('attack limits · api#limits: limits apply across all processes', async () => {
  const { startHttp, pool } = await processesOnOneDatabase({ TRUST_PROXY: '1' });
  const [one, two] = await Promise.all([startHttp(), startHttp()]);

  it('a partner has 100 requests a minute, then gets 429 with the time to wait', async () => {
    const [partner] = SAMPLE_PARTNERS.filter(({ active }) => active);
    const headers = { authorization: `Bearer ${partnerJwt(partner?.customerNumber ?? '')}` };
    const answers = await Promise.all(
      Array.from({ length: 104 }, (_, i) =>
        fetch(`${(i % 2 === 0 ? one : two).url}/api/partner/bookings/pending`, { headers }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(100);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(4);
    for (const answer of refused) {
      expect(answer.headers.get('ratelimit-limit')).toBe('100');
      expect(answer.headers.get('ratelimit-remaining')).toBe('0');
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });

  it('behind one proxy, a client is identified by what that proxy wrote, whatever comes before it', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) {
      statuses.push(await tryLogin((i % 2 === 0 ? one : two).url, `192.0.2.${i}, 203.0.113.9`));
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429, 429]);
    expect(await tryLogin(one.url, '203.0.113.9, 192.0.2.1')).toBe(404);
  });

  it('api#client-addresses a gateway that adds the port does not disable the limits', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 65; i += 1) {
      const url = `${(i % 2 === 0 ? one : two).url}/api/decline/${'0'.repeat(64)}`;
      const forwarded = i % 3 === 0 ? `[::ffff:203.0.113.6]:${50_000 + i}` : `203.0.113.6:${50_000 + i}`;
      const answer = await fetch(url, { redirect: 'manual', headers: { 'x-forwarded-for': forwarded } });
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 60 }, () => 303), ...Array.from({ length: 5 }, () => 429)]);
  });

  it('requests are allowed when they can not be counted', async () => {
    await pool.query('ALTER TABLE miomente_partner_portal_rate_limits RENAME TO elsewhere');
    expect(await tryLogin(one.url, '203.0.113.200')).toBe(404);
    await pool.query('ALTER TABLE elsewhere RENAME TO miomente_partner_portal_rate_limits');
    await one.said(/RefusedByDatabase/);
    expect(one.output()).not.toContain('203.0.113.200');
  });
});

describe('attack limits · api#limits: without a trusted proxy', async () => {
  const { startHttp } = await processesOnOneDatabase({ TRUST_PROXY: '0' });
  const alone = await startHttp();

  it('a client can not change its identity with X-Forwarded-For', async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 12; i += 1) statuses.push(await tryLogin(alone.url, `192.0.2.${i}`));
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429, 429]);
  });
});
