import type { Route } from '../guard/route.ts';
import type { HttpRouter } from '../request/context.ts';
import { allowDataImages } from '../security/headers.ts';
import type { HttpSettings } from '../settings.ts';
import { assetPath } from '../static/assets.ts';
import { openApiDocument } from './document.ts';

/** Serves the description of the API: as a document for programs, and readable for people. */
export function registerReference(router: HttpRouter, routes: readonly Route[], settings: HttpSettings): void {
  const document = JSON.stringify(openApiDocument(routes, settings));
  const page = referencePage();
  router.get('/openapi.json', (ctx) => {
    ctx.type = 'json';
    ctx.body = document;
  });
  router.get('/docs', (ctx) => {
    allowDataImages(ctx);
    ctx.type = 'html';
    ctx.body = page;
  });
}

function referencePage(): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API reference – Booking confirmation</title>
    <link rel="icon" href="/favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="${assetPath('swagger-ui.css')}">
    <script defer src="${assetPath('swagger-ui-bundle.js')}"></script>
    <script defer src="${assetPath('api-reference.js')}"></script>
  </head>
  <body>
    <main id="reference"></main>
    <noscript><a href="/openapi.json">The description of the API, for programs</a></noscript>
  </body>
</html>
`;
}
