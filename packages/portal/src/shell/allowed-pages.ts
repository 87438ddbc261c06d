import { type PageEntry, pages } from '../registry.ts';
import { allows, type Session } from '../session.ts';

/** The pages inside the shell that this person may open; the others are hidden everywhere. */
export function allowedPages(session: Session): PageEntry[] {
  return pages.filter((page) => !page.outside && allows(session, page.permission));
}
