import { z } from 'zod';
import { declaredProblems } from '../guard/mount.ts';
import type { Route } from '../guard/route.ts';
import { PROBLEM_JSON } from '../problem/problem-json.ts';
import { problemResponse } from './problems.ts';
import type { Json, Schemas } from './schemas.ts';
import { requirements } from './security.ts';

const count = (description: string): Json => ({ description, schema: { type: 'integer', minimum: 0 } });
const REQUEST_ID = { 'X-Request-Id': { description: 'Names the request in our logs.', schema: { type: 'string' } } };
const RATE_LIMIT = {
  'RateLimit-Limit': count('Requests a minute allows.'),
  'RateLimit-Remaining': count('How many of them are left.'),
  'RateLimit-Reset': count('Seconds until counting starts anew.'),
};
const TAGS: readonly (readonly [string, string])[] = [
  ['/api/partner/', 'Partner'],
  ['/api/manager/', 'Office'],
  ['/api/', 'Machines'],
  ['/', 'Health'],
];
/** Named, so that it stands among the components once. */
const NAMED_PROBLEM = z.strictObject({ problem: PROBLEM_JSON });

/** A route's path as OpenAPI writes it. */
export function templateOf({ path }: Pick<Route, 'path'>): string {
  return path.replace(/:(\w+)/g, '{$1}');
}

/** The description of a route. */
export function operation(route: Route, schemas: Schemas): Json {
  const { method, path, summary, gate, answers } = route;
  const headers = gate.scheme === 'portal' ? { ...REQUEST_ID, ...RATE_LIMIT } : REQUEST_ID;
  schemas.output(NAMED_PROBLEM);
  const problem = { $ref: '#/components/schemas/Problem' };
  const done = Object.entries(answers).map(([status, data]) => [status, answer(data, schemas, headers)]);
  const problems = declaredProblems(route).map((status) => [status, problemResponse(status, problem, headers)]);
  return {
    operationId: `${method}${path.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    tags: TAGS.filter(([prefix]) => path.startsWith(prefix))
      .slice(0, 1)
      .map(([, tag]) => tag),
    security: requirements(gate),
    parameters: [...parameters('path', route.params, schemas), ...parameters('query', route.query, schemas)],
    ...requestBody(route, schemas),
    responses: Object.fromEntries([...done, ...problems]),
  };
}

function parameters(place: 'path' | 'query', schema: z.ZodType | undefined, schemas: Schemas): readonly Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemas.input(schema) as {
    readonly properties?: Json;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: described,
  }));
}

function requestBody({ body }: Route, schemas: Schemas): Json {
  if (body === undefined) return {};
  const required = !body.safeParse(undefined).success;
  return { requestBody: { required, content: { 'application/json': { schema: schemas.input(body) } } } };
}

function answer(data: z.ZodType, schemas: Schemas, headers: Json): Json {
  const schema = schemas.output(z.strictObject({ success: z.literal(true), data }));
  return { description: 'Done.', headers, content: { 'application/json': { schema } } };
}
