import type { NoteWords } from '../../../tickets/note-words.ts';

/** The sentences of ticket notes in English. */
export const notes: NoteWords = {
  confirmed: (at, via) => `The partner confirmed the booking (${at}, ${via}).`,
  declined: (at, via) => `The partner declined the booking (${at}, ${via}).`,
  reopened: (at) => `The partner took the confirmation back (${at}). The booking is open again.`,
  declineTakenBack: (at) =>
    `The partner took the decline back (${at}). The booking is open again; please do not rebook.`,
  reopenedByOffice: (at) =>
    `The office took the partner’s answer back (${at}). The booking is open again; please do not rebook.`,
  customerInformed: 'The customer already has a confirmation from us.',
  escalated: (at, reason) => `${reason} (${at}).`,
  cancelled: (at, cause) => `The booking was cancelled (${at}): ${cause}.`,
  detailsChanged: (at) => `The booking has changed (${at}).`,
  partnerAsked: (at) => `The partner was asked by email (${at}).`,
  partnerWrote: (at) => `The partner replied to an email (${at}). The booking does not count as answered by it.`,
  customerErased: (at) => `The customer’s data was erased (${at}), because the event is long over.`,
  carriedOver: (at, orderNumber) =>
    `The order was edited in the shop (${at}). This ticket is now about order #${orderNumber}.`,
  called: (at, by, outcome) => `${by} phoned the partner (${at}): ${outcome}.`,
  callOutcomes: { not_reached: 'nobody reached', wrong_number: 'wrong number', note: 'note' },
  callBack: (when) => `to be called back, ${when}`,
  askedAgain: 'The partner has to answer again.',
  answerStays: 'The partner’s answer stays as it is.',
  nothingToDo: 'There is no need to phone the partner any more.',
  rebook: 'Please phone the customer and rebook.',
  actAgain: 'Please take this up again.',
  causes: {
    order_cancelled: 'order cancelled',
    order_closed: 'order closed',
    refunded: 'refunded in full',
    item_removed: 'course removed from the order',
    replaced: 'replaced by an edited order',
  },
};
