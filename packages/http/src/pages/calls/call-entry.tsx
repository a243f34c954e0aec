/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type CallHistory, type Claim, earliestStart, type SilentEntry } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { telHref } from '../booking/contact.tsx';
import { daysBetween, WhenWords } from '../course-date/when-words.tsx';
import { Icon, type IconName } from '../frame/icon.tsx';
import { Which } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { isTyped } from './call-form.ts';
import { type EntryView, entryId } from './entry-view.ts';
import { OutcomeForm } from './outcome-form.tsx';
import { Questions } from './questions.tsx';
import { SilenceLine } from './silence-line.tsx';

/** Who holds a call, for one reader. */
export type Holding = 'free' | 'mine' | 'theirs';

/** A partner to call: number and claim on one side, what to ask on the other. */
export function CallEntry({ view, level: Heading }: { readonly view: EntryView; readonly level: 'h2' | 'h3' }) {
  const { reader, entry } = view;
  const { customerNumber, bookings } = entry;
  const holding = holdingOf(reader, entry.claim);
  const name = entryId(customerNumber);
  const { calls } = reader.words;
  return (
    <li
      class="entry"
      data-tone="wait"
      id={name}
      data-call={customerNumber}
      data-holding={holding}
      data-wrong={entry.history.wrongNumberAt === null ? undefined : ''}
    >
      <div class="dial">
        <div class="stack tight">
          <Heading id={`${name}-name`}>
            <a class="quiet" href={paths.partner.at({ customerNumber })}>
              {partnerName(reader, entry)}
            </a>
          </Heading>
          <p class="head">
            <Soonest reader={reader} entry={entry} />
            <span class="due">
              {calls.sum(calls.questions(bookings.length), reader.words.booking.people(entry.people))}
            </span>
          </p>
        </div>
        <Dial reader={reader} entry={entry} filled={holding !== 'theirs'} />
        <ClaimOrWho view={view} holding={holding} />
        <Before reader={reader} history={entry.history} />
      </div>
      <div class="talk">
        <SilenceLine reader={reader} silence={entry.silence} />
        {holding === 'mine' ? (
          <OutcomeForm view={view} fence={entry.claim?.fence ?? 0} />
        ) : (
          <>
            {isTyped(view.draft) && <Typed view={view} />}
            <details class="fold">
              <summary>
                <Icon name="down" />
                {calls.openQuestions(bookings.length)}
              </summary>
              <Questions reader={reader} entry={entry} reasons={null} />
              <p class="small muted">{calls.onlyCaller}</p>
            </details>
          </>
        )}
      </div>
    </li>
  );
}

/** The partner's name, or that the number is not known here. */
export function partnerName({ words }: Reader, { partner, customerNumber }: SilentEntry): string {
  return partner?.name ?? words.manager.unknownPartner(customerNumber);
}

/** Whether the reader, or somebody else, is calling. */
export function holdingOf({ visitor }: Reader, claim: Claim | null): Holding {
  if (claim === null) return 'free';
  return visitor?.role === 'manager' && visitor.address === claim.by ? 'mine' : 'theirs';
}

/** Who calls, in words: since when, or until when it is the reader. */
export function whoCalls({ words, notation, visitor }: Reader, { by, since, until }: Claim): string {
  const mine = visitor?.role === 'manager' && visitor.address === by;
  return mine ? words.calls.yours(notation.clock(until)) : words.calls.theirs(by, notation.time(since));
}

/** When the first course begins; today and tomorrow stand out. */
function Soonest({ reader, entry: { soonest } }: { readonly reader: Reader; readonly entry: SilentEntry }) {
  const start = earliestStart(soonest);
  const { dayOf } = reader.notation;
  const days = start === null ? null : daysBetween(dayOf(reader.now), dayOf(start));
  const [look, icon]: readonly [string, IconName] =
    days === null || days > 1 ? ['badge', 'clock'] : days < 1 ? ['badge solid', 'alert'] : ['badge outlined', 'bolt'];
  return (
    <span class={look}>
      <Icon name={icon} />
      <WhenWords reader={reader} start={soonest} />
    </span>
  );
}

/** The number: the filled button, unless somebody else is calling. */
function Dial(props: { readonly reader: Reader; readonly entry: SilentEntry; readonly filled: boolean }) {
  const { reader, entry, filled } = props;
  const { manager, calls } = reader.words;
  const phone = entry.partner?.phone ?? null;
  const { wrongNumberAt } = entry.history;
  if (phone === null) return <p class="muted">{manager.noPhone}</p>;
  return (
    <>
      <a
        class={filled && wrongNumberAt === null ? 'button fill wide' : 'button wide'}
        href={telHref(phone)}
        aria-label={calls.dial(partnerName(reader, entry), phone)}
        data-dial
      >
        <Icon name="phone" />
        {phone}
      </a>
      {wrongNumberAt !== null && (
        <p class="small error">
          <Icon name="alert" />
          {calls.wrongSince(reader.notation.plainDate(wrongNumberAt))}
        </p>
      )}
    </>
  );
}

/** Claiming, or who has claimed. A script changes between them; both are there (calls#alive). */
function ClaimOrWho({ view, holding }: { readonly view: EntryView; readonly holding: Holding }) {
  const { reader, entry, page } = view;
  const { customerNumber, claim, history } = entry;
  const { calls } = reader.words;
  const which = <Which text={partnerName(reader, entry)} />;
  return (
    <>
      <div class="claim" hidden={holding === 'free'} data-claim data-ended={calls.ended} data-lost={calls.lost}>
        <span>
          {holding !== 'mine' && <Icon name="phone" />}
          <span data-who role="status">
            {claim === null ? '' : whoCalls(reader, claim)}
          </span>
        </span>
        {holding === 'mine' && claim !== null && (
          <form method="post" action={paths.releaseCall.at({ customerNumber })}>
            <input type="hidden" name="claim" value={claim.fence} />
            <input type="hidden" name="page" value={page} />
            <button class="plain" type="submit">
              {calls.release}
              {which}
            </button>
          </form>
        )}
      </div>
      {/* Where something was typed, the button beside it claims. */}
      {holding !== 'mine' && !isTyped(view.draft) && (
        <form method="post" action={paths.claimCall.at({ customerNumber })} hidden={holding !== 'free'} data-free>
          <input type="hidden" name="seen" value={history.last?.at ?? ''} />
          <input type="hidden" name="page" value={page} />
          <button class="button wide" type="submit">
            {calls.claim}
            {which}
          </button>
        </form>
      )}
    </>
  );
}

/** What earlier calls say. */
function Before({ reader, history }: { readonly reader: Reader; readonly history: CallHistory }) {
  const { words, notation, now } = reader;
  const { calls } = words;
  const near = (at: number): string => notation.near(at, now);
  const { notReached, notReachedAt, reachedAt, callBackAt, note } = history;
  const lines = [
    ...(callBackAt === null ? [] : [calls.agreed(near(callBackAt))]),
    ...(notReachedAt === null ? [] : [calls.triedBefore(notReached, near(notReachedAt))]),
    ...(reachedAt === null ? [] : [calls.reachedBefore(near(reachedAt))]),
  ];
  return (
    <>
      {lines.map((line) => (
        <p key={line} class="small muted">
          {line}
        </p>
      ))}
      {note !== null && (
        <p class="small">
          <span class="muted">{calls.noted(note.by, near(note.at))}</span> <span class="written">{note.text}</span>
        </p>
      )}
    </>
  );
}

/** What somebody typed whose call is no longer theirs: nothing is kept, and nothing is lost. */
function Typed({ view }: { readonly view: EntryView }) {
  const { reader, entry, draft, page } = view;
  const { calls } = reader.words;
  return (
    <form class="outcome" method="post" action={paths.claimCall.at(entry)}>
      <input type="hidden" name="seen" value={entry.history.last?.at ?? ''} />
      <input type="hidden" name="page" value={page} />
      <input type="hidden" name="day" value={draft.day} />
      <input type="hidden" name="time" value={draft.time} />
      <label>
        {calls.typed}
        <textarea name="note" rows={3} value={draft.note} />
      </label>
      <button class="button" type="submit">
        {calls.claimAgain}
      </button>
    </form>
  );
}
