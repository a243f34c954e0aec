/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** The meaning for the reader: waiting, good, bad, over. Always with an icon and text. */
export type Tone = 'wait' | 'ok' | 'no' | 'off';

interface NoticeProps {
  readonly icon: IconName;
  readonly tone?: Tone;
  /** Announces what has just happened to screen readers. */
  readonly news?: boolean;
  readonly children: ComponentChildren;
}

/** A message at the top of a page or form. */
export function Notice({ icon, tone, news = false, children }: NoticeProps) {
  return (
    <div class="notice" data-tone={tone} role={news ? 'status' : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

/** A term and its value. */
export interface Pair {
  readonly term: string;
  readonly value: ComponentChildren;
}

/** Terms with their values, such as an order's details. */
export function Pairs({ pairs }: { readonly pairs: readonly Pair[] }) {
  return (
    <dl class="pairs">
      {pairs.map(({ term, value }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The booking that a button is for, for screen readers, when a page has many buttons with the same name. */
export function Which({ text }: { readonly text: string }) {
  return <span class="unseen">: {text}</span>;
}

/** A link to the parent page. */
export function Back({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  return (
    <a class="back" href={href}>
      <Icon name="prev" />
      {children}
    </a>
  );
}

/** The large round icon of a page with one message. */
export function Mark({ icon }: { readonly icon: IconName }) {
  return (
    <span class="mark">
      <Icon name={icon} />
    </span>
  );
}
