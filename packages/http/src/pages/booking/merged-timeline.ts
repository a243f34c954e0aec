import type { BookingMailKind, TimelineEntry } from '@miomente/booking-domain';

type Event = Extract<TimelineEntry, { kind: 'event' }>;

/**
 * The history for people. When an event only says that a mail was due, the mail itself is shown in its place, so that
 * nothing appears twice. The mail also shows its outcome.
 */
export function mergedTimeline(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const mails = entries.filter((entry) => entry.kind === 'mail');
  const taken = new Set<TimelineEntry>();
  const news = entries.filter((entry) => entry.kind === 'mail' || !toldByMail(entry));
  const told = news.map((entry) => {
    const kind = entry.kind === 'event' ? mailBehind(entry) : undefined;
    const mail = mails.find(
      (candidate) => candidate.mail === kind && candidate.at === entry.at && !taken.has(candidate),
    );
    if (mail === undefined) return entry;
    taken.add(mail);
    return { ...mail };
  });
  return told.filter((entry) => !taken.has(entry));
}

function toldByMail({ type, details }: Event): boolean {
  if (type === 'mail_accepted') return true;
  return type === 'mail_dropped' && details['reason'] !== 'order_on_hold' && details['reason'] !== 'second_due';
}

/** The mail that an event announces; undefined for other events. */
function mailBehind({ type, details }: Event): BookingMailKind | undefined {
  if (type === 'partner_asked') return details['mail'] as BookingMailKind;
  if (type === 'reminded') return details['step'] === 1 ? 'first_reminder' : 'second_reminder';
  return undefined;
}
