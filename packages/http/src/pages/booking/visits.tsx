/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { type KeptVisit, visitorOf } from '@miomente/booking-domain';
import type { Reader } from '../frame/reader.ts';

/**
 * Who came by the links of a booking's mails, oldest first: for the office alone, which is asked by partners what
 * happened (links#visits-kept).
 */
export function Visits({ reader, visits }: { readonly reader: Reader; readonly visits: readonly KeptVisit[] }) {
  const { visits: words } = reader.words.booking;
  return (
    <section class="panel stack tight" aria-labelledby="visits">
      <h2 id="visits">{words.title}</h2>
      <ol class="timeline">
        {visits.map((visit, index) => (
          <li key={index}>
            <b>{whatItWas(reader, visit)}</b>
            {[words.verdict[visit.verdict], ...afterMail(reader, visit), ...howMany(reader, visit)].map((detail) => (
              <span key={detail} class="detail">
                {detail}
              </span>
            ))}
            <time dateTime={new Date(visit.firstAt).toISOString()}>{reader.notation.dateTime(visit.firstAt)}</time>
          </li>
        ))}
      </ol>
      <p class="small muted">{words.hint}</p>
    </section>
  );
}

function whatItWas({ words }: Reader, visit: KeptVisit): string {
  const { visits } = words.booking;
  const did = visit.kind === 'press' ? visits.pressed : visits.opened;
  return `${visits.link[visit.link]}: ${did[visitorOf(visit)]}`;
}

function afterMail({ words, notation }: Reader, { sinceMailMs }: KeptVisit): readonly string[] {
  const { afterMail: said } = words.booking.visits;
  if (sinceMailMs === null || sinceMailMs < 0) return [];
  const seconds = Math.round(sinceMailMs / 1_000);
  if (seconds < 120) return [said.seconds(notation.count(seconds))];
  const minutes = Math.round(seconds / 60);
  return [minutes < 120 ? said.minutes(notation.count(minutes)) : said.hours(notation.count(Math.round(minutes / 60)))];
}

function howMany({ words, notation }: Reader, { visits, lastAt }: KeptVisit): readonly string[] {
  return visits === 1 ? [] : [words.booking.visits.times(notation.count(visits), notation.dateTime(lastAt))];
}
