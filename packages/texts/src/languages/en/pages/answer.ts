import type { PageWords } from '../../page-words.ts';

/** Pages for answering: the pages behind the mail links, the booking page and the decline form. */
export const answer: PageWords['answer'] = {
  guard: {
    title: 'Confirm booking',
    heading: 'Confirm this booking?',
    hint: 'Once on this device; after that one click is enough.',
    press: 'Confirm booking',
  },
  changed: {
    confirm:
      'The date or the number of people has changed meanwhile. Your answer is not saved yet: this is how it stands now.',
    take_back:
      'The date or the number of people has changed meanwhile. Nothing has been taken back yet: this is how it stands now.',
  },
  question: {
    heading: 'One short question',
    why: {
      confirm:
        'Some security programs open emails and press buttons by themselves. So that nothing is confirmed without you, we ask once.',
      take_back:
        'Some security programs open emails and press buttons by themselves. So that no confirmation is lost without you, we ask once.',
    },
    notYet: {
      confirm: 'Your answer is not saved yet.',
      take_back: 'Nothing has been taken back yet.',
    },
    asks: {
      day: 'On which day of the month is the course?',
      people: 'How many people take part?',
    },
    hint: {
      day: 'Two digits, for example 07. The date is in our email.',
      people: 'A number, for example 4. It is in our email.',
    },
    problem: 'Check this',
    problems: {
      day: {
        wrong: 'That is not the day in our email. Look it up there.',
        unreadable: 'Enter the day alone, for example 07.',
      },
      people: {
        wrong: 'That is not the number in our email. Look it up there.',
        unreadable: 'Enter the number alone, for example 4.',
      },
    },
    press: { confirm: 'Confirm booking', take_back: 'Take back confirmation' },
    decline: 'Decline instead',
    noMail: 'You don’t have the email at hand?',
    logIn: 'Sign in and answer there',
    tooMany: 'Too many tries',
    tooManyWhat: 'Too many tries. Sign in, or try again in an hour.',
    logInOnly: 'Sign in',
    trap: 'For programs only',
  },
  success: {
    title: 'Booking confirmed',
    heading: 'Booking confirmed!',
    toPortal: 'To the partner portal →',
    /** Where a browser keeps no cookies. */
    brief:
      'An email with the confirmation is on its way. This browser keeps no cookies: if you want to take the confirmation back, open the link in another browser.',
    bareTitle: 'Your answer',
    bareHeading: 'There is nothing to see here right now',
    bare: 'This page shows a booking only right after you confirm it. The partner portal shows all bookings and what became of them.',
  },
  error: {
    invalid: {
      heading: 'We can’t find a booking for this link',
      what: 'It may have been cut off while copying. Nothing about your bookings has changed.',
      next: 'Open the link once more straight from the email, or answer in the partner portal.',
    },
    expired: {
      heading: 'This link has expired',
      what: 'Confirming and declining by email works for a limited time only. Nothing about the booking has changed.',
      next: 'In the partner portal you can still answer until the course starts.',
    },
    event_started: {
      heading: 'The course has already started',
      what: 'This booking can no longer be confirmed or declined.',
      next: 'Did the course not take place, or was somebody missing? Tell us, and we’ll take care of the customer.',
    },
    order_being_changed: {
      heading: 'The order is being changed',
      what: 'Until that is done, this booking can be neither confirmed nor declined. There is nothing you need to do.',
      next: 'When the change is done, the link in the email works again. If the course has changed, we will ask you again.',
    },
    cancelled: {
      heading: 'This booking is cancelled',
      what: 'The customer is not coming. There’s nothing more to do.',
      next: 'The place in your course is free again.',
    },
    already_processed: {
      heading: 'This booking is already answered',
      what: 'Every booking is answered once; the first answer counts.',
      next: 'In the partner portal you see what became of it.',
    },
  },
  already: {
    confirmedHeading: 'This booking is already confirmed',
    declinedHeading: 'This booking is already declined',
    confirmed: (when, how) => `It was confirmed on ${when} ${how}. There’s nothing more to do.`,
    declined: (when, how) => `It was declined on ${when} ${how}. We’re helping the customer to rebook.`,
    cancelled: (when) => `It was cancelled on ${when}. There’s nothing more to do.`,
    mistake: 'Was that a mistake?',
    takeBackUntil: (until) =>
      `Until ${until} you can take the confirmation back. The booking is then open again, and you answer once more.`,
    takeBack: 'Take back confirmation',
    declinedUntil: (until) =>
      `Was that a mistake? Until ${until} you can take the decline back yourself in the partner portal.`,
    declinedForGood:
      'Was that a mistake? Call or write to us: until the course starts we can take the decline back, unless the customer has been rebooked.',
  },
  reopened: {
    title: 'Booking open again',
    heading: 'The booking is open again',
    what: 'Your confirmation has been taken back. Please answer again.',
    confirm: 'Confirm booking',
    decline: 'Decline booking',
    gone: 'There is nothing to see here any more',
    goneWhat: 'For safety, this page shows a booking for 15 minutes only. The partner portal shows what became of it.',
    goneNext: 'Or open the link in the email once more.',
  },
  decline: {
    title: 'Decline booking',
    toBooking: 'To the booking',
    choose: 'Choose a reason:',
    notes: 'Additional notes (optional):',
    notesSometimes: 'Additional notes:',
    withNotes: 'with a note',
    notesFor: (reasons) => `Needed for: ${reasons}.`,
    ticket: 'A support ticket is created automatically to help the customer with rebooking.',
    cancel: 'Cancel',
    press: 'Decline',
    close: 'Close',
    failed: 'That did not get through. Your text is still here; try again in a moment.',
    noReason: 'Choose one of the reasons.',
    noNotes: 'Write briefly what this reason is about.',
    atMost: (most) => `At most ${most} characters.`,
    left: '# characters left.',
    tooLong: (most) => `Shorten the notes to at most ${most} characters.`,
  },
  notice: {
    confirmed: 'Confirmed:',
    declined: 'Declined:',
    reopened: 'Open again:',
    changed: 'Not saved:',
    lookAgain: 'The date or the number of people has changed meanwhile. Look once more, and answer again.',
    allDone: 'That was the last open booking.',
    answerAgain: 'Please answer again.',
    ticket: (id) => `Our support ticket for it is #${id}.`,
    ticketFollows: 'Ticket follows: we are creating a support ticket. Its number will be here and in the email.',
    ticketEach: 'Each gets a support ticket; its number then stands with the booking and in the email.',
    dates: 'Are your dates still right? Check your available dates and update them where needed.',
    datesLink: 'Manage dates →',
    already: (when: string, how: string): string => `That already happened on ${when} ${how}.`,
    quicker: 'Already answered:',
    quickerConfirmed: (when, how) =>
      `This booking was already confirmed on ${when} ${how}. Your answer changed nothing.`,
    quickerDeclined: (when, how) => `This booking was already declined on ${when} ${how}. Your answer changed nothing.`,
    nowCancelled: (when) => `This booking was cancelled on ${when}. Your answer changed nothing.`,
    started: 'The course has already started. This booking can no longer be answered.',
    notConfirmed: 'This booking is open; there is nothing to take back.',
    tooLate: 'No longer possible:',
  },
};
