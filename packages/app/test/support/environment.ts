import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Secrets shared by the test and the processes it starts. */
export const SECRETS = {
  BOOKING_TOKEN_SECRET: 'token-secret-of-the-tests-long-enough-for-anything',
  PORTAL_JWT_SECRET: 'session-secret-of-the-tests-long-enough-for-anything',
  WEBHOOK_SECRET: 'webhook-secret-of-the-tests-long-enough-for-anything',
  EVENTS_READ_SECRET: 'events-secret-of-the-tests-long-enough-for-anything',
  BOOKING_REMINDER_CRON_SECRET: 'cron-secret-of-the-tests-long-enough-for-anything',
  SAMPLE_MAILBOX_KEY: 'mailbox-key-of-the-tests-long-enough-for-anything',
};

/** An empty data folder, deleted after the test file. */
export function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'booking-app-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  return join(folder, 'data');
}

/** A port that is currently free. */
export function anyPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
