// What this device knows, and what the last changes ask of the outside: things to keep, to draw, to fetch.
import { emptyFlights, keyOf, mark, passedOver, passOver, touched, worth, type Flights } from './flights';
import { emptyWatch, withPresence, type Watch } from './presence';
import { addRange, type Ranges } from './ranges';
import type { Folder, WireChat, WireEvent, WireMessage, WireUser } from './wire';

export interface ChatState {
  /** The row. `w.ev` is the head: the row is right as of it. */
  w: WireChat;
  /** Cached messages are right as of this ev; `applied` ≤ `w.ev`, and equal while nothing is cached. */
  applied: number;
  /** Runs of seqs whose messages are all in the store (those absent there do not exist). */
  ranges: Ranges;
  /** Events that came too early, by ev. */
  hold: Map<number, WireEvent>;
  /** The viewer read up to here on this device; the server may not know yet. */
  readHere?: number;
  /** The draft was changed here and not yet told. */
  draftHere?: boolean;
}

/** What the store must do, in this order. `live` puts keep what only the viewer's own copy knows (own reaction, own vote). */
export type Op =
  | { o: 'put'; m: WireMessage; live: boolean }
  | { o: 'patch'; c: number; s: number; f: (m: WireMessage) => WireMessage }
  | { o: 'del'; c: number; s: number[] }
  | { o: 'wipe'; c: number };

/** What must be fetched. `gap`: in 400 ms, if it is still there. */
export type Want =
  | { k: 'gap' | 'diff' | 'row' | 'reload'; c: number }
  | { k: 'user-gap' | 'resync' | 'rows' | 'folders' | 'settings' | 'presence' | 'me' }
  | { k: 'users'; u: number[]; anew?: boolean }
  | { k: 'messages'; c: number; s: number[] };

export interface Alarm { kind: 'notice' | 'session' | 'answer' | 'construct' | 'held' | 'raid' | 'unheld'; data: Record<string, unknown> }

export interface Out {
  chats: Set<number>;
  gone: Set<number>;
  people: Set<number>;
  account: boolean;
  ops: Op[];
  wants: Want[];
  alarms: Alarm[];
  /** Messages that have just come: some may be this device's own sends. */
  news: WireMessage[];
  /** Files whose messages went: what the device cached of them goes, too. */
  lost: Set<string>;
  /** Messages whose words changed or that went, known here or not. */
  moved: [chat: number, seq: number][];
}

export interface State {
  me: number;
  epoch: string;
  pts: number;
  since: number;
  chats: Map<number, ChatState>;
  /** Messages in memory of the chats that were opened; the store has at least these. */
  msgs: Map<number, Map<number, WireMessage>>;
  /** Chats on a screen: these never stay behind. */
  open: Set<number>;
  people: Map<number, WireUser>;
  settings: Record<string, unknown>;
  folders: Folder[];
  typing: Map<number, Map<number, number>>;
  watch: Watch;
  flights: Flights;
  holdUser: Map<number, WireEvent>;
  out: Out;
}

export const emptyOut = (): Out => ({
  chats: new Set(), gone: new Set(), people: new Set(), account: false, ops: [], wants: [], alarms: [], news: [], lost: new Set(), moved: [],
});

export const emptyState = (me = 0): State => ({
  me, epoch: '', pts: 0, since: 0, chats: new Map(), msgs: new Map(), open: new Set(), people: new Map(), settings: {}, folders: [],
  typing: new Map(), watch: emptyWatch(), flights: emptyFlights(), holdUser: new Map(), out: emptyOut(),
});

/** Takes what has gathered; the next changes gather afresh. */
export function takeOut(state: State): Out {
  const out = state.out;
  state.out = emptyOut();
  return out;
}

export function touch(state: State, c: number): void {
  state.out.chats.add(c);
}

export function want(state: State, wish: Want): void {
  const key = 'c' in wish ? wish.c : 0;
  if (wish.k !== 'users' && wish.k !== 'messages' && state.out.wants.some((w) => w.k === wish.k && ('c' in w ? w.c : 0) === key)) return;
  state.out.wants.push(wish);
}

/** People that are shown but not known. */
export function wantPeople(state: State, ids: Iterable<number | undefined>): void {
  const missing = [...ids].filter((u): u is number => !!u && !state.people.has(u));
  if (missing.length) want(state, { k: 'users', u: missing });
}

/** What of the old copy's files the new one no longer has. */
export function lostFiles(old: WireMessage | undefined, fresh?: WireMessage): string[] {
  const before = [...(old?.fl ?? []), ...(old?.lp?.fl ? [old.lp.fl] : [])];
  if (!before.length) return [];
  const now = new Set([...(fresh?.fl ?? []), ...(fresh?.lp?.fl ? [fresh.lp.fl] : [])].map((file) => file.id));
  return before.map((file) => file.id).filter((id) => !now.has(id));
}

function lose(state: State, old: WireMessage | undefined, fresh?: WireMessage): void {
  for (const id of lostFiles(old, fresh)) state.out.lost.add(id);
}

/** The newer of two copies; a live copy is the same for all readers, so the viewer's own marks are carried over. */
export function mergeMessage(old: WireMessage | undefined, fresh: WireMessage, live: boolean): WireMessage {
  if (!old) return fresh;
  if ((fresh.v ?? 1) < (old.v ?? 1)) return old;
  if (!live) return fresh.rid || !old.rid ? fresh : { ...fresh, rid: old.rid };
  const kept: WireMessage = { ...fresh };
  if (old.my && !kept.my) kept.my = old.my;
  if (old.me && !kept.me) kept.me = old.me;
  if (old.rid && !kept.rid) kept.rid = old.rid;
  if (old.rx && !kept.rx) kept.rx = old.rx;
  if (old.vw && !kept.vw) kept.vw = old.vw;
  if (old.cm && !kept.cm) kept.cm = old.cm;
  if (old.fc && !kept.fc) kept.fc = old.fc;
  if (old.po?.my?.length && kept.po && !kept.po.my) kept.po = { ...kept.po, my: old.po.my };
  return kept;
}

export function putMessage(state: State, m: WireMessage, live: boolean): void {
  if (live) mark(state, keyOf.message(m.c, m.s));
  const cached = state.msgs.get(m.c);
  cached?.set(m.s, mergeMessage(cached.get(m.s), m, live));
  state.out.ops.push({ o: 'put', m, live });
  touch(state, m.c);
}

export function patchMessage(state: State, c: number, s: number, f: (m: WireMessage) => WireMessage): void {
  mark(state, keyOf.message(c, s));
  const cached = state.msgs.get(c);
  const old = cached?.get(s);
  if (old) {
    cached!.set(s, f(old));
    lose(state, old, cached!.get(s));
  }
  state.out.ops.push({ o: 'patch', c, s, f });
  touch(state, c);
}

export function dropMessages(state: State, c: number, seqs: number[]): void {
  const cached = state.msgs.get(c);
  for (const s of seqs) {
    mark(state, keyOf.message(c, s));
    mark(state, keyOf.lost(c, s));
    state.out.moved.push([c, s]);
    lose(state, cached?.get(s));
    cached?.delete(s);
  }
  state.out.ops.push({ o: 'del', c, s: seqs });
  touch(state, c);
}

/** Forget the cached messages of a chat; the row stays. */
export function wipeMessages(state: State, chat: ChatState): void {
  const c = chat.w.c;
  mark(state, keyOf.wiped(c));
  chat.ranges = [];
  chat.applied = chat.w.ev ?? 0;
  for (const m of state.msgs.get(c)?.values() ?? []) lose(state, m);
  state.msgs.get(c)?.clear();
  state.out.ops.push({ o: 'wipe', c });
  touch(state, c);
}

export function dropChat(state: State, c: number): void {
  const chat = state.chats.get(c);
  mark(state, keyOf.gone(c));
  if (!chat) return;
  wipeMessages(state, chat);
  state.chats.delete(c);
  state.msgs.delete(c);
  state.typing.delete(c);
  state.out.chats.delete(c);
  state.out.gone.add(c);
}

/** Of what an answer brings, what no event changed meanwhile. The rest is as it is known here, or (with `all`: in any case) asked for again. */
export function unmoved(state: State, c: number, msgs: readonly WireMessage[], answer?: object, all = false): WireMessage[] {
  const late = msgs.filter((m) => touched(answer, keyOf.message(c, m.s)));
  const again = late.filter((m) => !touched(answer, keyOf.lost(c, m.s)) && (all || !state.msgs.get(c)?.has(m.s))).map((m) => m.s);
  if (again.length) want(state, { k: 'messages', c, s: again });
  return late.length ? msgs.filter((m) => !late.includes(m)) : [...msgs];
}

/** The row knows more. While nothing of the chat is cached there is nothing to bring up to it. */
export function passTo(state: State, chat: ChatState, ev: number): void {
  if (ev > chat.applied) passOver(state, chat.w.c, chat.applied);
  chat.applied = ev;
}

/** A page of history: these messages, and nothing else between `from` and `to`. False: it came too late to be true. */
export function learnPage(state: State, c: number, msgs: WireMessage[], from: number, to: number, answer?: object): boolean {
  const chat = state.chats.get(c);
  if (!chat || touched(answer, keyOf.wiped(c))) return false;
  for (const m of unmoved(state, c, msgs, answer)) putMessage(state, m, false);
  chat.ranges = addRange(chat.ranges, from, to);
  chat.applied = Math.min(chat.applied, passedOver(answer, c) ?? chat.applied);
  if (state.open.has(c) && chat.applied < (chat.w.ev ?? 0)) want(state, { k: 'diff', c });
  touch(state, c);
  wantPeople(state, msgs.flatMap((m) => [m.f, m.fw?.f]));
  return true;
}

/** The own account as the server tells it; what is left out is not so. */
export function learnMe(state: State, me: WireUser, answer?: object): void {
  const found = worth(state, answer, keyOf.user(state.me));
  if (found === 'unsure') want(state, { k: 'me' });
  if (found === 'newest') learnUsers(state, [{ role: 'member', pw: 0, ...me, u: state.me }]);
}

/** People as everybody sees them; what only oneself knows of oneself is kept, and what is known of who is here. */
export function learnUsers(state: State, users: readonly WireUser[], answer?: object): void {
  const unsure: number[] = [];
  for (const user of users) {
    const found = worth(state, answer, keyOf.user(user.u));
    if (found === 'unsure') unsure.push(user.u);
    if (found !== 'newest') continue;
    const old = user.u === state.me ? state.people.get(user.u) : undefined;
    state.people.set(user.u, withPresence(state, old ? { phone: old.phone, role: old.role, pw: old.pw, ...user } : user));
    state.out.people.add(user.u);
    if (user.u === state.me) state.out.account = true;
  }
  if (unsure.length) want(state, { k: 'users', u: unsure, anew: true });
}
