import type { Ajv2020 } from 'ajv/dist/2020.js';
import formats, { type FormatsPlugin } from 'ajv-formats';

// Published as CommonJS whose types say `default` and whose exports do too.
const plugin = ((formats as unknown as { readonly default?: FormatsPlugin }).default ?? formats) as FormatsPlugin;

/** Has a validator check `format`, which it would else let pass. */
export function addFormats(ajv: Ajv2020): Ajv2020 {
  plugin(ajv);
  return ajv;
}
