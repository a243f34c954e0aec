import { z } from 'zod';
import { ask, tell } from '../rpc/answers.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';

/** The record that has the note. */
export interface NotePlace {
  readonly model: string;
  readonly recordId: number;
}

/**
 * The marker that identifies a note. It is plain text in brackets: Odoo's sanitiser removes comments, hidden elements,
 * styles and attributes, and newer versions escape HTML in what they take for text. No version removes words.
 */
export function markerText(marker: string): string {
  return `[note ${marker.replace(/[^\w.:-]/g, '-')}]`;
}

const messages: z.ZodType<readonly { readonly id: number; readonly body: string | false }[]> = z.array(
  z.object({ id: z.number(), body: z.union([z.string(), z.literal(false)]) }),
);

/** Whether the record already has this note. */
export async function hasNote(calls: OdooCalls, { model, recordId }: NotePlace, marker: string): Promise<boolean> {
  const text = markerText(marker);
  const domain = [
    ['model', '=', model],
    ['res_id', '=', recordId],
    ['body', 'ilike', text],
  ];
  const named = { fields: ['body'] };
  const found = await ask(calls, messages, { model: 'mail.message', method: 'search_read', args: [domain], named });
  // `ilike` treats an underscore as any character, so the result is compared exactly.
  return found.some(({ body }) => body !== false && body.includes(text));
}

/** The first version that treats a body as plain text by default. Earlier ones do not know the parameter. */
const ESCAPES_BODIES = 17;

/** Posts an internal note. Customers get no mail about it. */
export async function postNote(
  calls: OdooCalls,
  { model, recordId }: NotePlace,
  note: { readonly marker: string; readonly html: string; readonly secrets: readonly string[] },
): Promise<void> {
  const isHtml = (await calls.version()) >= ESCAPES_BODIES ? { body_is_html: true } : {};
  const body = `${note.html}\n<p><small>${markerText(note.marker)}</small></p>`;
  const named = { body, message_type: 'comment', subtype_xmlid: 'mail.mt_note', ...isHtml };
  await tell(calls, { model, method: 'message_post', args: [[recordId]], named, secrets: note.secrets });
}

/** Finds the marker of any note. */
const ANY_MARKER = /\[note [\w.:-]+\]/;

/** Replaces the text of each of our notes; its marker stays, so that it is not added again. People's messages stay. */
export async function eraseNotes(calls: OdooCalls, { model, recordId }: NotePlace, html: string): Promise<void> {
  const domain = [
    ['model', '=', model],
    ['res_id', '=', recordId],
    ['body', 'ilike', '[note '],
  ];
  const named = { fields: ['body'] };
  const found = await ask(calls, messages, { model: 'mail.message', method: 'search_read', args: [domain], named });
  for (const { id, body } of found) {
    const [marker] = (body === false ? null : ANY_MARKER.exec(body)) ?? [];
    if (marker === undefined) continue;
    const text = `${html}\n<p><small>${marker}</small></p>`;
    await tell(calls, { model: 'mail.message', method: 'write', args: [[id], { body: text }] });
  }
}
