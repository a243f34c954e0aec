/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { assetPath } from '../../static/assets.ts';

export type IconName =
  | 'alert'
  | 'ban'
  | 'bolt'
  | 'calendar'
  | 'check'
  | 'clock'
  | 'cross'
  | 'download'
  | 'info'
  | 'mail'
  | 'next'
  | 'pause'
  | 'phone'
  | 'prev'
  | 'search'
  | 'undo';

/** A stroke icon from the one symbol file; always beside words, so it says nothing of its own. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`${assetPath('icons.svg')}#${name}`} />
    </svg>
  );
}
