// Comments under a post: a thread of a group, shown by what is in memory. Nothing of it is put by on this device.
import { Refused, type ResultOf } from '../core/api';
import { keyOf, touched } from '../core/flights';
import { mergeMessage, unmoved, wantPeople } from '../core/state';
import type { Task } from '../core/outbox';
import type { WireMessage } from '../core/wire';
import { refused, type Ground, type Window } from './window';

const PAGE = 50;
const AGAIN_MAX = 5;

/** One page into memory; the first one places the window. */
async function fetch(ground: Ground, w: Window, from: number, again = AGAIN_MAX): Promise<void> {
  const state = ground.state();
  try {
    const page = (await ground.request('thread.history', { c: w.c, s: w.thread, from, n: PAGE })) as ResultOf<'thread.history'>;
    const cached = state.msgs.get(w.c);
    const late = [page.root, ...page.msgs].some((m) => m && touched(page, keyOf.message(w.c, m.s)));
    if (late && again) return fetch(ground, w, from, again - 1); // an event came meanwhile
    for (const m of unmoved(state, w.c, [page.root, ...page.msgs].filter((m) => !!m), page)) cached?.set(m.s, mergeMessage(cached.get(m.s), { ...m, c: w.c }, false));
    wantPeople(state, page.msgs.map((m) => m.f));
    w.post = page.post;
    w.lo = page.top ? 1 : (page.msgs[0]?.s ?? w.lo);
    w.gone = undefined;
    w.placed = true;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    refused(ground, w, error);
  }
}

/** Shows the newest comments; again after the connection was away, since a thread keeps no run of what it has. */
export async function placeThread(ground: Ground, w: Window): Promise<void> {
  if (!ground.online() || w.loadingNewer) return;
  w.loadingNewer = true;
  const before = w.placed ? w.lo : 0;
  await fetch(ground, w, 0);
  if (before) w.lo = Math.min(w.lo, before);
  w.loadingNewer = false;
  ground.redraw(w.c);
}

export async function olderThread(ground: Ground, w: Window): Promise<void> {
  if (w.loadingOlder || !w.placed || w.lo <= 1 || !ground.online()) return;
  w.loadingOlder = true;
  ground.redraw(w.c);
  await fetch(ground, w, w.lo);
  w.loadingOlder = false;
  ground.redraw(w.c);
}

export async function jumpInThread(ground: Ground, w: Window, n: number, seq = 0): Promise<void> {
  w.going = n;
  while (seq && seq !== w.thread && seq < w.lo && w.lo > 1 && !w.gone) {
    const { lo } = w;
    await olderThread(ground, w);
    if (w.going !== n) return;
    if (w.lo === lo) break;
  }
  w.target = { seq, n };
  ground.redraw(w.c);
}

/** The comments, with the post's copy where they begin, as far as they were fetched, ascending. */
export function threadMessages(cached: Map<number, WireMessage> | undefined, w: Window): WireMessage[] {
  if (!cached || !w.placed) return [];
  return [...cached.values()].filter((m) => (m.s === w.thread && w.lo <= 1) || (m.th === w.thread && m.s >= w.lo)).sort((a, b) => a.s - b.s);
}

/** Is this waiting send a comment here? */
export function isComment(cached: Map<number, WireMessage> | undefined, task: Task, thread: number): boolean {
  const re = task.p.re as number | undefined;
  return !!re && (re === thread || cached?.get(re)?.th === thread);
}
