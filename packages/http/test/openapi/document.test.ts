import { Router } from '@koa/router';
import { address } from '@miomente/booking-paths';
import { describedApi, type OpenApiDocument, type OpenApiMedia, type OpenApiSchema } from '@miomente/booking-testing';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { makeDevices } from '../../src/device/devices.ts';
import { open } from '../../src/guard/gate.ts';
import { mount } from '../../src/guard/mount.ts';
import { route } from '../../src/guard/route.ts';
import { STATUS_OF } from '../../src/problem/http-problem.ts';
import { PROBLEM_CODES } from '../../src/problem/phrases.ts';
import type { HttpRouter, RequestState } from '../../src/request/context.ts';
import { declarations, makeRouter } from '../../src/router.ts';
import { makeSessions } from '../../src/session/sessions.ts';
import { openWorld, type World } from '../world.ts';

let world: World;
let document: OpenApiDocument;
beforeEach(async () => {
  world = await openWorld();
  document = (await world.send('GET', '/openapi.json')).json as OpenApiDocument;
});
afterEach(() => world.stop());

/** Method and path of everything on a router, in the document's notation. */
function addresses(router: HttpRouter): readonly string[] {
  return router.stack.flatMap(({ path, methods }) =>
    methods
      .filter((method) => method !== 'HEAD')
      .map((method) => `${method.toLowerCase()} ${String(path).replace(/:(\w+)/g, '{$1}')}`),
  );
}

/**
 * Everything mounted except pages for people, including the links in mails, without metrics and the description itself.
 */
function jsonRoutes(router: HttpRouter): readonly string[] {
  const others: HttpRouter = new Router<RequestState>();
  const web = { ...world.deps, sessions: makeSessions(world.deps), devices: makeDevices(world.deps) };
  mount(
    others,
    world.deps,
    declarations(web).filter(({ kind }) => kind === 'page'),
  );
  const pages = new Set(addresses(others));
  return addresses(router).filter((address) => !pages.has(address));
}

const described = (): readonly string[] => describedApi(document).operations.map(({ name }) => name);

const examplesOf = ({ example, examples = {} }: OpenApiMedia): readonly unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples).map(({ value }) => value),
];

describe('api#openapi: the API description', () => {
  it('is OpenAPI 3.1, and valid by its official schema', async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const { valid, errors } = await new Validator().validate({ ...document });
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('contains every JSON route and the addresses of links in mails, and nothing else', () => {
    const router = makeRouter(world.deps);
    const links = addresses(router).filter((address) =>
      / \/(api\/(confirm|decline)\/|confirmation-(success|error))/.test(address),
    );
    expect(links).toHaveLength(7);
    expect([...described()].sort()).toEqual([...jsonRoutes(router), ...links].sort());
  });

  it('is incomplete when another route is mounted', () => {
    const router = makeRouter(world.deps);
    const forgotten = route({
      method: 'get',
      address: address('/internal/forgotten'),
      summary: 'Nobody described it',
      description: 'Not even here.',
      gate: open,
      answers: { 200: z.strictObject({}) },
      handle: async () => ({ status: 200, data: {} }),
    });
    mount(router, world.deps, [forgotten]);
    expect(jsonRoutes(router)).toContain('get /internal/forgotten');
    expect(described()).not.toContain('get /internal/forgotten');
  });

  const isLink = ({ tags }: { readonly tags: readonly string[] }): boolean => tags.includes('Links');

  it('tells of every operation what it changes or what a repetition does, and how often it may be asked', () => {
    for (const { name, method, path, description } of describedApi(document).operations) {
      const reads = method === 'get';
      const said = reads
        ? /changes (nothing|anything)|reading changes|503/i
        : /repe(at|tition)|second|any number|again/i;
      expect(description, name).toMatch(said);
      if (/^\/api\/(partner|manager)\//.test(path)) expect(description, name).toMatch(/\d+ requests a minute/);
    }
  });

  it('gives every operation a unique id, a summary, notes for programs, its security and its group', () => {
    const { operations } = describedApi(document);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const operation of operations) {
      const { name, path, summary, description, security } = operation;
      expect(summary, name).not.toBe('');
      expect(description.length, name).toBeGreaterThan(40);
      // A link's token is its only authorisation.
      expect(security.length > 0, name).toBe(path.startsWith('/api/') && !isLink(operation));
    }
  });

  it('gives every request and every answer a valid example', () => {
    const api = describedApi(document);
    for (const { name, parameters, requestBody, responses } of api.operations) {
      for (const { name: parameter, schema, example } of parameters) {
        expect(api.faultsOfValue(schema, example), `${name}: ${parameter}`).toEqual([]);
      }
      const media = [requestBody, ...Object.values(responses)].flatMap((each) => Object.entries(each?.content ?? {}));
      expect(media.length, name).toBeGreaterThanOrEqual(
        Object.keys(responses).filter((status) => status !== '303').length,
      );
      for (const [type, described] of media) {
        const examples = examplesOf(described);
        expect(examples.length, `${name}: ${type}`).toBeGreaterThan(0);
        for (const example of examples) {
          expect(api.faultsOfValue(described.schema, example), `${name}: ${JSON.stringify(example)}`).toEqual([]);
        }
      }
    }
  });

  it('names the codes of every error, with an example of each, and when to try again', () => {
    const seen = new Set<string>();
    for (const operation of describedApi(document).operations) {
      const { name, responses } = operation;
      const always = isLink(operation) ? ['429', '500', '503'] : ['400', '500', '503'];
      expect(Object.keys(responses), name).toEqual(expect.arrayContaining(always));
      for (const [status, { content, description, headers = {} }] of Object.entries(responses)) {
        if (Number(status) < 400) continue;
        const { schema = {}, examples = {} } = content?.['application/json'] ?? content?.['text/html'] ?? {};
        const codes = Object.keys(examples);
        if (content?.['text/html'] === undefined)
          expect(JSON.stringify(schema), name).toContain(JSON.stringify({ enum: codes }));
        for (const code of codes) {
          expect(STATUS_OF[code as keyof typeof STATUS_OF], `${name}: ${code}`).toBe(Number(status));
          expect(description, name).toContain(`\`${code}\``);
          seen.add(code);
        }
        if (['429', '503'].includes(status)) expect(Object.keys(headers), name).toContain('Retry-After');
      }
    }
    // Only pages give some of these; the last but one is refused before any route; the last comes from the links in
    // mails.
    const unseen = [...PROBLEM_CODES].filter((code) => !seen.has(code));
    expect(unseen).toEqual(['unknown_account', 'login_loop', 'method_not_allowed', 'expired']);
  });

  it('describes the headers of rate limits where requests are counted', () => {
    for (const operation of describedApi(document).operations) {
      const { name, responses, security } = operation;
      const limited = security.some((way) => 'portalToken' in way) || isLink(operation);
      const { headers = {} } = responses['200'] ?? responses['303'] ?? {};
      expect(
        Object.keys(headers).filter((header) => header.startsWith('RateLimit')),
        name,
      ).toHaveLength(limited ? 3 : 0);
      expect('429' in responses, name).toBe(limited);
    }
  });

  it('explains every parameter, and every field whose name is not self-explanatory', () => {
    const plain =
      /^(success|data|booking|timeline|bookings|summary|pagination|customer|course|error)$|^(first|last)?name$/i;
    const known = /^(email|sku|status|paymentStatus|pending|confirmed|declined|cancelled|(confirm|declin|cancel)\w+)$/;
    const unexplained: string[] = [];
    const visit = (schema: unknown, place: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      const {
        properties = {},
        description: _,
        examples: __,
        ...rest
      } = schema as OpenApiSchema & {
        properties?: Record<string, OpenApiSchema>;
      };
      for (const [name, field] of Object.entries(properties)) {
        if (!('description' in field) && !plain.test(name) && !known.test(name)) unexplained.push(`${place}.${name}`);
        visit(field, `${place}.${name}`);
      }
      for (const [keyword, part] of Object.entries(rest)) visit(part, `${place}/${keyword}`);
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) visit(schema, name);
    for (const { name, parameters, requestBody, responses } of describedApi(document).operations) {
      for (const parameter of parameters) {
        if ((parameter.description ?? '') === '') unexplained.push(`${name} ${parameter.name}`);
      }
      visit(requestBody?.content['application/json']?.schema, `${name} body`);
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) < 400) visit(content?.['application/json']?.schema, `${name} ${status}`);
      }
    }
    expect(unexplained).toEqual([]);
  });

  it('refers only to what it contains', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/components\/(\w+\/[\w.-]+)"/g)].map(([, name]) => name ?? '');
    const { securitySchemes, ...components } = document.components;
    const held = Object.entries(components).flatMap(([kind, parts]) => Object.keys(parts).map((n) => `${kind}/${n}`));
    expect(new Set(references)).toEqual(new Set(held));
    expect(text.match(/"\$ref":/g)).toHaveLength(references.length);
    expect(text).not.toContain('$defs');
    const schemes = describedApi(document).operations.flatMap(({ security }) => security.flatMap(Object.keys));
    expect(new Set(schemes)).toEqual(new Set(Object.keys(securitySchemes)));
  });

  it('gives the format of numbers and days in addresses', () => {
    const { parameters } = describedApi(document).operation('get /api/partner/bookings');
    const schemas = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    expect(schemas['limit']).toMatchObject({ type: 'integer', minimum: 1, maximum: 100 });
    expect(schemas['from']).toMatchObject({ type: 'string', format: 'date' });
  });
});
