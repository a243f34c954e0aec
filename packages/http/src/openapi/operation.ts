import { API_OF, paths } from '@miomente/booking-paths';
import { z } from 'zod';
import { CSV_TYPE } from '../csv/send-csv.ts';
import { declaredProblems } from '../guard/mount.ts';
import type { Route } from '../guard/route.ts';
import { PROBLEM_JSON } from '../problem/problem-json.ts';
import { exampleOf } from './examples.ts';
import { headersOf } from './headers.ts';
import { parametersOf } from './parameters.ts';
import { byStatus, type ProblemAnswers } from './problems.ts';
import type { Json, Schemas } from './schemas.ts';
import { requirements } from './security.ts';

/** The groups of operations, by the start of their paths. */
export const TAGS: readonly { readonly prefix: string; readonly name: string; readonly description: string }[] = [
  { prefix: API_OF.partners, name: 'Partner', description: 'A partner’s own bookings; never another’s.' },
  { prefix: API_OF.office, name: 'Office', description: 'What needs a person, and the answers taken by phone.' },
  { prefix: API_OF.machines, name: 'Machines', description: 'What shop, mail provider and an outside scheduler call.' },
  { prefix: paths.root.pattern, name: 'Health', description: 'For whoever runs the processes.' },
];
/** The description of the limit of each security scheme. */
const LIMITS: Partial<Record<Route['gate']['scheme'], string>> = {
  portal: ' Counts towards the 100 requests a minute.',
};
/** The meaning of each success status. */
const DONE: Readonly<Record<number, string>> = { 200: 'Done.', 202: 'Taken; will be done.' };
/** Named, so that it is once among the components. */
const NAMED_PROBLEM = z.strictObject({ problem: PROBLEM_JSON });

/** A route's path in OpenAPI's notation. */
export function templateOf(pattern: string): string {
  return pattern.replace(/:(\w+)/g, '{$1}');
}

/** The description of a route. */
export function operation(route: Route, schemas: Schemas, refusals: ProblemAnswers): Json {
  const { method, path, summary, description, gate, answers } = route;
  schemas.output(NAMED_PROBLEM);
  const done = Object.entries(answers).map(([status, data]) => [status, answer(route, Number(status), data, schemas)]);
  const problems = byStatus(declaredProblems(route)).map(([status, codes]) => [
    status,
    refusals.refer(codes, headersOf(status, gate)),
  ]);
  return {
    operationId: `${method}${path.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    description: `${description}${LIMITS[gate.scheme] ?? ''}`,
    tags: TAGS.filter(({ prefix }) => path.startsWith(prefix))
      .slice(0, 1)
      .map(({ name }) => name),
    security: requirements(gate),
    parameters: parametersOf(route, schemas),
    ...requestBody(route, schemas),
    responses: Object.fromEntries([...done, ...problems]),
  };
}

function requestBody({ body, signedBody, multipart }: Route, schemas: Schemas): Json {
  const described = body ?? signedBody ?? multipart;
  if (described === undefined) return {};
  const schema = schemas.input(described);
  const example = exampleOf(schema, schemas.components);
  const required = !described.safeParse(undefined).success;
  const type = multipart === undefined ? 'application/json' : 'multipart/form-data';
  return { requestBody: { required, content: { [type]: { schema, example } } } };
}

const CSV =
  'With `Accept: text/csv`: the fields of the JSON, flat. RFC 4180 with a header row of stable names, UTF-8 with a byte ' +
  'order mark; text that a spreadsheet would run as a formula begins with an apostrophe, a signed number does not. A longer list goes on where ' +
  'the `Link` header leads.';

function csvMedia(header: readonly string[]): Json {
  return { schema: { type: 'string', description: CSV }, example: `\u{feff}${header.join(',')}\r\n` };
}

function answer({ gate, csv }: Route, status: number, data: z.ZodType, schemas: Schemas): Json {
  const schema = schemas.output(z.strictObject({ success: z.literal(true), data }));
  const example = exampleOf(schema, schemas.components);
  const description = DONE[status] ?? 'Done.';
  const json = { 'application/json': { schema, example } };
  if (csv === undefined || status !== 200) return { description, headers: headersOf(status, gate), content: json };
  return {
    description,
    headers: headersOf(status, gate, 'Link'),
    content: { ...json, [CSV_TYPE]: csvMedia(csv.header) },
  };
}
