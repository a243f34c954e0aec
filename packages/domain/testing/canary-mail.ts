import { asBookingId, type Mail } from '@miomente/booking-domain';

const NOW = Date.parse('2025-03-03T09:00:00Z');
const LINK = 'https://portal.example.org/api';

/** Texts in {@link aCanaryMail} that must not appear anywhere else: in no error, log line or metric. */
export const MAIL_CANARIES: readonly string[] = [
  'kanarienschule',
  'Kanarienschule',
  'kurse@example.org',
  'Zitronengelb',
  'zitrone@example.org',
  '000987',
  'c0ffee',
  'Vogelkurs',
];

/** A confirmation request whose every text is recognised where it does not belong. */
export function aCanaryMail(over: Partial<Mail> = {}): Mail {
  return {
    messageId: '9b2f6c1e-3d53-4c0d-8f3a-6f1f1d0c2a44',
    bookingId: asBookingId(17),
    to: { name: 'Kanarienschule', address: 'kurse@example.org' },
    language: 'de',
    content: {
      kind: 'confirmation_request',
      partnerName: 'Kanarienschule',
      orderNumber: '100000987',
      customer: { name: 'Zita Zitronengelb', email: 'zitrone@example.org', phone: '+49 89 000987' },
      course: { name: 'Vogelkurs' },
      eventStart: NOW + 864_000_000,
      participants: 2,
      price: { tenThousandths: 1_580_000, currency: 'EUR' },
      links: {
        confirmUrl: `${LINK}/confirm/c0ffee`,
        declineUrl: `${LINK}/decline/c0ffee`,
        validUntil: NOW + 86_400_000,
      },
      portalUrl: 'https://portal.example.org/dashboard/bookings/17',
      answerBy: NOW + 172_800_000,
      waitingSince: NOW,
      now: NOW,
      changes: null,
      confirmation: null,
      decline: null,
    },
    ...over,
  };
}

/** What a customer is told; to be sent as {@link aCanaryMail} with this content. */
export const CUSTOMER_MAIL: Extract<Mail['content'], { kind: 'customer_confirmed' }> = {
  kind: 'customer_confirmed',
  customerName: 'Erika Beispiel',
  partnerName: 'Kanarienschule',
  orderNumber: '100000001',
  course: { name: 'Vogelkurs' },
  eventStart: null,
  participants: 2,
};
