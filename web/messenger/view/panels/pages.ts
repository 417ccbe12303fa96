/** A page of a search may be empty and yet have a next one: asks on until something is there, or all was looked at. */
interface Page { hits: unknown[]; next?: string }
const PAGES_MAX = 8;

export async function untilHits<P extends Page>(get: (cursor?: string) => Promise<P>, cursor?: string): Promise<P> {
  let page = await get(cursor);
  for (let n = 1; n < PAGES_MAX && !page.hits.length && page.next; n += 1) page = await get(page.next);
  return page;
}
