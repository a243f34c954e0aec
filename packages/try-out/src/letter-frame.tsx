/** @jsxRuntime automatic */
/** @jsxImportSource preact */

/** A mail's HTML by itself, in a frame that lets it do nothing but be read. */
export function LetterFrame(props: {
  /** What screen readers call it. */
  readonly title: string;
  /** Where `sendLetter` answers with the mail. */
  readonly src: string;
  /** As wide as a screen of that kind; without one as wide as there is room. */
  readonly width?: 'phone' | 'desktop';
}) {
  return (
    <iframe
      class={props.width === undefined ? 'mail' : `mail ${props.width}`}
      title={props.title}
      src={props.src}
      sandbox="allow-top-navigation-by-user-activation allow-popups"
    />
  );
}
