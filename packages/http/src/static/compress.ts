import { constants } from 'node:zlib';
import compress from 'koa-compress';
import type { AppMiddleware } from '../request/context.ts';

/** Pages and their assets are compressed; JSON goes to programs, on fast connections. */
const COMPRESSED = /^(text\/(html|css|javascript)|image\/svg\+xml)$/;

/**
 * Sends pages and assets compressed to browsers that accept it: a list of twenty bookings is 4 KB instead of 36. Pages
 * with a link's token are not compressed (`keepAddressSecret`), so that no length reveals what is next to the token.
 */
export function compressPages(): AppMiddleware {
  return compress({
    filter: (type) => COMPRESSED.test(type),
    // A window as large as our pages saves a megabyte of memory per answer.
    br: { params: { [constants.BROTLI_PARAM_QUALITY]: 3, [constants.BROTLI_PARAM_LGWIN]: 17 } },
    zstd: false,
    deflate: false,
  }) as AppMiddleware;
}
