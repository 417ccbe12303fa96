// Events to state. Deterministic: no clock, no network, no store; what it needs from them is left in state.out.
import { keyOf, mark, touched, worth } from './flights';
import { addRange, runAt } from './ranges';
import { presence } from './presence';
import { CLOSED, lostInRow, markRead, onRow } from './row';
import {
  dropChat, dropMessages, learnMe, learnUsers, passTo, patchMessage, putMessage, touch, unmoved, want, wantPeople, wipeMessages, type ChatState, type State,
} from './state';
import type { WireChat, WireDiff, WireDraft, WireEvent, WireMessage, WirePoll, WireSync, WireUser, WireUserDiff, FileKind, Folder, Reaction } from './wire';

const TYPING_MS = 6000;
/** What changes a message also where only a reply to it shows it. */
const SHOWN_ELSEWHERE = ['e', 'd', 'rm', 'rs'];
/** Messages of a chat on screen whose counts are asked for again. */
const COUNTED_AGAIN = 100;

/** One event frame. `now`: any clock in ms, for what fades by itself. */
export function receive(state: State, e: WireEvent, now: number): void {
  switch (e.t) {
    case 'u': return receiveOwn(state, e);
    case 'r': return readMark(state, e.c!, e.u as number, e.s as number);
    case 'vw': {
      for (const [s, vw, fc] of e.v as [number, number, number?][]) patchMessage(state, e.c!, s, (m) => ({ ...m, vw: Math.max(vw, m.vw ?? 0), fc: fc ?? m.fc }));
      return;
    }
    case 'cm': {
      for (const [s, cm] of e.v as [number, number][]) patchMessage(state, e.c!, s, (m) => ({ ...m, cm }));
      return;
    }
    case 'ty': return typing(state, e, now);
    case 'on': return presence(state, e as unknown as WireUser);
    case 'miss': return missed(state, e);
    case 'gone': return dropChat(state, e.c!);
    case 'dirty': return dirty(state, e);
    case 'hb': return heartbeat(state, e);
    default:
      if (e.c !== undefined && e.ev !== undefined) receiveChat(state, e);
  }
}

// ── a chat's log ─────────────────────────────────────────────────────────────

function receiveChat(state: State, e: WireEvent): void {
  const chat = state.chats.get(e.c!);
  if (!chat) return want(state, { k: 'row', c: e.c! });
  const ev = e.ev!;
  if (ev <= chat.applied) return;
  const head = chat.w.ev ?? 0;
  if (ev > head + 1) {
    if (isUrgent(e)) onMessages(state, chat, e);
    chat.hold.set(ev, e);
    return want(state, { k: 'gap', c: chat.w.c });
  }
  apply(state, chat, e);
  drain(state, chat);
  if (isBehind(state, chat.w.c)) want(state, { k: 'diff', c: chat.w.c }); // one at a time: a difference under way goes on by itself
}

/** What must vanish at once, whatever is missing before it. */
function isUrgent(e: WireEvent): boolean {
  return e.t === 'd' || e.t === 'rm' || (e.t === 'c' && CLOSED.includes(String((e.ch as WireChat | undefined)?.st)));
}

/** The row moves with the head; cached messages move with `applied`. An event serves the one, the other, or both. */
function apply(state: State, chat: ChatState, e: WireEvent): void {
  const ev = e.ev!;
  const head = chat.w.ev ?? 0;
  const fresh = ev > head;
  const next = ev === chat.applied + 1;
  if (next || isUrgent(e)) onMessages(state, chat, e);
  if (fresh) {
    onRow(state, chat, e);
    chat.w.ev = ev;
  }
  if (next || (fresh && !chat.ranges.length)) chat.applied = ev;
  touch(state, chat.w.c);
}

function drain(state: State, chat: ChatState): void {
  for (const ev of chat.hold.keys()) if (ev <= (chat.w.ev ?? 0)) chat.hold.delete(ev);
  let e: WireEvent | undefined;
  while ((e = chat.hold.get((chat.w.ev ?? 0) + 1))) {
    chat.hold.delete(e.ev!);
    apply(state, chat, e);
  }
}

function onMessages(state: State, chat: ChatState, e: WireEvent): void {
  const c = chat.w.c;
  const seqs = [e.s ?? []].flat() as number[];
  const back = e.t === 'rs' && e.m ? (e.m as WireMessage[]) : [];
  for (const s of [...seqs, ...back.map((m) => m.s)]) {
    mark(state, keyOf.message(c, s));
    if (SHOWN_ELSEWHERE.includes(e.t)) state.out.moved.push([c, s]);
  }
  switch (e.t) {
    case 'n': {
      const m = e as unknown as WireMessage;
      putMessage(state, m, true);
      chat.ranges = addRange(chat.ranges, m.s, m.s);
      state.out.news.push(m);
      return;
    }
    case 'e': return putKnown(state, chat, e as unknown as WireMessage);
    case 'rs': {
      if (e.m) return back.forEach((m) => putKnown(state, chat, m));
      // where not everybody may read what was before them, each asks for their own
      const known = seqs.filter((s) => runAt(chat.ranges, s));
      return known.length ? want(state, { k: 'messages', c, s: known }) : undefined;
    }
    case 'd': {
      if (chat.ranges.length) for (const s of seqs) chat.ranges = addRange(chat.ranges, s, s);
      return dropMessages(state, c, seqs);
    }
    case 'rm': {
      for (const s of seqs) patchMessage(state, c, s, removed);
      return;
    }
    case 'rx': return patchMessage(state, c, e.s as number, (m) => ({ ...m, rx: e.rx as Reaction[] }));
    case 'pl': return patchMessage(state, c, e.s as number, (m) => ({ ...m, po: mergePoll(m.po, e.po as WirePoll) }));
    case 'c': {
      if (CLOSED.includes(String((e.ch as WireChat).st))) wipeMessages(state, chat);
    }
  }
}

/** Messages that were asked for by their places; again, where an event came meanwhile. */
export function receiveMessages(state: State, c: number, msgs: WireMessage[], answer: object): void {
  const chat = state.chats.get(c);
  if (!chat || touched(answer, keyOf.wiped(c))) return;
  for (const m of unmoved(state, c, msgs, answer, true)) putKnown(state, chat, m, false);
}

/** Only what lies in a known run; the rest will be right when it is fetched. */
function putKnown(state: State, chat: ChatState, m: WireMessage, live = true): void {
  if (runAt(chat.ranges, m.s) || state.msgs.get(chat.w.c)?.has(m.s)) putMessage(state, { ...m, c: chat.w.c }, live);
}

const removed = (m: WireMessage): WireMessage => ({ ...m, rm: 1, x: undefined, en: undefined, po: undefined, fw: undefined, rx: undefined, fl: undefined, ct: undefined, lo: undefined, lp: undefined, kb: undefined });

export function mergePoll(old: WirePoll | undefined, fresh: WirePoll): WirePoll {
  return fresh.my || !old?.my ? fresh : { ...fresh, my: old.my };
}

/** Of what a message carries, as much as a row says. */
function carriedOf(k: unknown): Pick<WireMessage, 'fl' | 'ct' | 'lo'> {
  if (typeof k !== 'string') return {};
  return k === 'contact' ? { ct: { n: '' } } : k === 'place' ? { lo: { lat: 0, lon: 0 } } : { fl: [{ id: '', k: k as FileKind }] };
}

function dirty(state: State, e: WireEvent): void {
  const chat = state.chats.get(e.c!);
  if (!chat) return want(state, { k: 'row', c: e.c! });
  const w = chat.w;
  if (e.ev! <= (w.ev ?? 0)) return;
  const seq = (e.s as number | undefined) ?? 0;
  const added = Math.max(0, seq - (w.s ?? 0));
  w.ev = e.ev;
  w.s = Math.max(w.s ?? 0, seq);
  if (added && e.f === state.me && state.me) markRead(state, w, seq);
  else if (added) {
    w.un_ = (w.un_ ?? 0) + added;
    if (e.me) w.me_ = (w.me_ ?? 0) + 1;
  }
  if (e.pv !== undefined && (added || w.la?.s === seq)) {
    w.la = { c: w.c, s: seq, ev: e.ev!, f: (e.f as number | undefined) ?? 0, d: (e.d as number | undefined) ?? w.ts ?? 0, x: e.pv as string, ...carriedOf(e.k) };
    w.ts = Math.max(w.ts ?? 0, w.la.d);
    wantPeople(state, [w.la.f]);
  }
  if (!chat.ranges.length) passTo(state, chat, w.ev!);
  touch(state, w.c);
  drain(state, chat);
  if (state.open.has(w.c)) want(state, { k: chat.ranges.length ? 'diff' : 'reload', c: w.c });
}

/** The answer of chat.diff that was asked from `applied`. */
export function receiveDiff(state: State, c: number, diff: WireDiff): void {
  const chat = state.chats.get(c);
  if (!chat) return;
  if (diff.too_long) {
    chat.w.ev = Math.max(chat.w.ev ?? 0, diff.ev);
    chat.w.s = Math.max(chat.w.s ?? 0, diff.s);
    wipeMessages(state, chat);
    want(state, { k: 'row', c });
    if (state.open.has(c)) want(state, { k: 'reload', c });
  } else {
    for (const e of diff.evs) {
      e.c = c;
      if (e.ev! > chat.applied) apply(state, chat, e);
    }
    chat.applied = Math.max(chat.applied, diff.ev);
    chat.w.ev = Math.max(chat.w.ev ?? 0, chat.applied);
  }
  drain(state, chat);
  if (chat.hold.size) want(state, { k: 'gap', c });
  if (isBehind(state, c)) want(state, { k: 'diff', c });
}

/** A chat on screen whose messages are older than its row. */
export function isBehind(state: State, c: number): boolean {
  const chat = state.chats.get(c);
  return !!chat && state.open.has(c) && chat.ranges.length > 0 && chat.applied < (chat.w.ev ?? 0);
}

/** A whole Chat object from the server; in `answer`, if it was asked for, and then it may be older than what came meanwhile. */
export function learnChat(state: State, ch: WireChat, answer?: object): void {
  const old = state.chats.get(ch.c);
  wantPeople(state, [ch.pe, ch.la?.f]);
  if (!old) {
    if (touched(answer, keyOf.gone(ch.c))) return;
    state.chats.set(ch.c, { w: ch, applied: ch.ev ?? 0, ranges: [], hold: new Map() });
    return touch(state, ch.c);
  }
  if ((ch.ev ?? 0) < (old.w.ev ?? 0)) return answer && want(state, { k: 'row', c: ch.c });
  if (worth(state, answer, keyOf.row(ch.c)) === 'overtaken') return;
  const { s } = old.w;
  old.w = keepOwn(state, old, { ...ch }, answer);
  if (!old.ranges.length) passTo(state, old, ch.ev ?? 0);
  if (CLOSED.includes(String(ch.st))) wipeMessages(state, old);
  touch(state, ch.c);
  drain(state, old);
  if (isBehind(state, ch.c)) want(state, { k: 'diff', c: ch.c });
  else if (state.open.has(ch.c) && !old.ranges.length && (ch.s ?? 0) > (s ?? 0)) want(state, { k: 'reload', c: ch.c });
}

/** Read marks only ever move forward; of the viewer's own part, what was changed here or by an event meanwhile stays. */
function keepOwn(state: State, chat: ChatState, fresh: WireChat, answer?: object): WireChat {
  const { w } = chat;
  for (const field of Object.keys(w) as (keyof WireChat)[]) if (touched(answer, keyOf.own(w.c, field))) Object.assign(fresh, { [field]: w[field] });
  if (chat.draftHere) fresh.dr = w.dr;
  if ((w.ord ?? 0) > (fresh.ord ?? 0)) fresh.ord = w.ord;
  if ((w.rd ?? 0) > (fresh.rd ?? 0) && !markRead(state, fresh, w.rd!) && !chat.readHere) want(state, { k: 'row', c: w.c });
  return fresh;
}

// ── the account's log ────────────────────────────────────────────────────────

function receiveOwn(state: State, e: WireEvent): void {
  const pts = e.pts as number;
  if (pts <= state.pts) return;
  if (pts > state.pts + 1) {
    state.holdUser.set(pts, e);
    return want(state, { k: 'user-gap' });
  }
  applyOwn(state, e);
  state.pts = pts;
  drainOwn(state);
}

function drainOwn(state: State): void {
  for (const pts of state.holdUser.keys()) if (pts <= state.pts) state.holdUser.delete(pts);
  let e: WireEvent | undefined;
  while ((e = state.holdUser.get(state.pts + 1))) {
    state.holdUser.delete(state.pts + 1);
    applyOwn(state, e);
    state.pts++;
  }
}

export function receiveOwnDiff(state: State, diff: WireUserDiff): void {
  if (diff.too_long) return want(state, { k: 'resync' });
  for (const e of diff.us) {
    if ((e.pts as number) <= state.pts) continue;
    applyOwn(state, e);
    state.pts = e.pts as number;
  }
  if (!diff.more) state.pts = Math.max(state.pts, diff.pts);
  drainOwn(state);
  if (diff.more || state.holdUser.size) want(state, { k: 'user-gap' });
}

function applyOwn(state: State, e: WireEvent): void {
  const chat = e.c === undefined ? undefined : state.chats.get(e.c);
  state.out.account = true;
  switch (e.k) {
    case 'chat+': return e.ch ? learnChat(state, e.ch as WireChat) : want(state, { k: 'row', c: e.c! });
    case 'chat-': return dropChat(state, e.c!);
    case 'chat~': {
      if (!chat) return;
      const { t: _t, k: _k, pts: _p, c: _c, ...own } = e;
      Object.assign(chat.w, own);
      for (const field of Object.keys(own)) mark(state, keyOf.own(e.c!, field));
      return touch(state, e.c!);
    }
    case 'read': return readMark(state, e.c!, state.me, e.s as number);
    case 'draft': {
      if (!chat || chat.draftHere) return;
      chat.w.dr = e.dr as WireDraft | null;
      mark(state, keyOf.own(e.c!, 'dr'));
      return touch(state, e.c!);
    }
    case 'hide': {
      if (!chat) return;
      lostInRow(state, chat.w, e.s as number[]);
      return dropMessages(state, e.c!, e.s as number[]);
    }
    case 'me': {
      mark(state, keyOf.user(state.me));
      return learnMe(state, e.me as WireUser);
    }
    case 'folder': {
      mark(state, 'folders');
      if (e.folders) state.folders = e.folders as Folder[];
      else want(state, { k: 'folders' });
      return;
    }
    case 'contact': {
      mark(state, keyOf.user(e.u as number));
      return want(state, { k: 'users', u: [e.u as number], anew: true });
    }
    case 'block': {
      mark(state, keyOf.user(e.u as number));
      const user = state.people.get(e.u as number);
      if (user) learnUsers(state, [{ ...user, bl: e.on ? 1 : undefined }]);
      return;
    }
    case 'settings': {
      mark(state, 'settings');
      if (e.settings) state.settings = e.settings as Record<string, unknown>;
      else want(state, { k: 'settings' });
      return;
    }
    case 'session':
    case 'answer':
    case 'construct':
    case 'held':
    case 'raid':
    case 'unheld':
    case 'notice': {
      state.out.alarms.push({ kind: e.k, data: e });
    }
  }
}

// ── without a number ─────────────────────────────────────────────────────────

function readMark(state: State, c: number, u: number, s: number): void {
  const chat = state.chats.get(c);
  if (!chat) return;
  if (u === state.me) {
    if (!markRead(state, chat.w, s)) want(state, { k: 'row', c });
    if (chat.readHere && chat.readHere <= s) chat.readHere = undefined;
  } else chat.w.ord = Math.max(chat.w.ord ?? 0, s);
  touch(state, c);
}

function typing(state: State, e: WireEvent, now: number): void {
  const u = e.u as number;
  if (u === state.me || !state.chats.has(e.c!)) return;
  let who = state.typing.get(e.c!);
  if (!who) state.typing.set(e.c!, (who = new Map()));
  if (e.k === 'stop') who.delete(u);
  else who.set(u, now + TYPING_MS);
  wantPeople(state, [u]);
  touch(state, e.c!);
}

/** Takes away who stopped typing without saying so; the time of the next such end, or 0. */
export function fadeTyping(state: State, now: number): number {
  let next = 0;
  for (const [c, who] of state.typing) {
    for (const [u, until] of who) {
      if (until <= now) {
        who.delete(u);
        touch(state, c);
      } else next = next ? Math.min(next, until) : until;
    }
    if (!who.size) state.typing.delete(c);
  }
  return next;
}

/** What says how things stand was dropped on the way, since this device was slow: it is asked for. */
function missed(state: State, e: WireEvent): void {
  if (e.on) want(state, { k: 'presence' });
  for (const c of e.of as number[]) {
    if (!state.chats.has(c)) continue;
    want(state, { k: 'row', c });
    const shown = state.open.has(c) ? [...(state.msgs.get(c)?.keys() ?? [])].sort((a, b) => b - a).slice(0, COUNTED_AGAIN) : [];
    if (shown.length) want(state, { k: 'messages', c, s: shown });
  }
}

function heartbeat(state: State, e: WireEvent): void {
  if (typeof e.pts === 'number' && e.pts > state.pts) want(state, { k: 'user-gap' });
  for (const [c, ev] of (e.ev ?? []) as [number, number][]) {
    const chat = state.chats.get(c);
    if (chat && ev > (chat.w.ev ?? 0)) want(state, { k: 'gap', c });
    else if (isBehind(state, c)) want(state, { k: 'diff', c });
  }
  if (!hasGaps(state) && !state.out.wants.length) state.since = Math.max(state.since, e.now as number);
}

/** Something was heard of and not yet applied: cursors must not move past it. */
export function hasGaps(state: State): boolean {
  if (state.holdUser.size) return true;
  for (const chat of state.chats.values()) if (chat.hold.size) return true;
  return false;
}

// ── the difference at connect ────────────────────────────────────────────────

/** A sync answer. Another epoch must have been handled before (the caller wipes and starts from emptyState). */
export function receiveSync(state: State, sync: WireSync): void {
  state.epoch = sync.epoch;
  if (sync.full) {
    if (state.pts && state.pts !== sync.pts) for (const chat of state.chats.values()) if (chat.ranges.length) forget(state, chat);
    state.pts = sync.pts;
  }
  for (const e of sync.us ?? []) {
    if ((e.pts as number) <= state.pts) continue;
    applyOwn(state, e);
    state.pts = e.pts as number;
  }
  for (const ch of sync.chats ?? []) learnChat(state, ch);
  for (const [c, ev, s] of sync.dirty ?? []) {
    dirty(state, { t: 'dirty', c, ev, s });
    want(state, { k: 'rows' });
  }
  if (sync.more) want(state, { k: 'rows' });
  state.pts = Math.max(state.pts, sync.pts);
  state.since = Math.max(state.since, sync.now);
  drainOwn(state);
  state.out.account = true;
}

/** Own events were passed over: some of the messages may have been hidden from oneself. */
function forget(state: State, chat: ChatState): void {
  wipeMessages(state, chat);
  if (state.open.has(chat.w.c)) want(state, { k: 'reload', c: chat.w.c });
}
