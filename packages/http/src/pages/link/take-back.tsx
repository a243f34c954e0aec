/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { endOf, type Stored } from '@miomente/booking-domain';
import { Icon } from '../frame/icon.tsx';
import type { Reader } from '../frame/reader.ts';
import { Pressable, type PressForm } from './press-form.tsx';

/** The way back from a confirmation, as long as there is one. */
export function TakeBack(props: { readonly reader: Reader; readonly booking: Stored; readonly form: PressForm }) {
  const { words, notation } = props.reader;
  const { already } = words.answer;
  return (
    <section class="narrow stack" aria-labelledby="mistake">
      <h2 id="mistake">{already.mistake}</h2>
      <p class="muted">
        {already.takeBackUntil(notation.event(endOf(props.booking.token.expiresAt, props.booking.details.eventStart)))}
      </p>
      <Pressable reader={props.reader} form={props.form}>
        <button class="button" type="submit">
          <Icon name="undo" />
          {already.takeBack}
        </button>
      </Pressable>
    </section>
  );
}
