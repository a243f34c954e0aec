/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { NotDeliveredReason, Silence, SilenceState } from '@miomente/booking-domain';
import { Icon, type IconName } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';

const ICONS: Readonly<Record<SilenceState, IconName>> = {
  wrote: 'mail',
  visited_not_answered: 'info',
  not_delivered: 'alert',
  machine_only: 'info',
  delivered_not_visited: 'mail',
};

/** Why nobody answers, and what to do about it, before one dials (calls#silence). */
export function SilenceLine({ reader, silence }: { readonly reader: Reader; readonly silence: Silence }) {
  const { state, what, todo } = silenceWords(reader, silence);
  return (
    <p class="why">
      <Icon name={ICONS[silence.state]} />
      <span>
        <b>{state}</b> {what} {todo}
      </span>
    </p>
  );
}

/** The state in words: what it is, since when, and what to do. */
export function silenceWords(reader: Reader, { state, reason, at }: Silence) {
  const { silence } = reader.words.calls;
  const when = at === null ? null : reader.notation.near(at, reader.now);
  if (state !== 'not_delivered') {
    const what = when === null ? silence.undated[state] : silence.what[state](when);
    return { state: silence.state[state], what, todo: silence.todo[state] };
  }
  const why: NotDeliveredReason = reason ?? 'not_asked';
  const told = silence.reason[why];
  return {
    state: silence.state[state],
    what: when === null ? `${told}.` : silence.reasonSince(told, when),
    todo: silence.fix[why],
  };
}
