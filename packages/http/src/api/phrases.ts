import type { Language } from '@miomente/booking-domain';

type Phrase = Readonly<Record<Language, string>>;

/** What a successful answer says beside its data. */
const PHRASES = {
  confirmed: { de: 'Die Buchung ist bestätigt.', en: 'The booking is confirmed.' },
  declined: {
    de: 'Die Buchung ist abgelehnt. Das Support-Ticket zur Umbuchung liegt vor.',
    en: 'The booking is declined. The support ticket for the rebooking is there.',
  },
  declined_ticket_follows: {
    de: 'Die Buchung ist abgelehnt. Das Support-Ticket folgt; seine Nummer kommt per E-Mail.',
    en: 'The booking is declined. The support ticket follows; its number comes by e-mail.',
  },
  reopened: {
    de: 'Die Bestätigung ist zurückgenommen; die Buchung wartet wieder auf Ihre Antwort.',
    en: 'The confirmation is taken back; the booking waits for your answer again.',
  },
  reopened_asked: {
    de: 'Die Antwort ist zurückgenommen; der Partner wird noch einmal gefragt.',
    en: 'The answer is taken back; the partner is being asked again.',
  },
  reopened_call: {
    de: 'Die Antwort ist zurückgenommen; der Partner steht auf der Telefonliste.',
    en: 'The answer is taken back; the partner is on the phone list.',
  },
  resent: { de: 'Die Sendung wird erneut versucht.', en: 'The delivery is being tried again.' },
  address_cleared: {
    de: 'Die Adresse gilt wieder; offene Anfragen werden gesendet.',
    en: 'The address counts again; open requests are being sent.',
  },
} satisfies Record<string, Phrase>;

export function phrase(code: keyof typeof PHRASES, language: Language): string {
  return PHRASES[code][language];
}
