import { API_OF, paths } from '@miomente/booking-paths';
import type { Route } from '../guard/route.ts';
import type { HttpSettings } from '../settings.ts';
import { RESPONSE_HEADERS } from './headers.ts';
import { LINKS_TAG, linkPaths } from './link-operations.ts';
import { operation, TAGS, templateOf } from './operation.ts';
import { COMMON_PARAMETERS } from './parameters.ts';
import { makeProblemAnswers } from './problems.ts';
import { type Json, makeSchemas } from './schemas.ts';
import { securitySchemes } from './security.ts';

const DESCRIPTION = `Course partners confirm or decline bookings; the office helps.

Every answer is an envelope: \`{"success": true, "data": …}\`, or \`{"success": false, "error": …}\` with a stable
\`code\`. Instants are ISO 8601 in UTC. Under ${API_OF.partners} and ${API_OF.office} unknown parameters and keys are refused.
Bodies are \`application/json\` in UTF-8, uncompressed, at most 100 KiB where nothing else is said, nested at most
20 deep. \`HEAD\` answers like \`GET\`, without a body; a method that an address does not have is refused with 405
\`method_not_allowed\` and an address that does not exist with 404 \`not_found\`, in the same envelope.

Partners and managers have 100 requests a minute each, over all processes; the \`RateLimit\` headers say how many are
left. Whoever is refused with 429 or 503 finds in \`Retry-After\` when to come back.

The links in mails (${paths.confirmLink.at({ token: '' })}…, ${paths.declineLink.at({ token: '' })}…) answer with pages for people; what a program must know of them
stands under Links.`;

/** The API as OpenAPI 3.1, generated from the mounted routes. */
export function openApiDocument(routes: readonly Route[], settings: HttpSettings): Json {
  const schemas = makeSchemas();
  const refusals = makeProblemAnswers();
  const described: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    described[path] = { ...described[path], [route.method]: operation(route, schemas, refusals) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Booking confirmation',
      version: '1',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
      contact: { email: settings.supportEmail },
    },
    servers: [{ url: settings.publicUrl }],
    tags: [...TAGS.map(({ name, description }) => ({ name, description })), LINKS_TAG],
    paths: { ...described, ...linkPaths(refusals) },
    components: {
      schemas: schemas.components,
      parameters: COMMON_PARAMETERS,
      headers: RESPONSE_HEADERS,
      responses: refusals.components,
      securitySchemes: securitySchemes(
        settings,
        routes.map(({ gate }) => gate),
      ),
    },
  };
}
