/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { PageOf } from '@miomente/booking-domain';
import type { ComponentChildren } from 'preact';
import { AnswerNotice } from '../dashboard/answer-notice.tsx';
import type { NoticeShown } from '../dashboard/notice-address.ts';
import { Pager } from '../dashboard/pager.tsx';
import { type OfficePlace, Page } from '../frame/page.tsx';
import type { Reader } from '../frame/reader.ts';
import { Download } from './download.tsx';
import { type ListRequest, pagePath } from './list-request.ts';

/** A list of the menu entry, for the row of links above it. */
export interface Tab {
  readonly path: string;
  readonly name: string;
  readonly count: number;
}

/** The content of a list of the office. */
export interface OfficeListProps {
  readonly reader: Reader;
  readonly place: OfficePlace;
  readonly title: string;
  /** All lists of this menu entry; a row of links when there are several. */
  readonly tabs: readonly Tab[];
  readonly request: ListRequest;
  /** How many are shown of how many; the rows are the children. */
  readonly page: PageOf<unknown>;
  readonly about: string;
  /** The text of an empty list. */
  readonly empty: string;
  /** The noun for counting its rows. */
  readonly counted: 'bookings' | 'rows';
  /** The list as a file; absent when there is none. */
  readonly file: string | null;
  readonly notice: NoticeShown | null;
  /** Other messages after a press. */
  readonly news?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of every list of the office: its name, length, rows, other pages and file. */
export function OfficeList(props: OfficeListProps) {
  const { reader, place, title, tabs, request, page, about, empty, counted, notice } = props;
  const { words, notation } = reader;
  const { manager } = words;
  const { total } = page;
  const shown = page.rows.length;
  const first = (request.page - 1) * request.limit + 1;
  const { count } = notation;
  return (
    <Page reader={reader} title={tabs.length > 1 ? `${title}: ${nameOf(tabs, request.path)}` : title} place={place}>
      <div class="between">
        <div class="stack tight">
          <h1>{title}</h1>
          <p class="muted">{manager.asOf(notation.dateTime(reader.now))}</p>
        </div>
        {props.file !== null && total > 0 && <Download reader={reader} path={props.file} total={total} />}
      </div>
      {notice !== null && <AnswerNotice reader={reader} {...notice} />}
      {props.news}
      {tabs.length > 1 && <Tabs reader={reader} tabs={tabs} here={request.path} />}
      <section class="stack" aria-labelledby="list">
        <div class="stack tight">
          <h2 id="list" class={total === 0 ? 'calm' : undefined}>
            {total === 0
              ? empty
              : shown === 0
                ? manager.nothingHere
                : shown === total
                  ? manager[counted === 'bookings' ? 'allBookings' : 'allRows'](count(total))
                  : manager[counted](count(total), count(first), count(first + shown - 1))}
          </h2>
          {total > 0 && <p class="muted reading">{about}</p>}
          {total > 0 && shown === 0 && (
            <p>
              <a href={request.path}>{manager.firstPage}</a>
            </p>
          )}
        </div>
        {shown > 0 && props.children}
        <Pager
          reader={reader}
          page={request.page}
          pages={Math.ceil(total / request.limit)}
          pathOf={(number) => pagePath(request, number)}
        />
      </section>
    </Page>
  );
}

function nameOf(tabs: readonly Tab[], path: string): string {
  return tabs.find((tab) => tab.path === path)?.name ?? '';
}

/** The lists of one menu entry, with how much each holds. */
export function Tabs({
  reader,
  tabs,
  here,
}: {
  readonly reader: Reader;
  readonly tabs: readonly Tab[];
  readonly here: string;
}) {
  return (
    <nav class="chips" aria-label={reader.words.manager.lists}>
      {tabs.map(({ path, name, count }) => (
        <a
          key={path}
          class={path === here ? 'button fill' : 'button'}
          href={path}
          aria-current={path === here ? 'true' : undefined}
        >
          {name} <span>{reader.notation.count(count)}</span>
        </a>
      ))}
    </nav>
  );
}
