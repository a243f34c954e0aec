import type { Page, PageGate } from '../guard/page.ts';
import type { MoreMenu } from './frame/menu.ts';
import type { Reader } from './frame/reader.ts';

/** Pages that another package brings, such as the try-out's. One of them must stand at the site's bare address. */
export interface MorePages {
  /** @param gate lets everybody in, and says in which language they read */
  readonly pages: (gate: PageGate<{ readonly reader: Reader }>) => readonly Page[];
  /** Their menu, for visitors who are not logged in, and at the foot of the pages of those who are. */
  readonly menu: MoreMenu;
  /** The page of a ticket. */
  readonly ticketHref: (ticketId: string) => string;
}
