import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DAY_MS } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import type { AppMiddleware, HttpContext } from '../request/context.ts';

/** In the sources also for the compiled code: TypeScript copies no stylesheets. */
const FOLDER: URL = new URL('../../src/assets/', import.meta.url);
const require: NodeJS.Require = createRequire(import.meta.url);
/** The files of the API's reference page. */
const SWAGGER_UI: URL = pathToFileURL(require.resolve('swagger-ui-dist/package.json'));
const FROM_SWAGGER_UI = ['swagger-ui.css', 'swagger-ui-bundle.js'];
const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};

interface Asset {
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

const assets: ReadonlyMap<string, Asset> = new Map([
  ...readdirSync(FOLDER)
    .filter((name) => TYPES[extname(name)] !== undefined)
    .map((name) => [name, readAsset(name, FOLDER)] as const),
  ...FROM_SWAGGER_UI.map((name) => [name, readAsset(name, SWAGGER_UI)] as const),
]);
const byPath: ReadonlyMap<string, Asset> = new Map([...assets.values()].map((asset) => [asset.path, asset]));

function readAsset(name: string, folder: URL): Asset {
  const bytes = readFileSync(new URL(name, folder));
  const extension = extname(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  return {
    path: paths.asset.at({ file: `${name.slice(0, -extension.length)}.${hash}${extension}` }),
    type: TYPES[extension] ?? '',
    bytes,
  };
}

/**
 * The address of a file of `src/assets`. It changes with the content, so that browsers may cache it for ever.
 * @throws Error when there is no such file
 */
export function assetPath(name: string): string {
  const asset = assets.get(name);
  if (asset === undefined) throw new Error(`There is no asset ${name} in packages/http/src/assets.`);
  return asset.path;
}

/** For content that is the same in every language: caches need not store it once per language. */
export function sameInEveryLanguage(ctx: Pick<HttpContext, 'set'>): void {
  ctx.set('Vary', 'Accept-Encoding');
}

/** Serves the assets, to everybody. */
export function serveAssets(): AppMiddleware {
  return async (ctx, next) => {
    const asset = byPath.get(ctx.path);
    if (asset === undefined || !['GET', 'HEAD'].includes(ctx.method)) return next();
    sameInEveryLanguage(ctx);
    ctx.type = asset.type;
    ctx.set('Cache-Control', `public, max-age=${(365 * DAY_MS) / 1000}, immutable`);
    ctx.body = asset.bytes;
  };
}
