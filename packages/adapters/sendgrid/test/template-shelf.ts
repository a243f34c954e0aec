import { z } from 'zod';

interface Version {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly html_content: string;
  readonly plain_content: string;
  active: 0 | 1;
}

interface Template {
  readonly id: string;
  readonly name: string;
  readonly generation: 'dynamic';
  readonly versions: Version[];
}

const newTemplate = z.strictObject({ name: z.string().min(1).max(100), generation: z.literal('dynamic') });
const newVersion = z.strictObject({
  name: z.string().min(1).max(100),
  subject: z.string().min(1).max(255),
  html_content: z.string().min(1).max(1_048_576),
  plain_content: z.string().min(1).max(1_048_576),
  generate_plain_content: z.boolean(),
  active: z.union([z.literal(0), z.literal(1)]),
  editor: z.enum(['code', 'design']),
});

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const refused = (status: number, message: string): Answer => ({ status, body: { errors: [{ message, field: null }] } });

/** A listing does not contain the content of versions. */
const listed = ({ versions, ...template }: Template) => ({
  ...template,
  versions: versions.map(({ id, name, active }) => ({ id, name, active, template_id: template.id })),
});

/** The part of SendGrid's API that stores dynamic templates, with one or two per page. */
export class TemplateShelf {
  readonly #templates = new Map<string, Template>();
  /** Smaller than the page size that is asked for, so that every listing has several pages. */
  pageSize = 2;

  clear(): void {
    this.#templates.clear();
  }

  /** Adds a template that has no version of ours. */
  keep(name: string): string {
    const id = `d-${String(this.#templates.size + 1).padStart(32, '0')}`;
    this.#templates.set(id, { id, name, generation: 'dynamic', versions: [] });
    return id;
  }

  get(id: string): Template | undefined {
    return this.#templates.get(id);
  }

  all(): readonly Template[] {
    return [...this.#templates.values()];
  }

  active(id: string): Version | undefined {
    return this.#templates.get(id)?.versions.find(({ active }) => active === 1);
  }

  isUsable(id: string): boolean {
    return this.active(id) !== undefined;
  }

  serve(method: string, url: URL, body: unknown): Answer {
    const [, , resource, id = '', , versionId, activate] = url.pathname.split('/');
    if (resource !== 'templates') return refused(404, 'not found');
    if (id === '') return method === 'GET' ? this.#list(url) : this.#create(body);
    const template = this.#templates.get(id);
    if (template === undefined) return refused(404, 'template not found');
    if (versionId === undefined) return this.#add(template, body);
    const version = template.versions.find((each) => each.id === versionId);
    if (version === undefined || activate !== 'activate') return refused(404, 'version not found');
    return this.#activate(template, version);
  }

  #list(url: URL): Answer {
    const size = Number(url.searchParams.get('page_size'));
    if (!(size >= 1 && size <= 200)) return refused(400, 'page_size must be between 1 and 200');
    const start = Number(url.searchParams.get('page_token') ?? 0);
    const end = start + this.pageSize;
    const templates = [...this.#templates.values()];
    const next = end < templates.length ? { next: `https://api.sendgrid.com/v3/templates?page_token=${end}` } : {};
    return {
      status: 200,
      body: { result: templates.slice(start, end).map(listed), _metadata: { count: templates.length, ...next } },
    };
  }

  #create(body: unknown): Answer {
    const given = newTemplate.safeParse(body);
    if (!given.success) return refused(400, 'bad template');
    return { status: 201, body: this.#templates.get(this.keep(given.data.name)) };
  }

  #add(template: Template, body: unknown): Answer {
    const given = newVersion.safeParse(body);
    if (!given.success) return refused(400, given.error.issues[0]?.message ?? '');
    const { name, subject, html_content, plain_content, active } = given.data;
    const id = `v-${template.versions.length + 1}`;
    const version: Version = { id, name, subject, html_content, plain_content, active: 0 };
    template.versions.push(version);
    if (active === 1) this.#activate(template, version);
    return { status: 201, body: version };
  }

  #activate(template: Template, version: Version): Answer {
    for (const each of template.versions) each.active = each === version ? 1 : 0;
    return { status: 200, body: version };
  }
}
