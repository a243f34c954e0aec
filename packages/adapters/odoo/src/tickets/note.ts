import { z } from 'zod';
import { ask, tell } from '../rpc/answers.ts';
import type { OdooCalls } from '../rpc/odoo-calls.ts';

/** The record that a note stands on. */
export interface NotePlace {
  readonly model: string;
  readonly recordId: number;
}

/**
 * What a note is known by. Plain text in brackets, since Odoo's sanitiser takes comments, hidden elements, styles and
 * attributes away and newer versions escape what they take for text; nothing it does removes words.
 */
export function markerText(marker: string): string {
  return `[note ${marker.replace(/[^\w.:-]/g, '-')}]`;
}

const messages: z.ZodType<readonly { readonly body: string | false }[]> = z.array(
  z.object({ body: z.union([z.string(), z.literal(false)]) }),
);

/** Whether the record has this note. */
export async function hasNote(calls: OdooCalls, { model, recordId }: NotePlace, marker: string): Promise<boolean> {
  const text = markerText(marker);
  const domain = [
    ['model', '=', model],
    ['res_id', '=', recordId],
    ['body', 'ilike', text],
  ];
  const named = { fields: ['body'] };
  const found = await ask(calls, messages, { model: 'mail.message', method: 'search_read', args: [domain], named });
  // For `ilike` an underscore is any character.
  return found.some(({ body }) => body !== false && body.includes(text));
}

/** From here on Odoo takes a body for plain text unless told otherwise; before, it does not know the word. */
const ESCAPES_BODIES = 17;

/** Posts an internal note, which is mailed to no customer. */
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
