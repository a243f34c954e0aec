import { z } from 'zod';

/** A JSON schema, or any other piece of the document. */
export type Json = { readonly [key: string]: unknown };

/** The schemas of a document: each where it is used, those with a name gathered as its components. */
export interface Schemas {
  /** What a client may send. */
  input(schema: z.ZodType): Json;
  /** What a client is sent. */
  output(schema: z.ZodType): Json;
  readonly components: Json;
}

export function makeSchemas(): Schemas {
  const components: Record<string, unknown> = {};
  const convert = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const made = z.toJSONSchema(schema, {
      io,
      override: ({ zodSchema, jsonSchema }) => {
        tidy(jsonSchema);
        if (io === 'input') keepShown(zodSchema, jsonSchema);
      },
    });
    const { $schema: _, $defs = {}, ...json } = pointedAtComponents(made) as Json & { readonly $defs?: Json };
    Object.assign(components, $defs);
    return json;
  };
  return { input: (schema) => convert(schema, 'input'), output: (schema) => convert(schema, 'output'), components };
}

/** A format says what the long pattern beside it says; limits of whole numbers in JSON go without saying. */
function tidy(json: z.core.JSONSchema.BaseSchema): void {
  delete json.id;
  if (json.format !== undefined) delete json.pattern;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
}

/** Where something else comes out than goes in, zod drops examples and defaults; ours are what goes in. */
function keepShown(schema: z.core.$ZodType, json: z.core.JSONSchema.BaseSchema): void {
  const { examples } = z.globalRegistry.get(schema) ?? {};
  if (Array.isArray(examples)) json.examples = examples;
  if (schema instanceof z.ZodDefault) json.default = schema.def.defaultValue as typeof json.default;
}

function pointedAtComponents(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(pointedAtComponents);
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, value.replace('#/$defs/', '#/components/schemas/')]
        : [key, pointedAtComponents(value)],
    ),
  );
}
