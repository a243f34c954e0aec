import { constants } from 'node:zlib';
import compress from 'koa-compress';
import type { AppMiddleware } from '../request/context.ts';

/** Pages and what they are made of; JSON goes to programs, on lines where bytes count less than time. */
const COMPRESSED = /^(text\/(html|css|javascript)|image\/svg\+xml)$/;

/**
 * Sends pages and assets compressed to browsers that take it: a list of twenty bookings is 4 KB
 * instead of 36. Pages with a link's token in them go as they are (`keepAddressSecret`), so that no
 * length tells what stands beside the token.
 */
export function compressPages(): AppMiddleware {
  return compress({
    filter: (type) => COMPRESSED.test(type),
    // A window no larger than our pages: a megabyte less memory for each answer.
    br: { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 17 } },
    zstd: false,
    deflate: false,
  }) as AppMiddleware;
}
