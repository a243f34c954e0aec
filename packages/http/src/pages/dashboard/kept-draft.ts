import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { HttpContext } from '../../request/context.ts';
import { type PathCookie, pathCookie } from '../../request/cookies.ts';
import type { HttpSettings } from '../../settings.ts';
import { KEPT_TOKEN_MS } from '../link/kept-token.ts';

const cookieOf = (settings: HttpSettings): PathCookie => pathCookie(settings, 'booking_draft');
/** Browsers refuse cookies over 4 KB. */
const LONGEST = 3_500;
const MAX_DRAFT = 16 * 1024;
const DRAFT = z.record(z.string(), z.string());
/** The fields of a form, as typed. */
type TypedDraft = Readonly<Record<string, string>>;

/**
 * Stores what somebody typed into a form while they log in again: in their own browser, for this form only, for 15
 * minutes. Text too long for a cookie is not stored.
 * @param path where the form stands
 */
export function keepDraft(ctx: HttpContext, settings: HttpSettings, path: string, typed: TypedDraft): void {
  const value = deflateRawSync(JSON.stringify(typed)).toString('base64url');
  if (value.length <= LONGEST) cookieOf(settings).set(ctx, path, value, { maxAgeMs: KEPT_TOKEN_MS });
}

/** Deletes the stored draft. */
export function dropDraft(ctx: HttpContext, settings: HttpSettings, path: string): void {
  const cookie = cookieOf(settings);
  if (cookie.read(ctx) !== undefined) cookie.clear(ctx, path);
}

/** Reads the stored draft; undefined when there is none. */
export function readDraftKept(ctx: HttpContext, settings: HttpSettings): TypedDraft | undefined {
  const value = cookieOf(settings).read(ctx);
  if (value === undefined) return undefined;
  try {
    const text = inflateRawSync(Buffer.from(value, 'base64url'), { maxOutputLength: MAX_DRAFT }).toString();
    return DRAFT.parse(JSON.parse(text));
  } catch {
    // A browser can change its cookies; an unreadable one counts as missing.
    return undefined;
  }
}
