// Open conversations: which run of messages each shows, and how it grows.
import { Refused, type Message } from '../core/api';
import { depart, keyOf, land, touched } from '../core/flights';
import { addRange, covers, holes, nearest, runAt, type Ranges } from '../core/ranges';
import { learnPage } from '../core/state';
import type { Head, Patch } from '../core/talk';
import { isJoined, messageView, taskView } from '../core/views';
import { isComment, jumpInThread, olderThread, placeThread, threadMessages } from './thread';
import type { ResultOf, WireMessage } from '../core/api';
import { refused, type Ground, type Window } from './window';

const PAGE = 50;
const CHATS_IN_MEMORY = 12;
const READS_MAX = 5;

export class Windows {
  readonly open = new Map<number, Window>();
  /** Runs of seqs that are in memory, by chat. */
  private readonly mem = new Map<number, Ranges>();
  /** How often a chat's messages were forgotten: what was read from the store before is no longer true. */
  private forgotten = 0;

  constructor(private readonly ground: Ground) {}

  of(c: number): Window[] {
    return [...this.open.values()].filter((w) => w.c === c);
  }

  /** Messages of the chat were forgotten: place the windows anew. */
  wiped(c: number): void {
    this.mem.delete(c);
    this.forgotten += 1;
    for (const w of this.of(c)) {
      if (!w.thread) w.lift();
    }
  }

  /** Memory is for what is on screen and a few chats before. */
  trim(): void {
    const { chats, msgs } = this.ground.state();
    const closed = [...msgs.keys()].filter((c) => !this.of(c).length);
    for (const c of closed.slice(0, Math.max(0, closed.length - CHATS_IN_MEMORY))) {
      msgs.delete(c);
      this.mem.delete(c);
      const chat = chats.get(c);
      if (chat && !isJoined(chat.w)) chat.ranges = []; // no store has its messages
    }
  }

  /** Shows what is cached around the place; without any, asks the server. */
  async place(w: Window): Promise<void> {
    if (w.thread) return placeThread(this.ground, w);
    const chat = this.ground.state().chats.get(w.c);
    if (!chat || w.placed) return;
    const last = chat.w.s ?? 0;
    const read = chat.w.rd ?? 0;
    const start = w.at ?? (chat.w.un_ && read < last ? Math.max(1, read) : last);
    if (w.at === undefined && !w.divider && chat.w.un_) w.divider = read;
    const still = () => !w.placed; // whoever jumped meanwhile stays there
    if (runAt(chat.ranges, start)) await this.show(w, start, still);
    else if (last === 0) w.follow = w.placed = true;
    else if (this.ground.online()) await this.fetchAround(w, start, last, still);
    else if (chat.ranges.length) await this.show(w, nearest(chat.ranges, start), still);
    this.ground.redraw(w.c);
  }

  private async show(w: Window, at: number, still: () => boolean): Promise<void> {
    const chat = this.ground.state().chats.get(w.c);
    const run = chat && runAt(chat.ranges, at);
    if (!run) return;
    const [lo, hi] = [Math.max(run[0], at - PAGE), Math.min(run[1], at + PAGE)];
    await this.remember(w.c, lo, hi);
    if (!still() || !covers(chat.ranges, lo, hi)) return; // one wants to be elsewhere, or the chat was forgotten meanwhile
    w.put(lo, hi, hi === run[1] && runAt(chat.ranges, hi) === chat.ranges.at(-1));
    this.ground.redraw(w.c);
  }

  private async fetchAround(w: Window, at: number, last: number, still: () => boolean): Promise<void> {
    w.loadingOlder = true;
    const done = await this.fetch(w.c, at >= last ? { from: last + 1, dir: 'up' } : { from: at, dir: 'around' });
    w.loadingOlder = false;
    const ranges = this.ground.state().chats.get(w.c)?.ranges ?? [];
    if (done) await this.show(w, nearest(ranges, at), still);
  }

  /** One page into the cache. True when it came. */
  private async fetch(c: number, ask: { from: number; dir: 'up' | 'down' | 'around' }): Promise<boolean> {
    const last = this.ground.state().chats.get(c)?.w.s ?? 0;
    try {
      const page = (await this.ground.request('msg.history', { c, ...ask, n: PAGE })) as ResultOf<'msg.history'>;
      const first = page.msgs[0]?.s ?? ask.from;
      const end = page.msgs.at(-1)?.s ?? ask.from;
      const from = page.top ? 1 : ask.dir === 'down' ? Math.min(first, ask.from + 1) : first;
      const to = ask.dir === 'up' ? Math.max(end, ask.from - 1) : page.bottom ? Math.max(end, last) : end;
      if (!learnPage(this.ground.state(), c, page.msgs, from, Math.min(to, Math.max(end, last)), page)) return false;
      this.mem.set(c, addRange(this.mem.get(c) ?? [], from, to));
      this.ground.redraw(c);
      return true;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      for (const w of this.of(c)) refused(this.ground, w, error);
      this.ground.redraw(c);
      return false;
    }
  }

  async older(w: Window): Promise<void> {
    if (w.thread) return olderThread(this.ground, w);
    const chat = this.ground.state().chats.get(w.c);
    if (!chat || w.loadingOlder || w.lo <= 1) return;
    w.loadingOlder = true;
    this.ground.redraw(w.c);
    const { moves } = w;
    const known = runAt(chat.ranges, w.lo);
    if ((known?.[0] ?? w.lo) >= w.lo && this.ground.online()) await this.fetch(w.c, { from: w.lo, dir: 'up' });
    if (moves !== w.moves) return;
    const run = runAt(chat.ranges, w.lo);
    const lo = run ? Math.max(run[0], w.lo - PAGE) : w.lo;
    await this.remember(w.c, lo, w.lo);
    if (moves !== w.moves) return;
    w.lo = Math.min(w.lo, lo);
    w.loadingOlder = false;
    this.ground.redraw(w.c);
  }

  async newer(w: Window): Promise<void> {
    if (w.thread) return;
    const chat = this.ground.state().chats.get(w.c);
    if (!chat || w.loadingNewer || (w.follow && runAt(chat.ranges, w.hi) === chat.ranges.at(-1))) return; // what follows grows by itself, but over no hole
    w.loadingNewer = true;
    this.ground.redraw(w.c);
    const { moves } = w;
    const known = runAt(chat.ranges, w.hi);
    if ((known?.[1] ?? w.hi) <= w.hi && this.ground.online()) await this.fetch(w.c, { from: w.hi, dir: 'down' });
    if (moves !== w.moves) return;
    const run = runAt(chat.ranges, w.hi);
    const hi = run ? Math.min(run[1], w.hi + PAGE) : w.hi;
    await this.remember(w.c, w.hi, hi);
    if (moves !== w.moves) return;
    w.hi = hi;
    w.follow = hi === run?.[1] && hi >= (chat.w.s ?? 0);
    w.loadingNewer = false;
    this.ground.redraw(w.c);
  }

  /** `n`: the number of this wish; to the end without `seq`. */
  async jump(w: Window, n: number, seq?: number): Promise<void> {
    if (w.thread) return jumpInThread(this.ground, w, n, seq);
    const chat = this.ground.state().chats.get(w.c);
    if (!chat) return;
    const last = chat.w.s ?? 0;
    const at = seq ?? last;
    w.going = n;
    const still = () => n === w.going;
    if (!(w.lo <= at && at <= w.hi)) {
      if (runAt(chat.ranges, at)) await this.show(w, at, still);
      else if (this.ground.online()) await this.fetchAround(w, at, last, still);
      if (!still()) return;
    }
    if (!seq || (w.lo <= seq && seq <= w.hi)) w.target = { seq: seq ?? 0, n };
    this.ground.redraw(w.c);
  }

  /** Brings kept messages into memory; what arrived meanwhile is newer and stays. */
  private async remember(c: number, from: number, to: number): Promise<void> {
    const { forgotten } = this;
    for (const hole of holes(this.mem.get(c) ?? [], from, to)) {
      const cached = this.ground.state().msgs.get(c);
      if (!cached) return;
      let [lo, hi] = hole;
      while (lo <= hi && cached.has(lo)) lo += 1; // came as an event: the store knows nothing newer
      while (lo <= hi && cached.has(hi)) hi -= 1;
      const found = lo <= hi ? await this.read(c, lo, hi) : [];
      if (forgotten !== this.forgotten) return;
      for (const m of found) if (!cached.has(m.s)) cached.set(m.s, m);
      this.mem.set(c, addRange(this.mem.get(c) ?? [], ...hole));
    }
  }

  /** As they are kept; once more, if an event changed one of them while they were read. */
  private async read(c: number, lo: number, hi: number): Promise<WireMessage[]> {
    for (let tries = 0; ; tries++) {
      const state = this.ground.state();
      const flight = depart(state);
      const found = await this.ground.kept(c, lo, hi).finally(() => land(state, flight));
      if (tries >= READS_MAX || !found.some((m) => flight.touched.has(keyOf.message(c, m.s)))) return found.filter((m) => !flight.touched.has(keyOf.lost(c, m.s)));
    }
  }

  /** Events changed these: where one is shown beside its place and is not in memory, it is asked for again. */
  moved(seqs: readonly (readonly [chat: number, seq: number])[]): void {
    for (const w of seqs.length ? this.open.values() : []) {
      const cached = this.ground.state().msgs.get(w.c);
      const lost = seqs.filter(([c, s]) => c === w.c && w.aside.has(s) && !cached?.has(s)).map(([, s]) => s);
      if (lost.length) void this.fetchAside(w, [...new Set(lost)]);
    }
  }

  // ── drawing ────────────────────────────────────────────────────────────────

  /** What changed of this window since the last drawing. */
  draw(w: Window): Patch | undefined {
    const state = this.ground.state();
    const chat = state.chats.get(w.c);
    const items = new Map<string, Message>();
    const ranges = chat?.ranges ?? [];
    const run = w.follow ? (runAt(ranges, w.hi) ?? ranges.at(-1)) : undefined;
    if (run) {
      w.hi = run[1];
      if (w.lo < run[0]) w.lo = run[0];
    }
    const atEnd = w.placed && w.hi >= (chat?.w.s ?? 0);
    const cached = state.msgs.get(w.c);
    for (const s of w.aside.keys()) {
      const m = cached?.get(s);
      if (m && chat) w.aside.set(s, messageView(state, chat.w, m, this.ground.overlay(w.c, s)));
    }
    if (chat && w.thread) {
      for (const m of threadMessages(cached, w)) {
        const overlay = this.ground.overlay(w.c, m.s);
        const view = messageView(state, chat.w, m, overlay);
        if (!overlay?.gone) items.set(view.key, view);
      }
    } else if (chat && cached && w.hi) {
      for (let s = w.lo; s <= w.hi; s++) {
        const m = cached.get(s);
        const overlay = m && this.ground.overlay(w.c, s);
        if (!m || overlay?.gone) continue;
        const view = messageView(state, chat.w, m, overlay);
        items.set(view.key, view);
      }
    }
    const tasks = atEnd || w.follow || w.thread ? this.ground.tasks(w.c) : [];
    for (const task of tasks) if (!w.thread || isComment(cached, task, w.thread)) items.set(`r${task.rid}`, items.get(`r${task.rid}`) ?? taskView(state, task));
    return this.difference(w, items, this.head(w, w.thread ? w.placed : atEnd));
  }

  private head(w: Window, atEnd: boolean): Head {
    return {
      chat: w.c, info: this.ground.row(w.c), atStart: w.placed && w.lo <= 1, atEnd, loadingOlder: w.loadingOlder, loadingNewer: w.loadingNewer,
      divider: w.divider, target: w.target, aside: Object.fromEntries(w.aside), gone: w.gone, thread: w.thread || undefined, post: w.post,
    };
  }

  private difference(w: Window, items: Map<string, Message>, head: Head): Patch | undefined {
    const put: Message[] = [];
    const drop: string[] = [];
    const missing = new Set<number>();
    for (const [key, view] of items) {
      if (w.sent.get(key) === view) continue;
      put.push(view);
      w.sent.set(key, view);
      if (view.reply && !w.aside.has(view.reply) && !w.asked.has(view.reply)) missing.add(view.reply);
    }
    for (const key of w.sent.keys()) {
      if (items.has(key)) continue;
      drop.push(key);
      w.sent.delete(key);
    }
    if (put.length) this.ground.need(put.flatMap((m) => [m.from, m.source?.f ?? 0, m.via ?? 0]));
    if (missing.size) void this.fetchAside(w, [...missing]);
    const headNow = JSON.stringify(head);
    if (!put.length && !drop.length && headNow === w.headSent) return undefined;
    w.headSent = headNow;
    return { s: 'window', w: w.id, head, put, drop };
  }

  /** Replied-to and pinned messages that lie elsewhere. */
  async fetchAside(w: Window, seqs: number[]): Promise<void> {
    const state = this.ground.state();
    for (const s of seqs) w.asked.add(s);
    const found = new Map<number, WireMessage>();
    const ranges = state.chats.get(w.c)?.ranges ?? [];
    for (const s of seqs.filter((each) => covers(ranges, each, each))) {
      const m = state.msgs.get(w.c)?.get(s) ?? (await this.read(w.c, s, s))[0];
      if (m) found.set(s, m);
    }
    const rest = seqs.filter((s) => !found.has(s));
    let known = true;
    let late: number[] = [];
    if (rest.length) {
      try {
        const answer = (await this.ground.request('msg.get', { c: w.c, s: rest.slice(0, 100) })) as ResultOf<'msg.get'>;
        for (const m of answer.msgs) found.set(m.s, m);
        late = rest.filter((s) => touched(answer, keyOf.message(w.c, s)));
      } catch {
        known = false;
      }
    }
    const chat = state.chats.get(w.c);
    for (const s of seqs) {
      const m = found.get(s);
      if (m && chat) w.aside.set(s, messageView(state, chat.w, m));
      else if (known) w.aside.set(s, null);
      else w.asked.delete(s);
    }
    this.ground.need([...found.values()].map((m) => m.f));
    this.ground.redraw(w.c);
    if (late.length) await this.fetchAside(w, late);
  }
}
