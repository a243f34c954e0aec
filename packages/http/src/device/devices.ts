import { createHmac } from 'node:crypto';
import { type CustomerNumber, DAY_MS, type Instant } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import type { HttpContext } from '../request/context.ts';
import { readCookie, setCookie } from '../request/cookies.ts';
import { portalSecrets, purposeKey, sameSecret } from '../security/keys.ts';
import type { HttpSettings } from '../settings.ts';

/** How long a device is remembered (decision 3). */
export const DEVICE_MS: number = 365 * DAY_MS;
/** An address may hold several customer numbers; the latest so many are remembered on one device. */
const MOST_NUMBERS = 20;
const COOKIE = 'booking_device';

/**
 * Devices that partners have pressed a button on, by a signed cookie. It is no login: it only
 * says that a confirm link opened here was opened by the partner and not by a mail scanner.
 */
export interface Devices {
  /** Whether this visitor's device is a partner's, for any customer number asked of it. */
  isDeviceOf(ctx: HttpContext): (customerNumber: CustomerNumber) => boolean;
  /** Remembers this device as the partner's for a year, beside those it is already. */
  remember(ctx: HttpContext, customerNumber: CustomerNumber): void;
}

const REMEMBERED = z.array(z.tuple([z.string(), z.number()])).max(MOST_NUMBERS);
/** Customer numbers, each with the instant at which it is forgotten. */
type Remembered = z.infer<typeof REMEMBERED>;

export function makeDevices({ settings, clock }: Pick<HttpDeps, 'settings' | 'clock'>): Devices {
  return {
    isDeviceOf: (ctx) => {
      const known = new Set(read(settings, ctx, clock.now()).map(([customerNumber]) => customerNumber));
      return (customerNumber) => known.has(customerNumber);
    },
    remember: (ctx, customerNumber) => {
      const now = clock.now();
      const others = read(settings, ctx, now).filter(([known]) => known !== customerNumber);
      const remembered: Remembered = [[customerNumber, now + DEVICE_MS], ...others].slice(
        0,
        MOST_NUMBERS,
      ) as Remembered;
      setCookie(ctx, settings, COOKIE, sign(settings.portalJwtSecret, remembered), { maxAgeMs: DEVICE_MS });
    },
  };
}

function read(settings: HttpSettings, ctx: HttpContext, now: Instant): Remembered {
  const [payload, mac, ...rest] = readCookie(ctx, settings, COOKIE)?.split('.') ?? [];
  if (payload === undefined || mac === undefined || rest.length > 0) return [];
  if (!portalSecrets(settings).some((secret) => sameSecret(mac, macOf(secret, payload)))) return [];
  const parsed = REMEMBERED.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  return parsed.success ? parsed.data.filter(([, until]) => now < until) : [];
}

function sign(secret: string, remembered: Remembered): string {
  const payload = Buffer.from(JSON.stringify(remembered)).toString('base64url');
  return `${payload}.${macOf(secret, payload)}`;
}

function macOf(secret: string, payload: string): string {
  return createHmac('sha256', purposeKey(secret, 'device')).update(payload).digest('base64url');
}
