/** A page of a search may be empty and yet have a next one: asks on until something is there, or all was looked at. */
interface Page { hits: unknown[]; next?: string }
const PAGES_MAX = 8;

export async function untilHits<P extends Page>(get: (cursor?: string) => Promise<P>, cursor?: string): Promise<P> {
  let page = await get(cursor);
  for (let n = 1; n < PAGES_MAX && !page.hits.length && page.next; n += 1) page = await get(page.next);
  return page;
}

/** The pages after the first: one question at a time, and what was on its way when the list began anew is dropped. */
export class Pager {
  private turn = 0;
  private busy = false;

  begin(): void {
    this.turn += 1;
    this.busy = false;
  }

  /** One of `take` and `no` is called, or neither: while another page is being fetched, and when the list is another by now. */
  async next<P>(get: () => Promise<P>, take: (page: P) => void, no: (error: unknown) => void): Promise<void> {
    if (this.busy) return;
    const mine = this.turn;
    this.busy = true;
    const here = () => {
      if (mine === this.turn) this.busy = false;
      return mine === this.turn;
    };
    await get().then((page) => { if (here()) take(page); }, (error: unknown) => { if (here()) no(error); });
  }
}
