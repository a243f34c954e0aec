import type { Page } from '../../guard/page.ts';
import type { PagesDeps } from '../pages-deps.ts';
import { filePages } from './files.ts';
import { officeActionPages } from './office-actions.ts';
import { officeListPages } from './show-lists.tsx';
import { partnerPages } from './show-partners.tsx';

/** The office's pages: whom to phone, what to rebook and clear up, what failed, and partners' metrics. */
export function managerPages(deps: PagesDeps): readonly Page[] {
  return [...officeListPages(deps), ...partnerPages(deps), ...filePages(deps), ...officeActionPages(deps)];
}
