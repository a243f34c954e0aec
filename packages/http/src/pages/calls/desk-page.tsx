/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { DEFAULT_PAGE_SIZE, type DeclineReason, type SilentEntry } from '@miomente/booking-domain';
import { paths } from '@miomente/booking-paths';
import { assetPath } from '../../static/assets.ts';
import { AnswerNotice } from '../dashboard/answer-notice.tsx';
import type { NoticeShown } from '../dashboard/notice-address.ts';
import { Pager } from '../dashboard/pager.tsx';
import { Page } from '../frame/page.tsx';
import { Back, Notice } from '../frame/parts.tsx';
import type { Reader } from '../frame/reader.ts';
import { waitingOf } from '../manager/attention-page.tsx';
import { Download } from '../manager/download.tsx';
import { Tabs } from '../manager/office-list.tsx';
import { CallEntry, partnerName } from './call-entry.tsx';
import { type CallDraft, NOTHING_TYPED } from './call-form.ts';
import { type CallNews, CallNotice } from './call-notice.tsx';
import { deskPath } from './told-address.ts';

/** What both pages of calls show of an entry. */
interface Setting {
  readonly reader: Reader;
  readonly reasons: readonly DeclineReason[];
  readonly page: number;
  readonly news: CallNews | null;
}

/** The content of the list of calls. */
export interface DeskView extends Setting {
  readonly entries: readonly SilentEntry[];
  /** Of all pages. */
  readonly total: number;
  readonly questions: number;
  /** About a booking that was answered elsewhere. */
  readonly notice: NoticeShown | null;
}

/** Whom to call: one entry for each partner, the most urgent first. */
export function DeskPage({ view }: { readonly view: DeskView }) {
  const { reader, entries, total, questions, page, news, notice } = view;
  const { words, notation } = reader;
  const { calls, manager } = words;
  const now = entries.filter(({ later }) => !later);
  const later = entries.filter((entry) => entry.later);
  return (
    <Page reader={reader} title={`${calls.title}: ${calls.partners(total)}`} place="manager">
      <div class="heading">
        <h1>{calls.title}</h1>
        <p class="muted small">
          {calls.head(calls.partners(total), calls.questions(questions))}. {manager.asOf(notation.time(reader.now))}
        </p>
      </div>
      {news !== null && <CallNotice reader={reader} news={news} />}
      {notice !== null && <AnswerNotice reader={reader} {...notice} />}
      <Tabs
        reader={reader}
        tabs={[
          { path: paths.office.at(), name: manager.section.escalated, count: waitingOf(reader)?.escalated ?? 0 },
          { path: paths.missed.at(), name: words.booking.status.missed, count: waitingOf(reader)?.missed ?? 0 },
        ]}
        here={paths.office.at()}
      />
      {total === 0 && <p class="calm">{calls.empty}</p>}
      {total > 0 && entries.length === 0 && (
        <p>
          {manager.nothingHere} <a href={paths.office.at()}>{manager.firstPage}</a>
        </p>
      )}
      {/* Also where nobody waits: the first call shows without anybody's reloading. */}
      <div role="status" data-module={assetPath('call-desk.js')} data-now={paths.callsNow.at()}>
        <p class="notice" data-changed={waitingOf(reader)?.escalated ?? 0} hidden>
          <span>
            {calls.listChanged} <a href={deskPath(page)}>{calls.reload}</a>
          </span>
        </p>
      </div>
      <Entries view={view} entries={now} level="h2" />
      {later.length > 0 && (
        <section class="stack" aria-labelledby="later">
          <h2 id="later">{calls.later}</h2>
          <Entries view={view} entries={later} level="h3" />
        </section>
      )}
      <Pager reader={reader} page={page} pages={Math.ceil(total / DEFAULT_PAGE_SIZE)} pathOf={(n) => deskPath(n)} />
      {total > 0 && <p class="muted small reading">{manager.about.escalated}</p>}
      {total > 0 && <Download reader={reader} path={paths.officeFile.at({ list: 'calls' })} total={total} />}
    </Page>
  );
}

function Entries(props: {
  readonly view: Setting;
  readonly entries: readonly SilentEntry[];
  readonly level: 'h2' | 'h3';
}) {
  const { view, entries, level } = props;
  if (entries.length === 0) return null;
  return (
    <ol class="entries" data-calls>
      {entries.map((entry) => (
        <CallEntry key={entry.customerNumber} view={{ ...view, entry, draft: NOTHING_TYPED }} level={level} />
      ))}
    </ol>
  );
}

/** The content of a page about one call. */
export interface CallView extends Setting {
  /** Undefined when nothing of theirs needs a call any more. */
  readonly entry: SilentEntry | undefined;
  readonly name: string;
  readonly draft: CallDraft;
  /** Why the last press changed nothing; null for none. */
  readonly problem: string | null;
}

/** One call, with what was typed: after a press that was refused, and after logging in again. */
export function CallPage({ view }: { readonly view: CallView }) {
  const { reader, entry, name, draft, problem, page } = view;
  const { calls } = reader.words;
  const shownName = entry === undefined ? name : partnerName(reader, entry);
  return (
    <Page reader={reader} title={`${calls.one}: ${shownName}`} place="manager">
      <Back href={deskPath(page)}>{calls.toDesk}</Back>
      <h1>
        {calls.one}: {shownName}
      </h1>
      {problem !== null && (
        <Notice icon="alert" tone="no" news>
          {problem} {draft.note !== '' && calls.keptTyped}
        </Notice>
      )}
      {entry !== undefined && (
        <ol class="entries" data-calls data-module={assetPath('call-desk.js')} data-now={paths.callsNow.at()}>
          <CallEntry view={{ ...view, entry }} level="h2" />
        </ol>
      )}
      {entry === undefined && draft.note !== '' && (
        <section class="panel stack tight">
          <h2>{calls.typed}</h2>
          <p class="written">{draft.note}</p>
        </section>
      )}
    </Page>
  );
}
