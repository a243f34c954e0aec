import type { KeptMail, LocalTicket } from '@miomente/booking-local';

const RULE = '─'.repeat(72);

/**
 * A stored mail as text for a terminal. Its links work: whoever can read it here has the database and the key anyway.
 */
export function mailInWords({ id, kind, receivedAt, letter }: KeptMail): string {
  const head = `${RULE}\nMail ${id}, ${kind}, ${at(receivedAt)}`;
  if (letter === null) return `${head}\nKept under another SAMPLE_MAILBOX_KEY; it can't be read.\n`;
  const { to, subject, text } = letter;
  return `${head}\nTo: ${to.name} <${to.address}>\nSubject: ${subject}\n\n${text}`;
}

/** A stored ticket with its notes as text for a terminal. */
export function ticketInWords({ ticketId, title, text, openedAt, closedAt, notes }: LocalTicket): string {
  const state = closedAt === null ? 'open' : 'closed';
  const below = notes.map((note) => `\n[${at(note.notedAt)}] ${note.text}`);
  return `${RULE}\nTicket #${ticketId}, ${state}, ${at(openedAt)}\n${title}\n\n${text}${below.join('')}\n`;
}

const at = (instant: number): string => new Date(instant).toISOString();
