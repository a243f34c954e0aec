import { type CustomerNumber, DAY_MS } from '@miomente/booking-domain';
import { z } from 'zod';
import type { HttpDeps } from '../deps.ts';
import type { HttpContext } from '../request/context.ts';
import { signedCookie } from '../security/signed-cookie.ts';

/** How long a device is remembered (links#known-device). */
export const DEVICE_MS: number = 365 * DAY_MS;
/** An address may have several customer numbers; a device remembers this many, the latest ones. */
const MAX_NUMBERS = 20;

/**
 * Devices on which partners have pressed a button, remembered in a signed cookie. This is no login: it only shows that
 * the partner, and not a mail scanner, opened a confirm link on the device.
 */
export interface Devices {
  /** Whether this visitor's device is a partner's, for any customer number. */
  isDeviceOf(ctx: HttpContext): (customerNumber: CustomerNumber) => boolean;
  /** Remembers this device as the partner's for a year, in addition to others. */
  remember(ctx: HttpContext, customerNumber: CustomerNumber): void;
}

/** Customer numbers, each with the instant at which it is forgotten. */
const REMEMBERED = z.array(z.tuple([z.string(), z.number()])).max(MAX_NUMBERS);

/** Creates the devices of this product, with their cookie. */
export function makeDevices({ settings, clock }: Pick<HttpDeps, 'settings' | 'clock'>): Devices {
  const cookie = signedCookie(settings, { name: 'booking_device', purpose: 'device', schema: REMEMBERED });
  const rememberedAt = (ctx: HttpContext, now: number) => (cookie.read(ctx) ?? []).filter(([, until]) => now < until);
  return {
    isDeviceOf: (ctx) => {
      const known = new Set<string>(rememberedAt(ctx, clock.now()).map(([customerNumber]) => customerNumber));
      return (customerNumber) => known.has(customerNumber);
    },
    remember: (ctx, customerNumber) => {
      const now = clock.now();
      const others = rememberedAt(ctx, now).filter(([known]) => known !== customerNumber);
      const latest: [string, number] = [customerNumber, now + DEVICE_MS];
      cookie.set(ctx, [latest, ...others].slice(0, MAX_NUMBERS), { maxAgeMs: DEVICE_MS });
    },
  };
}
