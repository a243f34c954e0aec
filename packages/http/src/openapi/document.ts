import type { Route } from '../guard/route.ts';
import type { HttpSettings } from '../settings.ts';
import { operation, templateOf } from './operation.ts';
import { type Json, makeSchemas } from './schemas.ts';
import { securitySchemes } from './security.ts';

const DESCRIPTION = `Course partners confirm or decline bookings; the office helps.

Every answer is an envelope: \`{"success": true, "data": …}\`, or \`{"success": false, "error": …}\` with a stable
\`code\`. Instants are ISO 8601 in UTC. Under /api/partner and /api/manager unknown parameters and keys are refused.
The links in mails (/api/confirm/…, /api/decline/…) answer with pages for people and are not part of this description.`;

/** The API as OpenAPI 3.1, made from the very routes that are mounted. */
export function openApiDocument(routes: readonly Route[], settings: HttpSettings): Json {
  const schemas = makeSchemas();
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    const path = templateOf(route);
    paths[path] = { ...paths[path], [route.method]: operation(route, schemas) };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Booking confirmation', version: '1', description: DESCRIPTION },
    servers: [{ url: settings.publicUrl }],
    paths,
    components: { schemas: schemas.components, securitySchemes: securitySchemes(settings) },
  };
}
