/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import type { Reader } from '../frame/reader.ts';

/** What the form of a link's page brings along beside what is typed. */
export interface PressForm {
  /** Where the form posts to. */
  readonly action: string;
  /** The mark of this page view; none on the page that asks, where only the answer counts. */
  readonly mark?: string;
  /** Which booking it is about, where its address doesn't say. */
  readonly booking?: string;
}

/**
 * A form whose press is judged. After its own buttons stands the trap: nobody sees it, keyboards and screen readers
 * leave it out, and Enter in a field presses the first button; a program that presses every button finds it
 * (links#press-trap).
 */
export function Pressable(props: {
  readonly reader: Reader;
  readonly form: PressForm;
  readonly class?: string;
  readonly children: ComponentChildren;
}) {
  const { reader, form, children } = props;
  return (
    <form class={props.class} method="post" action={form.action} noValidate>
      {form.mark !== undefined && <input type="hidden" name="mark" value={form.mark} />}
      {form.booking !== undefined && <input type="hidden" name="booking" value={form.booking} />}
      {children}
      <button class="trap" type="submit" name="trap" value="1" tabIndex={-1} aria-hidden="true">
        {reader.words.answer.question.trap}
      </button>
    </form>
  );
}
