import {
  type Instant,
  PermanentFailure,
  type TicketDesk,
  type TicketDraft,
  type TicketNoteDraft,
} from '@miomente/booking-domain';
import { erasedText, noteText, type TicketSettings } from '@miomente/booking-texts';
import type { OdooConfig } from '../config.ts';
import { tell } from '../rpc/answers.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';
import { close } from './close.ts';
import { findByExternalId, makeByExternalId } from './external-id.ts';
import { InFlight } from './in-flight.ts';
import { type TicketFields, usableFields } from './model-fields.ts';
import { eraseNotes, hasNote, postNote } from './note.ts';
import { reopen } from './reopen.ts';
import { numberOf, recordOf } from './ticket-number.ts';
import { ticketRow } from './ticket-row.ts';
import { odooRecordUrl } from './ticket-url.ts';

/** The settings that the ticket desk needs. */
export type TicketConfig = Pick<
  OdooConfig,
  'connection' | 'model' | 'fieldMap' | 'teamId' | 'tagIds' | 'priority' | 'reopenStageId' | 'closeStageId' | 'language'
>;

/** Dependencies of {@link OdooTicketDesk}. */
export interface OdooTicketDeskDeps {
  readonly calls: OdooCalls;
  readonly config: TicketConfig;
  /** The time zone for dates in tickets. */
  readonly timeZone: string;
}

/** Opens tickets in Odoo, at most one for each external id. */
export class OdooTicketDesk implements TicketDesk {
  readonly #calls: OdooCalls;
  readonly #config: TicketConfig;
  readonly #settings: TicketSettings;
  readonly #opening = new InFlight<string>();
  readonly #noting = new InFlight<void>();
  #known: { readonly version: number; readonly ticket: Promise<TicketFields> } | undefined;

  constructor({ calls, config, timeZone }: OdooTicketDeskDeps) {
    this.#calls = calls;
    this.#config = config;
    this.#settings = { language: config.language, timeZone };
  }

  async open(draft: TicketDraft): Promise<{ readonly ticketId: string }> {
    try {
      return { ticketId: await this.#opening.run(draft.key, () => this.#open(draft)) };
    } catch (error) {
      // Odoo may have lost fields by an upgrade. That must not require a restart.
      this.#known = undefined;
      throw error;
    }
  }

  async addNote(ticketId: string, draft: TicketNoteDraft): Promise<void> {
    try {
      await this.#noting.run(`${ticketId} ${draft.marker}`, () => this.#addNote(ticketId, draft));
    } catch (error) {
      this.#known = undefined;
      throw error;
    }
  }

  async erase(ticketId: string, at: Instant): Promise<void> {
    const { model } = this.#config;
    const { roles } = await this.#fields();
    const recordId = await recordOf(this.#calls, { model, numberField: roles.number }, ticketId);
    if (recordId === undefined) return;
    const { html } = erasedText(at, this.#settings);
    await eraseNotes(this.#calls, { model, recordId }, html);
    if (roles.description !== undefined)
      await tell(this.#calls, { model, method: 'write', args: [[recordId], { [roles.description]: html }] });
  }

  async addressOf(ticketId: string): Promise<string | null> {
    const { model } = this.#config;
    const { roles } = await this.#fields();
    const recordId = await recordOf(this.#calls, { model, numberField: roles.number }, ticketId);
    return recordId === undefined ? null : odooRecordUrl(this.#config, recordId);
  }

  async #open(draft: TicketDraft): Promise<string> {
    const { model } = this.#config;
    const ticket = await this.#fields();
    const { roles } = ticket;
    const numbering = { model, numberField: roles.number };
    const known = await findByExternalId(this.#calls, draft.key, model);
    const number = known === undefined ? undefined : await numberOf(this.#calls, numbering, known);
    if (number !== undefined) return number;
    const row = ticketRow(draft, ticket, this.#config, this.#settings);
    const made = await makeByExternalId(this.#calls, model, row);
    const given = await numberOf(this.#calls, numbering, made);
    if (given !== undefined) return given;
    throw new PermanentFailure(`Odoo made a ${model} that the user of ODOO_USERNAME may not read; give it the right.`);
  }

  async #addNote(ticketId: string, draft: TicketNoteDraft): Promise<void> {
    const { model } = this.#config;
    const ticket = await this.#fields();
    const recordId = await recordOf(this.#calls, { model, numberField: ticket.roles.number }, ticketId);
    if (recordId === undefined)
      throw new PermanentFailure(`Odoo has no ${model} ${ticketId} (any more); the note has no place.`);
    const place = { model, recordId };
    if (await hasNote(this.#calls, place, draft.marker)) return;
    // Before the note, because the note marks the end of the work: a lost answer must not leave the ticket closed.
    if (draft.reactivate) await reopen(this.#calls, ticket, recordId, this.#config);
    else if (draft.close) await close(this.#calls, ticket, recordId, this.#config);
    const { html, text } = noteText(draft, this.#settings);
    await postNote(this.#calls, place, { marker: draft.marker, html, secrets: [text] });
  }

  /** Read at first use, and again after a failure or an upgrade of Odoo. */
  async #fields(): Promise<TicketFields> {
    const version = await this.#calls.version();
    if (this.#known?.version === version) return this.#known.ticket;
    const ticket = usableFields(this.#calls, this.#config);
    this.#known = { version, ticket };
    ticket.catch(() => {
      this.#known = undefined;
    });
    return ticket;
  }
}
