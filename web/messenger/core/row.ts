// A chat's row in the list: what is newest in it, how much of it is unread, what is pinned.
import { runAt } from './ranges';
import { dropChat, want, wantPeople, type ChatState, type State } from './state';
import type { WireChat, WireEvent, WireMessage } from './wire';

/** States in which nobody may look into a chat. */
export const CLOSED = ['removed', 'quarantined', 'deleted'];

/** The next event of the chat's log. */
export function onRow(state: State, chat: ChatState, e: WireEvent): void {
  const w = chat.w;
  switch (e.t) {
    case 'n': return newInRow(state, w, e as unknown as WireMessage);
    case 'e': {
      if (w.la?.s === e.s) w.la = e as unknown as WireMessage;
      return;
    }
    case 'd': return lostInRow(state, w, e.s as number[]);
    case 'rm': {
      const newest = !!w.la && (e.s as number[]).includes(w.la.s) && !previous(state, w);
      if (newest || (e.s as number[]).some((s) => s > floor(w))) want(state, { k: 'row', c: w.c });
      return;
    }
    case 'rs': return want(state, { k: 'row', c: w.c });
    case 'p': {
      const rest = (w.pin ?? []).filter((s) => s !== e.s);
      w.pin = e.on ? [e.s as number, ...rest].sort((a, b) => b - a).slice(0, 20) : rest;
      return;
    }
    case 'c': {
      const was = CLOSED.includes(String(w.st));
      Object.assign(w, e.ch);
      if (CLOSED.includes(String(w.st))) w.la = null;
      else if (was) want(state, { k: 'row', c: w.c });
      if (w.st === 'deleted' && !state.open.has(w.c)) dropChat(state, w.c); // on screen it stays until it is left
      return;
    }
    case 'm': {
      if (e.u === state.me) want(state, { k: 'row', c: w.c });
    }
  }
}

/** Nothing at or below this is unread. */
const floor = (w: WireChat): number => Math.max(w.rd ?? 0, (w.hf ?? 1) - 1);

function newInRow(state: State, w: WireChat, m: WireMessage): void {
  const before = Math.max(w.s ?? 0, floor(w));
  w.s = Math.max(w.s ?? 0, m.s);
  if (!m.rm) {
    w.ts = m.d;
    w.la = m;
  }
  if (m.f === state.me) markRead(state, w, m.s);
  else if (m.s > floor(w)) {
    // Seqs that were skipped belong to messages that went before they came here; their `d` will take them off again.
    w.un_ = (w.un_ ?? 0) + Math.max(0, m.s - before);
    if (m.me) w.me_ = (w.me_ ?? 0) + 1;
  }
  if (m.f) state.typing.get(w.c)?.delete(m.f);
  wantPeople(state, [m.f, m.fw?.f]);
}

/** These messages are gone for the reader. */
export function lostInRow(state: State, w: WireChat, seqs: number[]): void {
  const unread = seqs.filter((s) => s > floor(w) && s <= (w.s ?? 0)).length;
  w.un_ = Math.max(0, (w.un_ ?? 0) - unread);
  w.s = Math.max(w.s ?? 0, ...seqs);
  w.pin = w.pin?.filter((s) => !seqs.includes(s));
  const needsRow = unread > 0 && (w.me_ ?? 0) > 0;
  if (w.la && seqs.includes(w.la.s)) {
    if (!previous(state, w)) return want(state, { k: 'row', c: w.c });
  }
  if (needsRow) want(state, { k: 'row', c: w.c });
}

/** The newest message is gone: the row shows the one before it, and stands where that one puts it. False: unknown. */
function previous(state: State, w: WireChat): boolean {
  w.la = lastKnown(state, w);
  if (w.la) w.ts = w.la.d;
  return !!w.la;
}

/** The newest message, if it is certain from memory: the run must reach the end of the chat. */
function lastKnown(state: State, w: WireChat): WireMessage | null {
  const cached = state.msgs.get(w.c);
  const run = runAt(state.chats.get(w.c)!.ranges, w.s ?? 0);
  if (!cached || !run) return null;
  for (let s = run[1]; s >= Math.max(run[0], run[1] - 50); s--) {
    const m = cached.get(s);
    if (m && !m.rm) return m;
  }
  return null;
}

/** The read mark moves; unread is what is left above it. False: this device can only guess how much that is. */
export function markRead(state: State, w: WireChat, s: number): boolean {
  const before = floor(w);
  if (s <= before) return true;
  w.rd = s;
  const last = w.s ?? 0;
  if (s >= last) {
    w.un_ = 0;
    w.me_ = 0;
    return true;
  }
  const cached = state.msgs.get(w.c);
  const run = runAt(state.chats.get(w.c)?.ranges ?? [], last);
  if (cached && run && run[0] <= s + 1 && cached.has(last)) {
    w.un_ = 0;
    let mentions = 0;
    for (let at = s + 1; at <= last; at++) {
      const m = cached.get(at);
      if (m) w.un_++;
      if (m?.me && !m.rm) mentions++;
    }
    w.me_ = mentions;
    return true;
  }
  w.un_ = Math.max(0, Math.min((w.un_ ?? 0) - (s - before), last - s));
  w.me_ = Math.min(w.me_ ?? 0, w.un_);
  return false;
}
