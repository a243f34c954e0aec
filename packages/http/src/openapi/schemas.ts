import { z } from 'zod';

/** A JSON schema, or another part of the document. */
export type Json = { readonly [key: string]: unknown };

/** The schemas of a document: unnamed ones in place, named ones as components. */
export interface Schemas {
  /** The schema of input. */
  input(schema: z.ZodType): Json;
  /** The schema of output. */
  output(schema: z.ZodType): Json;
  readonly components: Json;
}

/** Creates the schemas of a document. */
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

/** Removes a long pattern beside its format, and the default limits of whole numbers. */
function tidy(json: z.core.JSONSchema.BaseSchema): void {
  delete json.id;
  if (json.format !== undefined) delete json.pattern;
  if (json.minimum === Number.MIN_SAFE_INTEGER) delete json.minimum;
  if (json.maximum === Number.MAX_SAFE_INTEGER) delete json.maximum;
}

/** When input and output differ, zod drops examples and defaults; ours belong to the input. */
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
