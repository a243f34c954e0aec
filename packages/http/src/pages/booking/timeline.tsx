/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { TimelineEntry } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';
import { mergedTimeline } from './merged-timeline.ts';
import type { ReasonLabel } from './reason-labels.ts';
import { type CallNotes, timelineLine } from './timeline-line.ts';

/** A booking's history, oldest first. A filled dot: an answer, or a person must act. */
export function Timeline(props: {
  readonly reader: Reader;
  readonly reason: ReasonLabel;
  readonly entries: readonly TimelineEntry[];
  /** What was noted in calls, for the office. */
  readonly notes?: CallNotes;
}) {
  const { reader, reason, entries, notes } = props;
  return (
    <section class="panel stack" aria-labelledby="history">
      <h2 id="history">{reader.words.timeline.title}</h2>
      <ol class="timeline">
        {mergedTimeline(entries)
          .map((entry) => timelineLine(reader, reason, entry, notes))
          .map(({ at, what, href, details, tone }, index) => (
            <li key={index} data-tone={tone ?? undefined}>
              <b>{href === null ? what : <a href={href}>{what}</a>}</b>
              {details.map((detail) => (
                <span key={detail} class="detail written">
                  {detail}
                </span>
              ))}
              <time dateTime={new Date(at).toISOString()}>{reader.notation.dateTime(at)}</time>
            </li>
          ))}
      </ol>
    </section>
  );
}
