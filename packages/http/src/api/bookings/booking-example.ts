/** An invented booking, as an example for the API description. */
export const BOOKING_EXAMPLE = {
  id: 17,
  magentoOrderId: 4711,
  magentoOrderItemId: 9001,
  orderNumber: '100004711',
  customer: { firstName: 'Erika', lastName: 'Beispiel', email: 'erika@example.org', phone: '+49 89 000000' },
  course: { id: 230, name: 'Sushi für Einsteiger', sku: 'SUSHI-1' },
  eventDate: '2026-12-24',
  eventTime: '18:00',
  participants: 2,
  price: 118,
  orderTotal: 118,
  currency: 'EUR',
  status: 'pending',
  confirmationStatus: {},
  orderDate: '2026-12-01T08:30:00.000Z',
  paymentStatus: 'paid',
  answerBy: '2026-12-03T08:30:00.000Z',
  canAnswer: true,
  canReopen: false,
  reminderCount: 0,
  odooTicketId: null,
  shown: '1798131600000/2',
} as const;

/** The same booking as the office sees it. */
export const MANAGER_BOOKING_EXAMPLE = {
  ...BOOKING_EXAMPLE,
  partner: {
    customerNumber: 'P-100',
    name: 'Kochschule Beispiel',
    email: 'kurse@example.org',
    phone: '+49 89 000001',
    addressBouncedAt: null,
  },
  escalatedAt: '2026-12-03T08:30:00.000Z',
  escalationReason: 'no_answer',
  missed: false,
  flags: [],
} as const;
