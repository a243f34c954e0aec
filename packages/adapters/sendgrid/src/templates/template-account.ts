import { PermanentFailure, TransientFailure } from '@miomente/booking-domain';
import { z } from 'zod';
import type { CallFailure } from '../calls/call-failure.ts';
import { type Connection, calling } from '../calls/connection.ts';
import { errorMessagesIn, inWords } from '../calls/error-messages.ts';

/** A template as stored in the account. */
export interface KeptTemplate {
  readonly id: string;
  readonly name: string;
  readonly versions: readonly { readonly id: string; readonly name: string; readonly active: number }[];
}

const version = z.object({ id: z.string(), name: z.string(), active: z.number() });
const template: z.ZodType<KeptTemplate> = z.object({
  id: z.string(),
  name: z.string(),
  versions: z.array(version).default([]),
});
const page = z.object({ result: z.array(template), _metadata: z.object({ next: z.string().optional() }).optional() });

/** The content of a new template version. */
export interface NewVersion {
  readonly name: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

interface Asking {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly body?: object;
}

const PAGE_SIZE = 200;

/**
 * The dynamic templates of a SendGrid account. Every method throws TransientFailure when trying again may help, and
 * PermanentFailure when a person must fix something.
 */
export class TemplateAccount {
  readonly #connection: Connection;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Every dynamic template. */
  async all(): Promise<readonly KeptTemplate[]> {
    const found: KeptTemplate[] = [];
    let token: string | null = '';
    while (token !== null) {
      const query = new URLSearchParams({ generations: 'dynamic', page_size: String(PAGE_SIZE) });
      if (token !== '') query.set('page_token', token);
      const read: z.output<typeof page> = await this.#ask({ method: 'GET', url: `/v3/templates?${query}` }, page);
      found.push(...read.result);
      const next = read._metadata?.next;
      token = next === undefined || !URL.canParse(next) ? null : new URL(next).searchParams.get('page_token');
    }
    return found;
  }

  /** @returns the id of the new template */
  async create(name: string): Promise<string> {
    const made = await this.#ask(
      { method: 'POST', url: '/v3/templates', body: { name, generation: 'dynamic' } },
      template,
    );
    return made.id;
  }

  /** Adds a version and makes it active. */
  async addVersion(id: string, { name, subject, html, text }: NewVersion): Promise<void> {
    const body = {
      name,
      subject,
      html_content: html,
      plain_content: text,
      generate_plain_content: false,
      active: 1,
      editor: 'code',
    };
    await this.#ask({ method: 'POST', url: `/v3/templates/${encodeURIComponent(id)}/versions`, body }, z.unknown());
  }

  /** Makes an existing version active. */
  async activate(id: string, versionId: string): Promise<void> {
    const url = `/v3/templates/${encodeURIComponent(id)}/versions/${encodeURIComponent(versionId)}/activate`;
    await this.#ask({ method: 'POST', url, body: {} }, z.unknown());
  }

  async #ask<Value>(asking: Asking, schema: z.ZodType<Value>): Promise<Value> {
    const outcome = await calling(this.#connection, (client) => client.request({ ...asking }));
    if (!outcome.ok) throw this.#failure(outcome.failure);
    const read = schema.safeParse(outcome.answer.body);
    if (read.success) return read.data;
    throw new PermanentFailure(
      'What SENDGRID_BASE_URL answers about templates is not what SendGrid would; check the address.',
    );
  }

  #failure(failure: CallFailure): TransientFailure | PermanentFailure {
    if (failure.type === 'silent') {
      return new TransientFailure(`SendGrid did not answer (${failure.code}); push the templates again.`);
    }
    const said = inWords(failure.status, errorMessagesIn(failure.body, [this.#connection.apiKey]));
    if (failure.status === 429 || failure.status >= 500) {
      return new TransientFailure(`SendGrid can't take templates now (${said}); push them again later.`);
    }
    if (failure.status === 401 || failure.status === 403) {
      return new PermanentFailure(
        `SendGrid refuses the key (${said}); check that SENDGRID_API_KEY is valid and has full access to the Template Engine.`,
      );
    }
    return new PermanentFailure(`SendGrid refuses the templates (${said}); fix what it names and push them again.`);
  }
}
