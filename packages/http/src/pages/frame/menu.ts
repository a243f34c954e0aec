import type { PageWords } from '@miomente/booking-texts';

/** An entry of the main menu. */
export interface MenuEntry {
  readonly name: string;
  readonly href: string;
  /** The place that it stands for; on a page of that place the entry is marked. */
  readonly place?: string;
  /** How much waits there, where that is shown. */
  readonly open?: number;
}

/** The menu of pages that another package brings, in the reader's words. */
export type MoreMenu = (words: PageWords['frame']) => readonly MenuEntry[];
