/** @jsxRuntime automatic */
/** @jsxImportSource preact */
import { assetPath } from '../../static/assets.ts';

/** The names of the icons. */
export type IconName =
  | 'alert'
  | 'ban'
  | 'bolt'
  | 'calendar'
  | 'check'
  | 'clock'
  | 'cross'
  | 'down'
  | 'download'
  | 'info'
  | 'mail'
  | 'menu'
  | 'next'
  | 'pause'
  | 'phone'
  | 'prev'
  | 'search'
  | 'undo';

/** An icon from the symbol file. It always has text beside it, so it needs no text of its own. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" aria-hidden="true" focusable="false">
      <use href={`${assetPath('icons.svg')}#${name}`} />
    </svg>
  );
}
