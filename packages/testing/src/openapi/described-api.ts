import { Ajv2020 } from 'ajv/dist/2020.js';
import type {
  HttpAnswer,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  OpenApiReference,
  OpenApiResponse,
} from './document.ts';
import { addFormats } from './formats.ts';

/** An operation and its name, `post /api/things/{id}`. */
export interface DescribedOperation extends Omit<OpenApiOperation, 'parameters' | 'responses'> {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly OpenApiParameter[];
  readonly responses: Readonly<Record<string, OpenApiResponse>>;
}

/** An API as its OpenAPI document describes it. Checks answers against the document. */
export interface DescribedApi {
  readonly operations: readonly DescribedOperation[];
  operation(name: string): DescribedOperation;
  /** Lists how an answer differs from the document: status, media type, headers or body. */
  faultsOf(operation: DescribedOperation, answer: HttpAnswer): readonly string[];
  /** Lists how a value differs from a schema of the document. */
  faultsOfValue(schema: object, value: unknown): readonly string[];
}

/** Compiles the schemas of an OpenAPI document. */
export function describedApi(document: OpenApiDocument): DescribedApi {
  const ajv = addFormats(new Ajv2020({ strict: false, allErrors: false }));
  ajv.addSchema({ ...document, $id: 'api:document' });
  // Schemas refer to components by a path from the document's root, so a schema is compiled with the components beside
  // it.
  const compiled = new Map<string, ReturnType<typeof ajv.compile>>();
  const faultsOfValue = (schema: object, value: unknown): readonly string[] => {
    const key = JSON.stringify(schema);
    const absolute = JSON.parse(key.replaceAll('"#/components/', '"api:document#/components/')) as object;
    const check = compiled.get(key) ?? ajv.compile(absolute);
    compiled.set(key, check);
    return check(value) ? [] : [ajv.errorsText(check.errors, { dataVar: 'value' })];
  };
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { responses, parameters, ...operation }]) => ({
      ...operation,
      name: `${method} ${path}`,
      method,
      path,
      parameters: parameters.map((parameter) => pointedAt(document, parameter)),
      responses: Object.fromEntries(
        Object.entries(responses).map(([status, response]) => [status, pointedAt(document, response)]),
      ),
    })),
  );
  const faultsOfHeaders = (response: OpenApiResponse, answer: HttpAnswer): readonly string[] =>
    Object.entries(response.headers ?? {}).flatMap(([name, described]) => {
      const text = answer.headers[name.toLowerCase()];
      if (text === undefined) return [];
      const { schema } = pointedAt(document, described);
      const value = schema['type'] === 'integer' ? Number(text) : text;
      return faultsOfValue(schema, value).map((fault) => `header ${name}: ${fault}`);
    });

  const faultsOfBody = (response: OpenApiResponse, { text, headers }: HttpAnswer): readonly string[] => {
    const { content = {} } = response;
    const [type = ''] = String(headers['content-type'] ?? '').split(';');
    const media = content[type.trim()];
    if (media === undefined) {
      const none = Object.keys(content).length === 0 && text === '';
      return none ? [] : [`a body of type "${type}", described are ${Object.keys(content).join(', ') || 'none'}`];
    }
    if (!type.endsWith('json')) return faultsOfValue(media.schema, text);
    try {
      return faultsOfValue(media.schema, JSON.parse(text));
    } catch {
      return ['a body that is no JSON'];
    }
  };

  return {
    operations,
    operation: (name) => {
      const found = operations.find((operation) => operation.name === name);
      if (found === undefined) throw new Error(`The document describes no operation "${name}".`);
      return found;
    },
    faultsOf: (operation, answer) => {
      const response = operation.responses[String(answer.status)];
      if (response === undefined) return [`status ${answer.status} is not described`];
      return [...faultsOfHeaders(response, answer), ...faultsOfBody(response, answer)];
    },
    faultsOfValue,
  };
}

/** Resolves a `$ref`. */
function pointedAt<Part>(document: OpenApiDocument, part: Part | OpenApiReference): Part {
  if (!isReference(part)) return part;
  const steps = part.$ref.replace(/^#\//, '').split('/');
  return steps.reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], document) as Part;
}

function isReference(part: unknown): part is OpenApiReference {
  return typeof part === 'object' && part !== null && '$ref' in part;
}
