import type { Ajv2020 } from 'ajv/dist/2020.js';
import formats, { type FormatsPlugin } from 'ajv-formats';

// The package is CommonJS: its types and its exports disagree about `default`.
const plugin = ((formats as unknown as { readonly default?: FormatsPlugin }).default ?? formats) as FormatsPlugin;

/** Makes a validator check `format`, which it ignores by default. */
export function addFormats(ajv: Ajv2020): Ajv2020 {
  plugin(ajv);
  return ajv;
}
