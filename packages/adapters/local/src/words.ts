import {
  erasedText,
  type MailSettings,
  noteText,
  renderMail,
  type TicketSettings,
  ticketText,
} from '@miomente/booking-texts';
import type { WriteLetter } from './mailbox/local-mailbox.ts';
import type { TicketWords } from './tickets/local-ticket-desk.ts';

/** Renders mails with the product's texts. */
export function letters(settings: MailSettings): WriteLetter {
  return (mail) => renderMail(mail, settings);
}

/** Renders tickets and notes in the office's language. */
export function ticketWords(settings: TicketSettings): TicketWords {
  return {
    ticket: (draft) => {
      const { title, descriptionHtml, descriptionText } = ticketText(draft, settings);
      return { title, html: descriptionHtml, text: descriptionText };
    },
    note: (draft) => noteText(draft, settings),
    erased: (at) => erasedText(at, settings),
  };
}
