import { Validator } from '@seriousme/openapi-schema-validator';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BOOKING_EXAMPLE, MANAGER_BOOKING_EXAMPLE } from '../../src/api/bookings/booking-example.ts';
import { BOOKING_JSON } from '../../src/api/bookings/booking-json.ts';
import { MANAGER_BOOKING_JSON } from '../../src/api/manager/manager-booking-json.ts';
import { makeRouter } from '../../src/router.ts';
import { openWorld, type World } from '../world.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly schema: object }[];
  readonly responses: Readonly<Record<string, { readonly content?: object }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: object; readonly securitySchemes: object };
}

let world: World;
let document: Document;
beforeEach(async () => {
  world = await openWorld();
  document = (await world.send('GET', '/openapi.json')).json as Document;
});
afterEach(() => world.stop());

const operations = (): readonly (readonly [string, Operation])[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method} ${path}`, operation] as const),
  );

describe('decision 7: the description of the API', () => {
  it('is OpenAPI 3.1, and valid', async () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const { valid, errors } = await new Validator().validate({ ...document });
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
  });

  it('names every route of the API that is mounted, and no other', () => {
    const mounted = makeRouter(world.deps)
      .stack.filter(({ path }) => /^\/(api|healthz|readyz|metrics)(\/|$)/.test(String(path)))
      // Links in mails lead to pages for people.
      .filter(({ path }) => !/^\/api\/(confirm|decline)\//.test(String(path)))
      .flatMap(({ path, methods }) =>
        methods
          .filter((method) => method !== 'HEAD')
          .map((method) => `${method.toLowerCase()} ${String(path).replace(/:(\w+)/g, '{$1}')}`),
      );
    expect(
      operations()
        .map(([name]) => name)
        .sort(),
    ).toEqual(mounted.sort());
  });

  it('gives every operation a name of its own, a summary, its errors with examples, and the way in', () => {
    const names = operations().map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const [name, { summary, security, responses }] of operations()) {
      expect(summary, name).not.toBe('');
      expect(security.length > 0, name).toBe(name.includes(' /api/'));
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) >= 400) expect(JSON.stringify(content), name).toContain('"example":{"success":false');
      }
      expect(Object.keys(responses), name).toEqual(expect.arrayContaining(['400', '500', '503']));
    }
  });

  it('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? '');
    expect(new Set(references)).toEqual(new Set(Object.keys(document.components.schemas)));
    expect(text).not.toContain('$defs');
    const schemes = operations().flatMap(([, { security }]) => security.flatMap(Object.keys));
    expect(new Set(schemes)).toEqual(new Set(Object.keys(document.components.securitySchemes)));
  });

  it('says what numbers and days in addresses may be', () => {
    const { parameters = [] } = document.paths['/api/partner/bookings']?.['get'] ?? {};
    const described = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema]));
    expect(described['limit']).toMatchObject({ type: 'integer', minimum: 1, maximum: 100 });
    expect(described['from']).toMatchObject({ type: 'string', format: 'date' });
  });

  it('shows examples that are true to it', () => {
    expect(BOOKING_JSON.parse(BOOKING_EXAMPLE)).toEqual(BOOKING_EXAMPLE);
    expect(MANAGER_BOOKING_JSON.parse(MANAGER_BOOKING_EXAMPLE)).toEqual(MANAGER_BOOKING_EXAMPLE);
  });
});
