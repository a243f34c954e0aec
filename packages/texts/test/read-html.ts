import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** What a reader of an HTML mail sees and can click. */
export interface ReadHtml {
  readonly errors: readonly string[];
  readonly language: string | undefined;
  /** The texts of the body, one per paragraph, cell or heading, including invisible ones. */
  readonly lines: readonly string[];
  readonly links: readonly { readonly url: string; readonly label: string }[];
  readonly elements: ReadonlySet<string>;
}

const LINES = new Set(['p', 'td', 'h1', 'h2', 'div', 'li', 'br']);

export function readHtml(html: string): ReadHtml {
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`) });
  const elements = [...elementsOf(document)];
  const attribute = (element: Element | undefined, name: string): string | undefined =>
    element?.attrs.find((each) => each.name === name)?.value;
  const body = elements.find(({ tagName }) => tagName === 'body');
  return {
    errors,
    language: attribute(elements[0], 'lang'),
    lines: textOf(body as Node)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    links: elements
      .filter(({ tagName }) => tagName === 'a')
      .map((a) => ({ url: attribute(a, 'href') ?? '', label: textOf(a) })),
    elements: new Set(elements.map(({ tagName }) => tagName)),
  };
}

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child);
}

function textOf(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value.replaceAll('\n', ' ');
  if (!('childNodes' in node)) return '';
  const inner = node.childNodes.map(textOf).join('');
  return LINES.has(node.nodeName) ? `\n${inner}\n` : inner;
}
