import type { Answer } from '../client.ts';
import type { World } from '../world.ts';

/** What a browser of today sends when somebody follows a link to a page of its own. */
const NAVIGATION = {
  'User-Agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36',
  Accept: 'text/html,application/xhtml+xml',
  'Accept-Language': 'de-DE,de;q=0.9',
  'Sec-Fetch-Site': 'none',
  'Sec-Fetch-Mode': 'navigate',
  'Sec-Fetch-Dest': 'document',
  'Sec-Fetch-User': '?1',
  'Upgrade-Insecure-Requests': '1',
} as const;

/** A button of a page, with the form it sends. */
export interface Button {
  readonly action: string;
  /** Hidden fields, and the fields to be typed into with what stands in them. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly fields: readonly string[];
  /** What the button itself sends. */
  readonly own: Readonly<Record<string, string>>;
  /** Whether keyboards and screen readers leave it out. */
  readonly unseen: boolean;
}

/** A page as a program reads it. */
export interface Seen {
  readonly status: number;
  readonly path: string;
  readonly html: string;
  readonly heading: string;
  readonly buttons: readonly Button[];
  readonly links: readonly string[];
}

/** A browser without script: follows redirects, keeps cookies for their paths, sends forms. */
export class Guest {
  readonly #world: World;
  readonly #cookies = new Map<string, { readonly value: string; readonly path: string }>();
  readonly #keeps: boolean;

  constructor(world: World, { keepsCookies = true }: { readonly keepsCookies?: boolean } = {}) {
    this.#world = world;
    this.#keeps = keepsCookies;
  }

  /** Whether a cookie of this name is kept. */
  has(name: string): boolean {
    return [...this.#cookies.keys()].some((key) => key.startsWith(`${name}|`));
  }

  head(path: string): Promise<Answer> {
    return this.#world.send('HEAD', path, { headers: this.#headers(path) });
  }

  async open(path: string): Promise<Seen> {
    return this.#follow(path, await this.#send('GET', path));
  }

  /** Presses a button, with what is typed into its fields. */
  async press(button: Button, typed: Readonly<Record<string, string>> = {}): Promise<Seen> {
    const { action, hidden, own } = button;
    const body = new URLSearchParams({ ...hidden, ...typed, ...own }).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'same-origin' };
    const answer = await this.#world.send('POST', action, { headers: { ...this.#headers(action), ...headers }, body });
    this.#keep(answer);
    return this.#follow(action, answer);
  }

  async #send(method: string, path: string): Promise<Answer> {
    const answer = await this.#world.send(method, path, { headers: this.#headers(path) });
    this.#keep(answer);
    return answer;
  }

  async #follow(from: string, first: Answer): Promise<Seen> {
    let [path, answer] = [from, first];
    for (let hops = 0; hops < 5 && answer.status === 303; hops += 1) {
      path = String(answer.headers['location'] ?? '/').replace(this.#world.settings.publicUrl, '');
      answer = await this.#send('GET', path);
    }
    return { status: answer.status, path, html: answer.text, ...read(answer.text) };
  }

  #headers(path: string): Record<string, string> {
    const pathname = path.split('?', 1)[0] ?? '';
    const sent = [...this.#cookies].filter(([, cookie]) => pathname.startsWith(cookie.path));
    const Cookie = sent.map(([key, { value }]) => `${key.split('|', 1)[0]}=${value}`).join('; ');
    return { ...NAVIGATION, ...(Cookie === '' ? {} : { Cookie }) };
  }

  #keep({ headers }: Answer): void {
    if (!this.#keeps) return;
    for (const line of [headers['set-cookie'] ?? []].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      const path = /Path=([^;]+)/.exec(line)?.[1] ?? '/';
      if (/Max-Age=0\b/.test(line)) this.#cookies.delete(`${name}|${path}`);
      else this.#cookies.set(`${name}|${path}`, { value, path });
    }
  }
}

function read(html: string): Pick<Seen, 'heading' | 'buttons' | 'links'> {
  const main = /<main[^>]*>(.*)<\/main>/s.exec(html)?.[1] ?? '';
  const forms = [...main.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)];
  const buttons = forms.flatMap(([, attributes = '', inside = '']) => {
    const inputs = [...inside.matchAll(/<input([^>]*)>/g)].map(([, attrs = '']) => attrs);
    const isHidden = (attrs: string) => attribute(attrs, 'type') === 'hidden';
    const hidden = Object.fromEntries(
      inputs.filter(isHidden).map((attrs) => [attribute(attrs, 'name'), attribute(attrs, 'value')]),
    );
    const fields = inputs.filter((attrs) => !isHidden(attrs)).map((attrs) => attribute(attrs, 'name'));
    return [...inside.matchAll(/<button([^>]*)>/g)].map(([, attrs = '']) => ({
      action: attribute(attributes, 'action'),
      hidden,
      fields,
      own: attribute(attrs, 'name') === '' ? {} : { [attribute(attrs, 'name')]: attribute(attrs, 'value') },
      unseen: attribute(attrs, 'aria-hidden') === 'true',
    }));
  });
  const links = [...main.matchAll(/<a([^>]*)>/g)].map(([, attrs = '']) => attribute(attrs, 'href'));
  const heading = (/<h1[^>]*>(.*?)<\/h1>/s.exec(main)?.[1] ?? '').replace(/<[^>]+>/g, '');
  return { heading, buttons, links: links.filter((href) => href.startsWith('/')) };
}

function attribute(attributes: string, name: string): string {
  const value = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1] ?? '';
  return value.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
}
