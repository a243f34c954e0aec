import { address } from './address.ts';

/** The start of the API's addresses, by who calls them. */
export const API_OF = { partners: '/api/partner/', office: '/api/manager/', machines: '/api/' } as const;

/**
 * The address of every page, link and API route. Routes, links, redirects and mails take addresses from here; a path
 * that is written out anywhere else fails a test (api#addresses-declared-once).
 */
export const paths = {
  /** The links in mails; the token is the whole right. */
  confirmLink: address('/api/confirm/:token'),
  declineLink: address('/api/decline/:token'),
  confirmationSuccess: address('/confirmation-success'),
  /** Everything after a link that can't be used is below this path, where the browser sends its token. */
  confirmationError: address('/confirmation-error'),
  takeBack: address('/confirmation-error/take-back'),
  reopened: address('/confirmation-error/reopened'),

  login: address('/login'),
  /** The page that says that a login mail was sent, and accepts its code. */
  loginSent: address('/login/sent/:request'),
  loginLink: address('/login/:token'),
  logout: address('/logout'),

  /** The portal's home: redirects partners to their bookings, the office to its list. */
  dashboard: address('/dashboard'),
  bookings: address('/dashboard/bookings'),
  /** The page with the address of a partner's calendar, and the button that makes another. */
  calendar: address('/dashboard/calendar'),
  calendarAddress: address('/dashboard/calendar/address'),
  /** How a partner answers, for the partner. */
  figures: address('/dashboard/figures'),
  /** The calendar itself, for calendar programs; the token is the whole right. */
  calendarFeed: address('/calendar/:token.ics'),
  booking: address('/dashboard/bookings/:id'),
  confirmBooking: address('/dashboard/bookings/:id/confirm'),
  reopenBooking: address('/dashboard/bookings/:id/reopen'),
  replyRead: address('/dashboard/bookings/:id/replies/read'),
  declineBooking: address('/dashboard/bookings/:id/decline'),
  declineLogin: address('/dashboard/bookings/:id/decline/login'),
  /** The same answer for several bookings. */
  confirmMany: address('/dashboard/answers/confirm'),
  declineMany: address('/dashboard/answers/decline'),
  /** All bookings of one course and one start, by the course date's key. */
  courseDate: address('/dashboard/course-dates/:key'),
  standingYes: address('/dashboard/course-dates/:key/standing-yes'),
  revokeStandingYes: address('/dashboard/course-dates/:key/standing-yes/revoke'),

  /** The office's home: whom to phone. */
  office: address('/manager'),
  /** Who is calling whom, for the script of the page above. */
  callsNow: address('/manager/calls-now'),
  /** One partner to call, where what was typed is shown again. */
  call: address('/manager/calls/:customerNumber'),
  claimCall: address('/manager/calls/:customerNumber/claim'),
  releaseCall: address('/manager/calls/:customerNumber/release'),
  callOutcome: address('/manager/calls/:customerNumber/outcome'),
  missed: address('/manager/missed'),
  rebooking: address('/manager/rebooking'),
  flagged: address('/manager/flagged'),
  orderItems: address('/manager/order-items'),
  deliveries: address('/manager/deliveries'),
  resendDelivery: address('/manager/deliveries/:id/resend'),
  markedAddresses: address('/manager/addresses'),
  partners: address('/manager/partners'),
  partner: address('/manager/partners/:customerNumber'),
  clearMark: address('/manager/partners/:customerNumber/clear-bounce'),
  ticket: address('/manager/tickets/:ticketId'),
  correctAddress: address('/manager/partners/:customerNumber/address'),
  officeFile: address('/manager/files/:list.csv'),

  root: address('/'),
  favicon: address('/favicon.svg'),
  asset: address('/assets/:file'),
  reference: address('/docs'),
  apiDocument: address('/openapi.json'),

  /** The sample pages: the stand-ins for shop, mail and ticket desk. */
  sampleOrders: address('/sample/orders'),
  mailbox: address('/sample/mailbox'),
  mailboxMail: address('/sample/mailbox/:id'),
  mailboxLetter: address('/sample/mailbox/:id/html'),
  mailboxReply: address('/sample/mailbox/:id/reply'),
  sampleTickets: address('/sample/tickets'),
  sampleTicket: address('/sample/tickets/:ticketId'),
  previews: address('/sample/previews'),
  preview: address('/sample/previews/:kind/:language'),
  previewLetter: address('/sample/previews/:kind/:language/html'),

  api: {
    partnerBookings: address('/api/partner/bookings'),
    partnerPending: address('/api/partner/bookings/pending'),
    partnerBooking: address('/api/partner/bookings/:id'),
    courseDates: address('/api/partner/course-dates'),
    standingYes: address('/api/partner/course-dates/:key/standing-yes'),
    partnerBatch: address('/api/partner/bookings/batch'),
    partnerConfirm: address('/api/partner/bookings/:id/confirm'),
    partnerDecline: address('/api/partner/bookings/:id/decline'),
    partnerReopen: address('/api/partner/bookings/:id/reopen'),
    officeBookings: address('/api/manager/bookings'),
    officeConfirm: address('/api/manager/bookings/:id/confirm'),
    officeDecline: address('/api/manager/bookings/:id/decline'),
    officeReopen: address('/api/manager/bookings/:id/reopen'),
    calls: address('/api/manager/calls'),
    claimCall: address('/api/manager/calls/:customerNumber/claim'),
    releaseCall: address('/api/manager/calls/:customerNumber/release'),
    callOutcome: address('/api/manager/calls/:customerNumber/outcome'),
    deliveries: address('/api/manager/deliveries'),
    resendDelivery: address('/api/manager/deliveries/:id/resend'),
    orderItems: address('/api/manager/order-items'),
    partners: address('/api/manager/partners'),
    partner: address('/api/manager/partners/:customerNumber'),
    clearMark: address('/api/manager/partners/:customerNumber/clear-bounce'),
    correctAddress: address('/api/manager/partners/:customerNumber/correct-address'),
    replies: address('/api/manager/bookings/:id/replies'),
    replyRead: address('/api/manager/bookings/:id/replies/read'),
    newOrder: address('/api/webhooks/new-order'),
    inboundMail: address('/api/webhooks/inbound-mail'),
    /** The webhook of a mail provider; `provider` is the adapter's name. */
    mailEvents: address('/api/webhooks/:provider'),
    reminders: address('/api/cron/booking-reminders'),
    /** What happened to bookings, for other programs. */
    events: address('/api/events'),
  },
  health: address('/healthz'),
  readiness: address('/readyz'),
  metrics: address('/metrics'),
} as const;
