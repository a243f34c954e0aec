/// <reference path="./xmlrpc-lib.d.ts" />
import Deserializer from 'xmlrpc/lib/deserializer.js';

/** An answer of Odoo: its value, a fault, or why it can't be read. */
export type Answer =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'fault'; readonly code: number; readonly text: string }
  | { readonly type: 'unreadable'; readonly what: string };

const DEEPEST = 64;
const MAX_ELEMENTS = 500_000;

/**
 * Reads a complete answer. Refuses answers that are cut, declare entities or are nested too deep, before they are
 * parsed.
 */
export function decodeAnswer(text: string): Answer {
  const what = obstacle(text);
  return what === undefined ? parsed(text) : { type: 'unreadable', what };
}

function obstacle(text: string): string | undefined {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) return 'an answer with a document type';
  if (!/^\ufeff?\s*(<\?xml[^>]{0,200}\?>\s*)?<methodResponse\b/.test(text)) return 'something other than XML-RPC';
  if (!/<\/methodResponse>\s*$/.test(text)) return 'an answer that is cut';
  if (/<fault>(?!\s*<value>\s*<struct>)/.test(text)) return 'a fault without contents';
  return shapeProblem(text);
}

/**
 * Counts elements and checks their nesting before the library allocates anything for them. The library itself does not
 * check that start and end tags match.
 */
function shapeProblem(text: string): string | undefined {
  const open: string[] = [];
  let elements = 0;
  for (const [, closing, name = '', selfClosing] of text.matchAll(/<(\/)?([a-zA-Z][\w.]*)[^<>]*?(\/)?>/g)) {
    elements += 1;
    if (closing !== undefined && open.pop() !== name) return 'a mangled answer';
    if (closing === undefined && selfClosing === undefined) open.push(name);
    if (open.length > DEEPEST || elements > MAX_ELEMENTS) return 'an answer that nests without end';
  }
  return open.length === 0 ? undefined : 'a mangled answer';
}

/**
 * Parses the whole answer at once: with a stream, the library would throw errors for invalid answers where no code can
 * catch them.
 */
function parsed(text: string): Answer {
  let answer: Answer | undefined;
  const whole = {
    setEncoding: () => undefined,
    on: () => undefined,
    pipe: (parser: { write(text: string): void; end(): void }) => {
      parser.write(text);
      parser.end();
    },
  };
  try {
    new Deserializer().deserializeMethodResponse(whole, (error, value) => {
      // The library may call back twice; only the first call counts.
      answer ??= error ? readFault(error) : { type: 'value', value };
    });
  } catch {
    return { type: 'unreadable', what: 'a mangled answer' };
  }
  return answer ?? { type: 'unreadable', what: 'a mangled answer' };
}

function readFault(error: unknown): Answer {
  if (typeof error !== 'object' || error === null || !('faultCode' in error) || !('faultString' in error))
    return { type: 'unreadable', what: 'a mangled answer' };
  const { faultCode, faultString } = error;
  return typeof faultCode === 'number' && typeof faultString === 'string'
    ? { type: 'fault', code: faultCode, text: faultString }
    : { type: 'unreadable', what: 'a fault without code' };
}
