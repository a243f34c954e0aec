/** Pages for answering: the pages behind the mail links, the booking page and the decline form. */
export const answer = {
  guard: {
    title: 'Buchung bestätigen',
    heading: 'Buchung bestätigen?',
    hint: 'Einmalig auf diesem Gerät; danach genügt ein Klick.',
    press: 'Buchung bestätigen',
  },
  /** After a press on a page that showed another date or other people. */
  changed: {
    confirm:
      'Termin oder Personenzahl haben sich inzwischen geändert. Ihre Antwort ist noch nicht gespeichert: Hier steht, was jetzt gilt.',
    take_back:
      'Termin oder Personenzahl haben sich inzwischen geändert. Noch ist nichts zurückgenommen: Hier steht, was jetzt gilt.',
  },
  /** After a press of which nobody can tell whether a person's it was. */
  question: {
    heading: 'Noch eine kurze Frage',
    why: {
      confirm:
        'Manche Schutzprogramme öffnen E-Mails und drücken Knöpfe von selbst. Damit keine Zusage ohne Sie entsteht, fragen wir einmal nach.',
      take_back:
        'Manche Schutzprogramme öffnen E-Mails und drücken Knöpfe von selbst. Damit keine Zusage ohne Sie verloren geht, fragen wir einmal nach.',
    },
    notYet: {
      confirm: 'Ihre Antwort ist noch nicht gespeichert.',
      take_back: 'Noch ist nichts zurückgenommen.',
    },
    asks: {
      day: 'An welchem Tag des Monats ist der Kurs?',
      people: 'Wie viele Personen nehmen teil?',
    },
    hint: {
      day: 'Zwei Ziffern, zum Beispiel 07. Das Datum steht in unserer E-Mail.',
      people: 'Eine Zahl, zum Beispiel 4. Sie steht in unserer E-Mail.',
    },
    problem: 'Bitte prüfen',
    problems: {
      day: {
        wrong: 'Das ist nicht der Tag aus unserer E-Mail. Bitte sehen Sie dort nach.',
        unreadable: 'Geben Sie nur den Tag ein, zum Beispiel 07.',
      },
      people: {
        wrong: 'Das ist nicht die Zahl aus unserer E-Mail. Bitte sehen Sie dort nach.',
        unreadable: 'Geben Sie nur die Zahl ein, zum Beispiel 4.',
      },
    },
    press: { confirm: 'Buchung bestätigen', take_back: 'Bestätigung zurücknehmen' },
    decline: 'Stattdessen ablehnen',
    noMail: 'Die E-Mail ist nicht zur Hand?',
    logIn: 'Anmelden und dort antworten',
    tooMany: 'Zu viele Versuche',
    tooManyWhat: 'Zu viele Versuche. Bitte melden Sie sich an oder versuchen Sie es in einer Stunde wieder.',
    logInOnly: 'Anmelden',
    /** On the button that nobody sees; read only where there are no styles. */
    trap: 'Nur für Programme',
  },
  success: {
    title: 'Buchung erfolgreich bestätigt',
    heading: 'Buchung erfolgreich bestätigt!',
    toPortal: 'Zum Partner-Portal →',
    /** Where a browser keeps no cookies. */
    brief:
      'Eine E-Mail mit der Bestätigung ist unterwegs. Dieser Browser speichert keine Cookies: Wenn Sie die Bestätigung zurücknehmen möchten, öffnen Sie den Link in einem anderen Browser.',
    bareTitle: 'Ihre Antwort',
    bareHeading: 'Hier ist gerade nichts zu sehen',
    bare: 'Nur gleich nach dem Bestätigen zeigt diese Seite die Buchung. Alle Buchungen mit ihrem Stand finden Sie im Partner-Portal.',
  },
  error: {
    invalid: {
      heading: 'Zu diesem Link finden wir keine Buchung',
      what: 'Vielleicht wurde er beim Kopieren abgeschnitten. An Ihren Buchungen hat sich nichts geändert.',
      next: 'Öffnen Sie den Link noch einmal direkt aus der E-Mail, oder antworten Sie im Partner-Portal.',
    },
    expired: {
      heading: 'Dieser Link ist abgelaufen',
      what: 'Bestätigen und Ablehnen über die E-Mail ist nur eine begrenzte Zeit möglich. An der Buchung hat sich nichts geändert.',
      next: 'Im Partner-Portal können Sie weiter antworten, bis der Kurs beginnt.',
    },
    event_started: {
      heading: 'Der Kurs hat schon begonnen',
      what: 'Diese Buchung lässt sich nicht mehr bestätigen oder ablehnen.',
      next: 'Hat der Kurs nicht stattgefunden oder fehlte jemand? Sagen Sie uns Bescheid, wir kümmern uns um den Kunden.',
    },
    order_being_changed: {
      heading: 'Die Bestellung wird gerade geändert',
      what: 'Bis die Änderung fertig ist, lässt sich diese Buchung weder bestätigen noch ablehnen. Sie müssen nichts tun.',
      next: 'Sobald die Änderung fertig ist, gilt der Link aus der E-Mail wieder. Hat sich der Kurs geändert, fragen wir Sie neu.',
    },
    cancelled: {
      heading: 'Diese Buchung ist storniert',
      what: 'Der Kunde kommt nicht. Sie müssen nichts weiter tun.',
      next: 'Der Platz in Ihrem Kurs ist wieder frei.',
    },
    already_processed: {
      heading: 'Diese Buchung ist schon beantwortet',
      what: 'Jede Buchung wird einmal beantwortet; die erste Antwort zählt.',
      next: 'Im Partner-Portal sehen Sie, was aus ihr geworden ist.',
    },
  },
  already: {
    confirmedHeading: 'Diese Buchung ist schon bestätigt',
    declinedHeading: 'Diese Buchung ist schon abgelehnt',
    confirmed: (when: string, how: string): string =>
      `Sie wurde am ${when} ${how} bestätigt. Sie müssen nichts weiter tun.`,
    declined: (when: string, how: string): string =>
      `Sie wurde am ${when} ${how} abgelehnt. Wir unterstützen den Kunden bei der Umbuchung.`,
    cancelled: (when: string): string => `Sie wurde am ${when} storniert. Sie müssen nichts weiter tun.`,
    mistake: 'Das war ein Versehen?',
    takeBackUntil: (until: string): string =>
      `Bis ${until} können Sie die Bestätigung zurücknehmen. Die Buchung ist dann wieder offen, und Sie antworten noch einmal.`,
    takeBack: 'Bestätigung zurücknehmen',
    declinedUntil: (until: string): string =>
      `War das ein Versehen? Bis ${until} können Sie die Ablehnung im Partner-Portal selbst zurücknehmen.`,
    declinedForGood:
      'War das ein Versehen? Rufen Sie uns an oder schreiben Sie uns: Bis zum Kurs können wir die Ablehnung zurücknehmen, wenn der Kunde noch nicht umgebucht ist.',
  },
  reopened: {
    title: 'Buchung wieder offen',
    heading: 'Die Buchung ist wieder offen',
    what: 'Die Bestätigung ist zurückgenommen. Bitte antworten Sie noch einmal.',
    confirm: 'Buchung bestätigen',
    decline: 'Buchung ablehnen',
    gone: 'Hier ist nichts mehr zu sehen',
    goneWhat:
      'Zur Sicherheit zeigt diese Seite eine Buchung nur 15 Minuten lang. Was aus ihr geworden ist, sehen Sie im Partner-Portal.',
    goneNext: 'Oder öffnen Sie den Link in der E-Mail noch einmal.',
  },
  decline: {
    title: 'Buchung ablehnen',
    toBooking: 'Zur Buchung',
    /** The exact sentence from the agreed copy. */
    choose: 'Bitte wählen Sie einen Grund:',
    notes: 'Zusätzliche Anmerkungen (optional):',
    notesSometimes: 'Zusätzliche Anmerkungen:',
    withNotes: 'mit Anmerkung',
    notesFor: (reasons: string): string => `Nötig bei: ${reasons}.`,
    ticket: 'Ein Support-Ticket wird automatisch erstellt, um den Kunden bei der Umbuchung zu unterstützen.',
    cancel: 'Abbrechen',
    press: 'Ablehnen',
    close: 'Schließen',
    failed: 'Das ist gerade nicht angekommen. Ihr Text ist noch da; versuchen Sie es gleich noch einmal.',
    noReason: 'Wählen Sie einen der Gründe aus.',
    noNotes: 'Schreiben Sie zu diesem Grund kurz, worum es geht.',
    atMost: (most: string): string => `Höchstens ${most} Zeichen.`,
    /** `#` is replaced by the number. */
    left: 'Noch # Zeichen.',
    tooLong: (most: string): string => `Kürzen Sie die Anmerkungen auf höchstens ${most} Zeichen.`,
  },
  notice: {
    confirmed: 'Bestätigt:',
    declined: 'Abgelehnt:',
    reopened: 'Wieder offen:',
    changed: 'Nicht gespeichert:',
    lookAgain:
      'Termin oder Personenzahl haben sich inzwischen geändert. Prüfen Sie beides, und antworten Sie noch einmal.',
    allDone: 'Damit ist alles beantwortet.',
    answerAgain: 'Bitte antworten Sie noch einmal.',
    ticket: (id: string): string => `Unser Support-Ticket dazu ist #${id}.`,
    ticketFollows:
      'Ticket folgt: Wir legen gerade ein Support-Ticket an. Die Nummer steht dann hier und in der E-Mail.',
    ticketEach: 'Zu jeder entsteht ein Support-Ticket; die Nummer steht dann bei der Buchung und in der E-Mail.',
    dates: 'Stimmen Ihre Termine noch? Prüfen Sie Ihre verfügbaren Termine und aktualisieren Sie diese bei Bedarf.',
    datesLink: 'Termine verwalten →',
    already: (when: string, how: string): string => `Das ist schon am ${when} ${how} geschehen.`,
    quicker: 'Schon beantwortet:',
    quickerConfirmed: (when: string, how: string): string =>
      `Diese Buchung wurde schon am ${when} ${how} bestätigt. Ihre Antwort hat nichts geändert.`,
    quickerDeclined: (when: string, how: string): string =>
      `Diese Buchung wurde schon am ${when} ${how} abgelehnt. Ihre Antwort hat nichts geändert.`,
    nowCancelled: (when: string): string =>
      `Diese Buchung wurde am ${when} storniert. Ihre Antwort hat nichts geändert.`,
    started: 'Der Kurs hat schon begonnen. Diese Buchung lässt sich nicht mehr beantworten.',
    notConfirmed: 'Diese Buchung ist offen; es gibt nichts zurückzunehmen.',
    tooLate: 'Nicht mehr möglich:',
  },
};
