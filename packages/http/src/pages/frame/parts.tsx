/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from './icon.tsx';

/** What a thing means for its reader: waiting, good, bad, over. Always beside an icon and words. */
export type Tone = 'wait' | 'ok' | 'no' | 'off';

interface NoticeProps {
  readonly icon: IconName;
  readonly tone?: Tone;
  /** Tells what has just happened, so that screen readers say it. */
  readonly news?: boolean;
  readonly children: ComponentChildren;
}

/** What happened, or what to know, at the top of a page or form. */
export function Notice({ icon, tone, news = false, children }: NoticeProps) {
  return (
    <div class="notice" data-tone={tone} role={news ? 'status' : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}

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

/** Which one a button is for, where a page has many of the same name: for those who hear them one by one. */
export function Which({ text }: { readonly text: string }) {
  return <span class="unseen">: {text}</span>;
}

/** A way back to the page above. */
export function Back({ href, children }: { readonly href: string; readonly children: ComponentChildren }) {
  return (
    <a class="back" href={href}>
      <Icon name="prev" />
      {children}
    </a>
  );
}

/** The big round sign on a page with one message. */
export function Mark({ icon }: { readonly icon: IconName }) {
  return (
    <span class="mark">
      <Icon name={icon} />
    </span>
  );
}
