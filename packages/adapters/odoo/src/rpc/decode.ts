/// <reference path="./xmlrpc-lib.d.ts" />
import Deserializer from 'xmlrpc/lib/deserializer.js';

/** What Odoo answered, or why its answer is none. */
export type Answer =
  | { readonly type: 'value'; readonly value: unknown }
  | { readonly type: 'fault'; readonly code: number; readonly text: string }
  | { readonly type: 'unreadable'; readonly what: string };

const DEEPEST = 64;
const MAX_ELEMENTS = 500_000;

/** Reads an answer that has arrived in full. Nothing is parsed that is cut, declares entities or nests without end. */
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

/** Counts and matches elements before the library keeps a thing of any of them; it doesn't check which end tag belongs to which start tag. */
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

/** Parses in one go: fed by a stream, the library would throw at mangled answers where nobody can catch it. */
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
      // It may call twice; the first call tells.
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
