/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import {
  type BookingPage,
  type BookingPolicy,
  type CustomerNumber,
  DEFAULT_PAGE_SIZE,
  type Instant,
  type MeasuredPartner,
  type MetricsWeek,
  type Partner,
  type Silence,
  type Stored,
} from '@miomente/booking-domain';
import { paths, withQuery } from '@miomente/booking-paths';
import type { ReasonLabel } from '../booking/reason-labels.ts';
import { SilenceLine } from '../calls/silence-line.tsx';
import { AnswerNotice } from '../dashboard/answer-notice.tsx';
import type { NoticeShown } from '../dashboard/notice-address.ts';
import { Pager } from '../dashboard/pager.tsx';
import { Page } from '../frame/page.tsx';
import { Back, Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { Cleared, ClearMark, markWords } from './addresses-page.tsx';
import { Figures } from './figures.tsx';
import { type AddressView, MasterData } from './master-data.tsx';
import { type PeriodRequest, periodFields } from './partners-request.ts';
import { PeriodFields } from './period-fields.tsx';
import { PhoneCard } from './phone-card.tsx';
import { AnswersByWeek, TimesByWeek } from './week-charts.tsx';

/** The content of a partner's page. */
export interface PartnerView {
  readonly reader: Reader;
  readonly policy: BookingPolicy;
  readonly reason: ReasonLabel;
  readonly measured: MeasuredPartner;
  /** Since when the phone number is known to be wrong; null when it isn't. */
  readonly wrongNumberAt: Instant | null;
  readonly request: PeriodRequest;
  readonly weeks: readonly MetricsWeek[];
  readonly cut: boolean;
  /** Bookings that can be answered, and the number of their page. */
  readonly pending: BookingPage<Stored>;
  /** The latest ones that nobody answered in time. */
  readonly unanswered: BookingPage<Stored>;
  readonly page: number;
  /** Why they are not answered; null when there are none. */
  readonly silence: Silence | null;
  readonly cleared: Partner | null;
  readonly notice: NoticeShown | null;
  readonly address: AddressView;
}

/** One partner: how to reach them, what is open, and how they answer. */
export function PartnerPage({ view }: { readonly view: PartnerView }) {
  const { reader, measured, request, weeks, cut } = view;
  const { partner, customerNumber, metrics } = measured;
  const { manager } = reader.words;
  const name = partner?.name ?? manager.unknownPartner(customerNumber);
  return (
    <Page reader={reader} title={name} place="partners">
      <Back href={withQuery(paths.partners.at(), periodFields(request))}>{manager.partners}</Back>
      <div class="stack tight">
        <h1 id="partner">{name}</h1>
        <p class="muted">{customerNumber}</p>
      </div>
      {view.notice !== null && <AnswerNotice reader={reader} {...view.notice} />}
      <Cleared reader={reader} partner={view.cleared} />
      {view.address.isNews && (
        <Notice icon="check" tone="ok" news>
          {manager.address.done}
        </Notice>
      )}
      <Mark reader={reader} partner={partner} customerNumber={customerNumber} />
      {view.wrongNumberAt !== null && (
        <Notice icon="phone" tone="no">
          {manager.wrongNumber(reader.notation.date(view.wrongNumberAt))}
        </Notice>
      )}
      <MasterData reader={reader} partner={partner} {...view.address} />
      <Pending view={view} />
      <Unanswered view={view} />
      <section class="stack" aria-labelledby="answers">
        <h2 id="answers">{manager.howTheyAnswer}</h2>
        <form class="sieve" method="get" action={paths.partner.at({ customerNumber })}>
          <PeriodFields reader={reader} request={request} />
          <button class="button" type="submit">
            {reader.words.bookings.show}
          </button>
        </form>
        <Figures
          reader={reader}
          metrics={metrics}
          keys={['rate', 'kept', 'bookings', 'confirmed', 'declined', 'unanswered', 'median']}
        />
        <details>
          <summary>{manager.moreFigures}</summary>
          <Figures reader={reader} metrics={metrics} keys={['takenBack', 'p90', 'reminders', 'escalations']} />
        </details>
      </section>
      {weeks.some((week) => week.metrics.bookings > 0) && (
        <div class="charts">
          <AnswersByWeek reader={reader} weeks={weeks} id="weeks" title={manager.answersByWeek} cut={cut} />
          {weeks.some((week) => week.metrics.medianAnswerMs !== null) && (
            <TimesByWeek reader={reader} weeks={weeks} id="times" title={manager.timesByWeek} cut={cut} />
          )}
        </div>
      )}
    </Page>
  );
}

interface Named {
  readonly reader: Reader;
  readonly partner: Partner | null;
  readonly customerNumber: CustomerNumber;
}

/** That mail does not reach the partner, and what to do. */
function Mark({ reader, partner, customerNumber }: Named) {
  const { manager } = reader.words;
  if (partner === null) return <Notice icon="info">{manager.unknownAbout}</Notice>;
  if (partner.addressMark === null) return null;
  return (
    <Notice icon="mail" tone="no">
      <div class="stack tight">
        <p>
          <b>{markWords(reader, partner.addressMark)}</b> {manager.markedNotice}
        </p>
        <ClearMark reader={reader} customerNumber={customerNumber} name={partner.name} />
      </div>
    </Notice>
  );
}

function Pending({ view }: { readonly view: PartnerView }) {
  const { reader, pending, page, measured, request } = view;
  const { manager } = reader.words;
  const { count } = reader.notation;
  const pathOf = (number: number): string => {
    const shown = { ...periodFields(request), page: number > 1 ? number : null };
    return `${withQuery(paths.partner.at(measured), shown)}#pending`;
  };
  return (
    <section class="stack" aria-labelledby="pending">
      <h2 id="pending">
        {manager.openBookings} {pending.total > 0 && <span class="count">{count(pending.total)}</span>}
      </h2>
      {pending.total === 0 && <p class="muted">{manager.noOpenBookings}</p>}
      {view.silence !== null && <SilenceLine reader={reader} silence={view.silence} />}
      <Cards view={view} rows={pending.rows} call={true} />
      <Pager reader={reader} page={page} pages={Math.ceil(pending.total / DEFAULT_PAGE_SIZE)} pathOf={pathOf} />
    </section>
  );
}

function Unanswered({ view }: { readonly view: PartnerView }) {
  const { reader, unanswered } = view;
  const { total, rows } = unanswered;
  const { manager } = reader.words;
  const { count } = reader.notation;
  if (total === 0) return null;
  return (
    <section class="stack" aria-labelledby="unanswered">
      <h2 id="unanswered">
        {manager.section.missed} <span class="count">{count(total)}</span>
      </h2>
      {rows.length < total && <p class="muted">{manager.latest(count(rows.length))}</p>}
      <Cards view={view} rows={rows} call={false} />
    </section>
  );
}

function Cards(props: { readonly view: PartnerView; readonly rows: readonly Stored[]; readonly call: boolean }) {
  const { reader, policy, reason } = props.view;
  if (props.rows.length === 0) return null;
  return (
    <ul class="cards">
      {props.rows.map((booking) => (
        <PhoneCard
          key={booking.id}
          view={{ reader, policy, reason, partners: null }}
          booking={booking}
          call={props.call}
        />
      ))}
    </ul>
  );
}
