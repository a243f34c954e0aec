import { paths } from '@miomente/booking-paths';
import { anyone, type Page, page } from '../guard/page.ts';
import { sends } from '../guard/page-answer.ts';
import type { Route } from '../guard/route.ts';
import { allowDataImages } from '../security/headers.ts';
import type { HttpSettings } from '../settings.ts';
import { assetPath } from '../static/assets.ts';
import { openApiDocument } from './document.ts';

/** The API description: as a document for programs, and readable for people. */
export function referencePages(routes: readonly Route[], settings: HttpSettings): readonly Page[] {
  const document = JSON.stringify(openApiDocument(routes, settings));
  const html = referencePage();
  const open = { method: 'get', gate: anyone, sameForAll: { keptMs: null } } as const;
  return [
    page({
      ...open,
      address: paths.apiDocument,
      about: 'The API as OpenAPI 3.1, for programs',
      answers: { 200: 'The document' },
      handle: async () => sends('application/json; charset=utf-8', document),
    }),
    page({
      ...open,
      address: paths.reference,
      about: 'The same, for people',
      answers: { 200: 'The reference' },
      handle: async ({ ctx }) => {
        allowDataImages(ctx);
        return sends('text/html; charset=utf-8', html);
      },
    }),
  ];
}

function referencePage(): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>API reference – Booking confirmation</title>
    <link rel="icon" href="${paths.favicon.at()}" type="image/svg+xml">
    <link rel="stylesheet" href="${assetPath('swagger-ui.css')}">
    <script defer src="${assetPath('swagger-ui-bundle.js')}"></script>
    <script defer src="${assetPath('api-reference.js')}"></script>
  </head>
  <body>
    <main id="reference"></main>
    <noscript><a href="${paths.apiDocument.at()}">The description of the API, for programs</a></noscript>
  </body>
</html>
`;
}
