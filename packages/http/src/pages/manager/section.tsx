/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { type ManagerView, MOST_ROWS } from './manager-view.ts';

/** One list of the page, with how many stand on it. */
export function Section(props: {
  readonly view: ManagerView;
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly rows: number;
  readonly children: ComponentChildren;
}) {
  const { view, name, title, about, rows, children } = props;
  const { words, notation } = view.reader;
  return (
    <section class="stack tight" aria-labelledby={name}>
      <h2 id={name}>
        {title} {rows > 0 && <span class="count">{notation.count(rows)}</span>}
      </h2>
      <p class="muted">
        {about} {rows === MOST_ROWS && words.manager.more(notation.count(MOST_ROWS))}
      </p>
      {children}
    </section>
  );
}
