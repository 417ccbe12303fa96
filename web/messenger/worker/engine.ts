// The leader: owns the state, the connection, the store and the outbox, and draws for every tab.
import { Refused, type Account, type Alert, type Chat, type Connection, type MethodName, type ParamsOf, type ResultOf, type WireMessage } from '../core/api';
import { Outbox, type Task } from '../core/outbox';
import { runAt } from '../core/ranges';
import { fadeTyping, hasGaps, isBehind, learnChat, receive, receiveDiff, receiveOwnDiff, receiveSync } from '../core/reduce';
import {
  dropChat, emptyState, learnUsers, mergeMessage, patchMessage, takeOut, touch, type Alarm, type Op, type State, type Want,
} from '../core/state';
import type { Patch, Said } from '../core/talk';
import { chatView, isJoined, userView, type Overlay } from '../core/views';
import type { WireChat, WireEvent, WireSync, WireUser } from '../core/wire';
import { Link } from './link';
import { rpc, Session, type Kept } from './session';
import type { Batch, Store } from './store';
import { Windows } from './windows';

const GAP_MS = 400;
const DRAW_MS = 10;
const KEEP_MS = 150;
const RECENT_MS = 10 * 60_000;
const LIST_PAGES = 20;
/** Outlive the account's cache: who is signed in, and what belongs to the device. */
const KEPT_KEYS = ['tokens', 'me', 'offset', 'saver', 'dictionary'];

export interface Tab { post(said: Said): void; windows: Set<number>; presence: number[] }

export class Engine {
  state: State = emptyState();
  outbox = new Outbox();
  readonly tabs = new Map<string, Tab>();
  readonly windows: Windows;
  readonly link: Link;
  readonly session: Session;
  /** Acknowledged sends whose message has not come yet. */
  private readonly landed = new Map<string, { task: Task; s: number }>();
  /** Seqs that look like the message of a send under way, by rid. */
  private readonly guessed = new Map<string, number>();
  readonly overlays = new Map<string, Overlay>();
  /** The store was read. */
  started = false;
  settled = false;
  saver = false;
  alerts: Alert[] = [];
  offset = 0;
  private reason?: Account['reason'];
  private connection: Connection = { state: 'connecting', pending: 0 };
  private rows = new Map<number, Chat>();
  private readonly rowText = new Map<number, string>();
  private dictionary?: Uint8Array;
  private batch: Batch = emptyBatch();
  private keeping: Promise<void> = Promise.resolve();
  private keepTimer?: ReturnType<typeof setTimeout>;
  private drawTimer?: ReturnType<typeof setTimeout>;
  private fadeTimer?: ReturnType<typeof setTimeout>;
  private outboxTimer?: ReturnType<typeof setTimeout>;
  private stale = new Set<number>();
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly fetching = new Set<string>();
  /** Chats that the connection's address named as being on screen. */
  private announced = new Set<number>();
  private readonly viewed = new Set<string>();
  private readonly toView = new Map<string, [number, number]>();
  private readonly freshPeople = new Set<number>();
  private neededPeople = new Set<number>();
  private listing = false;

  constructor(private readonly store: Store) {
    this.session = new Session(
      () => this.now(),
      (tokens) => this.keepNow([['tokens', tokens]]),
      async () => (this.store.durable ? ((await this.store.load()).kv.get('tokens') as Kept | undefined) : undefined),
      () => void this.signedOut('expired'),
    );
    this.windows = new Windows({
      state: () => this.state,
      row: (c) => this.rows.get(c),
      tasks: (c) => this.tasksOf(c),
      overlay: (c, s) => this.overlays.get(`${c}/${s}`),
      online: () => this.settled,
      request: (m, p) => this.request(m, p as never),
      kept: (c, from, to) => this.kept(c, from, to),
      redraw: (c) => this.redraw(c),
      need: (users) => this.need(users),
    });
    this.link = new Link({
      token: () => this.session.token(),
      renew: () => this.session.renew(),
      cursors: () => this.cursors(),
      dictionary: () => this.dictionary,
      events: (events) => this.hear(events),
      state: (state, retryAt) => this.connect(state, retryAt),
      closed: (code) => this.closed(code),
    });
  }

  /** The server's clock. */
  now(): number {
    return Date.now() + this.offset;
  }

  // ── start and end ──────────────────────────────────────────────────────────

  /** Paints from the store, then connects. */
  async start(): Promise<void> {
    const kept = await this.store.load();
    const { kv } = kept;
    this.session.tokens = kv.get('tokens') as Kept | undefined;
    this.offset = (kv.get('offset') as number | undefined) ?? 0;
    this.saver = !!kv.get('saver');
    this.alerts = (kv.get('alerts') as Alert[] | undefined) ?? [];
    this.dictionary = kv.get('dictionary') as Uint8Array | undefined;
    this.state = emptyState((kv.get('me') as number | undefined) ?? 0);
    Object.assign(this.state, kv.get('cursors'), { settings: kv.get('settings') ?? {}, folders: kv.get('folders') ?? [] });
    for (const { c, w, applied, ranges, readHere, draftHere } of kept.chats) {
      this.state.chats.set(c, { w, applied, ranges, readHere, draftHere, hold: new Map() });
    }
    for (const user of kept.people) this.state.people.set(user.u, user);
    this.outbox = new Outbox(kept.outbox);
    for (const chat of this.state.chats.values()) this.rows.set(chat.w.c, chatView(this.state, chat, this.tasksOf(chat.w.c)));
    this.started = true;
    for (const tab of this.tabs.values()) this.drawAll(tab);
    if (this.session.tokens) this.link.start();
  }

  stop(): void {
    this.link.stop();
    for (const timer of [this.keepTimer, this.drawTimer, this.fadeTimer, this.outboxTimer, ...this.timers.values()]) clearTimeout(timer);
    void this.keep();
  }

  async signedIn(tokens: Kept): Promise<void> {
    const me = tokens.me?.u ?? tokens.user ?? 0;
    if (this.state.me && this.state.me !== me) await this.wipe(false);
    this.session.tokens = tokens;
    this.reason = undefined;
    this.state.me = me;
    if (tokens.me) learnUsers(this.state, [tokens.me as WireUser]);
    await this.keepNow([['tokens', tokens], ['me', me]]);
    this.drawAccount();
    this.link.start();
  }

  async signedOut(reason?: Account['reason']): Promise<void> {
    this.link.stop();
    this.session.tokens = undefined;
    this.reason = reason;
    await this.wipe(false);
    await this.store.clear(['saver', 'offset', 'dictionary'], false);
    this.drawAccount();
  }

  /** Forget everything that the server can tell again. */
  private async wipe(sameAccount: boolean): Promise<void> {
    const me = sameAccount ? this.state.me : 0;
    clearTimeout(this.keepTimer);
    this.batch = emptyBatch();
    await this.keeping.catch(() => undefined);
    await this.store.clear(KEPT_KEYS, sameAccount);
    const { open } = this.state;
    this.state = emptyState(me);
    if (sameAccount) this.state.open = open;
    else {
      this.outbox = new Outbox();
      this.alerts = [];
    }
    this.rows.clear();
    this.rowText.clear();
    this.overlays.clear();
    this.freshPeople.clear();
    for (const w of this.windows.open.values()) {
      this.windows.wiped(w.c);
      this.state.msgs.set(w.c, new Map());
    }
    for (const tab of this.tabs.values()) this.drawAll(tab);
  }

  // ── the connection ─────────────────────────────────────────────────────────

  private cursors(): string {
    const { state } = this;
    this.announced = new Set([...state.open].slice(-8));
    const open = [...this.announced].map((c) => `${c}:${state.chats.get(c)?.applied ?? 0}`);
    const recent = [...state.chats.values()].filter((chat) => (chat.w.ts ?? 0) > state.since - RECENT_MS);
    const known = state.since ? recent.slice(0, 40).map((chat) => `${chat.w.c}:${chat.w.ev ?? 0}`) : [];
    return new URLSearchParams({ e: state.epoch, pts: String(state.pts), since: String(state.since), open: open.join(), k: known.join() }).toString();
  }

  private connect(state: Connection['state'], retryAt?: number): void {
    if (state !== 'online') {
      this.settled = false;
      this.outbox.grounded();
    }
    this.connection = { state, pending: this.outbox.pending, retryAt };
    this.drawConnection();
  }

  private closed(code: number): boolean {
    if (code === 4003) void this.signedOut('revoked');
    else if (code === 4004) void this.wipe(true).then(() => this.link.again());
    else if (code === 4010) this.connect('offline');
    return code === 4003 || code === 4004 || code === 4010;
  }

  private hear(events: WireEvent[]): void {
    for (const e of events) {
      if (e.t === 'welcome') {
        this.offset = (e.now as number) - Date.now();
        this.keepLater([['offset', this.offset]]);
        if (this.state.epoch && e.epoch !== this.state.epoch) {
          void this.wipe(true).then(() => this.link.again());
          return;
        }
      } else if (e.t === 'sync') {
        if (e.x) this.later('sync', 2000, () => this.resync());
        else this.synced(e as unknown as WireSync);
      } else receive(this.state, e, Date.now());
    }
    this.flush();
  }

  private synced(sync: WireSync): void {
    receiveSync(this.state, sync);
    this.settled = true;
    if (sync.full) {
      void this.listAll(true);
      void this.learnAccount();
    }
    this.connect('online');
    this.flush();
    for (const c of this.state.open) {
      if (isBehind(this.state, c)) void this.fetchDiff(c);
      const chat = this.state.chats.get(c);
      if (!this.announced.has(c) || !chat || !isJoined(chat.w)) void this.openRow(c);
    }
    for (const w of this.windows.open.values()) void this.windows.place(w);
    for (const chat of this.state.chats.values()) {
      if (chat.readHere) this.sendRead(chat.w.c);
      if (chat.draftHere) this.sendDraft(chat.w.c);
    }
    this.watchPresence();
    this.runOutbox();
    if (!this.dictionary) void this.fetchDictionary();
  }

  /** Everything afresh, over the connection that stands. */
  async resync(): Promise<void> {
    const sync = await this.attempt('sync', { pts: 0, epoch: '', window: 20 });
    if (sync) this.synced(sync);
    else if (this.link.connected) this.later('sync', 5000, () => this.resync());
  }

  private async learnAccount(): Promise<void> {
    await Promise.all([this.attempt('me.get', {}), this.attempt('settings.get', {}), this.attempt('folder.list', {})]);
    this.flush();
  }

  private async fetchDictionary(): Promise<void> {
    try {
      const response = await fetch('/d/1');
      if (!response.ok) return;
      this.dictionary = new Uint8Array(await response.arrayBuffer());
      this.keepLater([['dictionary', this.dictionary]]);
    } catch {
      // The plain variant works without it; the next connection asks again.
    }
  }

  // ── asking the server ──────────────────────────────────────────────────────

  async request<M extends MethodName>(m: M, p: ParamsOf<M>): Promise<ResultOf<M>> {
    const result = (this.link.connected ? await this.link.request(m, p) : await this.withoutLink(m, p)) as ResultOf<M>;
    this.learn(m, result);
    return result;
  }

  /** Signing in needs no connection; anything else does. */
  private withoutLink(m: string, p: unknown): Promise<unknown> {
    const open = m.startsWith('auth.') && m !== 'auth.logout' && m !== 'auth.qr.accept';
    return open ? rpc(m, p) : Promise.reject(new Refused({ c: 'OFFLINE' }));
  }

  /** The same, but a refusal is undefined. */
  private async attempt<M extends MethodName>(m: M, p: ParamsOf<M>): Promise<ResultOf<M> | undefined> {
    try {
      return await this.request(m, p);
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  /** Whatever answers bring of chats and people is kept; a peek into a stranger's chat does not replace an own row. */
  private learn(m: MethodName, result: unknown): void {
    if (!result || typeof result !== 'object') return;
    const { ch, chats, users, folders } = result as { ch?: WireChat; chats?: WireChat[]; users?: WireUser[]; folders?: State['folders'] };
    for (const each of m === 'sync' ? [] : [...(ch?.c ? [ch] : []), ...(chats ?? [])]) {
      const own = this.state.chats.get(each.c);
      if (isJoined(each) || !own || !isJoined(own.w) || m === 'chat.get' || m === 'chat.open') learnChat(this.state, each);
    }
    if (users) learnUsers(this.state, users.filter((user) => user.u && (user.n !== undefined || user.del))); // presence names nobody
    if (m === 'me.get' || m === 'me.edit') learnUsers(this.state, [{ ...this.state.people.get(this.state.me), ...(result as WireUser) }]);
    if (folders) this.state.folders = folders;
    if (m.startsWith('settings.')) this.state.settings = result as Record<string, unknown>;
    if (folders || m.startsWith('settings.')) this.state.out.account = true;
    this.flush();
  }

  private fulfil(wish: Want): void {
    switch (wish.k) {
      case 'gap': return this.later(`gap${wish.c}`, GAP_MS, () => this.closeGap(wish.c));
      case 'diff': return void this.fetchDiff(wish.c);
      case 'row': return this.later(`row${wish.c}`, 50, () => this.fetchRow(wish.c));
      case 'reload': {
        this.windows.wiped(wish.c);
        for (const w of this.windows.of(wish.c)) void this.windows.place(w);
        return;
      }
      case 'user-gap': return this.later('user', GAP_MS, () => this.fetchUserDiff());
      case 'resync': return void this.resync();
      case 'rows': return void this.listAll(false);
      case 'folders': return void this.attempt('folder.list', {});
      case 'settings': return void this.attempt('settings.get', {});
      case 'users': return this.need(wish.u, true);
    }
  }

  /** The missing event did not come: ask, if it is still missing. */
  private async closeGap(c: number): Promise<void> {
    const chat = this.state.chats.get(c);
    if (chat?.ranges.length || this.state.open.has(c)) await this.fetchDiff(c);
    else if (chat) {
      chat.hold.clear();
      await this.fetchRow(c);
    }
  }

  private fetchDiff(c: number): Promise<void> {
    return this.once(`diff${c}`, async () => {
      for (;;) {
        const chat = this.state.chats.get(c);
        if (!chat || !this.link.connected) return;
        const diff = await this.attempt('chat.diff', { c, ev: chat.applied });
        if (!diff) return this.fetchRow(c);
        receiveDiff(this.state, c, diff);
        this.state.out.wants = this.state.out.wants.filter((wish) => wish.k !== 'diff' || wish.c !== c);
        this.flush();
        if (!isBehind(this.state, c) && !('more' in diff && diff.more)) return;
      }
    });
  }

  private fetchRow(c: number): Promise<void> {
    return this.once(`row${c}`, async () => {
      try {
        await this.request('chat.get', { c });
      } catch (error) {
        const lost = error instanceof Refused && ['NOT_FOUND', 'FORBIDDEN', 'GONE'].includes(error.code);
        if (lost) dropChat(this.state, c);
      }
      this.flush();
    });
  }

  /** Live interest in a chat on screen. */
  openRow(c: number): Promise<void> {
    return this.once(`open${c}`, async () => {
      try {
        await this.request('chat.open', { c });
      } catch (error) {
        if (!(error instanceof Refused) || error.code === 'OFFLINE' || error.code === 'RETRY') return;
        for (const w of this.windows.of(c)) w.gone = error.facts;
        dropChat(this.state, c);
      }
      for (const w of this.windows.of(c)) await this.windows.place(w);
      this.redraw(c);
    });
  }

  private fetchUserDiff(): Promise<void> {
    return this.once('user', async () => {
      const diff = await this.attempt('user.diff', { pts: this.state.pts });
      if (diff) receiveOwnDiff(this.state, diff);
      this.flush();
    });
  }

  /** The rest of the chat list, page by page; after a full sync, what is not in it is gone. */
  private async listAll(full: boolean): Promise<void> {
    if (this.listing) return;
    this.listing = true;
    const before = new Set(this.state.chats.keys());
    const mine = this.state;
    let whole = true;
    for (const archived of [false, true]) {
      let next: unknown;
      for (let page = 0; page < LIST_PAGES; page++) {
        const found = await this.attempt('chats.list', { limit: 50, archived, ...(next ? { before: next } : {}) });
        for (const ch of found?.chats ?? []) before.delete(ch.c);
        if (!found) whole = false;
        next = found?.next;
        if (!next) break;
      }
      if (next) whole = false;
    }
    this.listing = false;
    if (!full || !whole || mine !== this.state) return;
    for (const c of before) {
      const chat = this.state.chats.get(c);
      if (chat && isJoined(chat.w) && !this.state.open.has(c)) dropChat(this.state, c);
    }
    this.flush();
  }

  /** People to know; those known are asked again once per start unless `missing`. */
  need(users: readonly number[], missing = false): void {
    for (const u of users) if (u && !this.freshPeople.has(u) && !(missing && this.neededPeople.has(u))) this.neededPeople.add(u);
    if (this.neededPeople.size && this.settled) this.later('people', 20, () => this.fetchPeople());
  }

  private async fetchPeople(): Promise<void> {
    const u = [...this.neededPeople].slice(0, 100);
    if (!u.length) return;
    for (const each of u) {
      this.freshPeople.add(each);
      this.neededPeople.delete(each);
    }
    const found = await this.attempt('user.get', { u });
    if (found) for (const each of u) if (!this.state.people.has(each)) learnUsers(this.state, [{ u: each, del: 1 }]);
    if (!found) for (const each of u) this.freshPeople.delete(each);
    this.flush();
    if (found && this.neededPeople.size) this.need([]);
  }

  watchPresence(): void {
    if (this.saver || !this.settled) return;
    const u = [...new Set([...this.tabs.values()].flatMap((tab) => tab.presence))].slice(0, 100);
    if (u.length || this.fetching.has('watching')) {
      if (u.length) this.fetching.add('watching');
      else this.fetching.delete('watching');
      void this.attempt('presence.sub', { u }).then((found) => {
        for (const each of found?.users ?? []) receive(this.state, { t: 'on', ...each }, Date.now());
        this.flush();
      });
    }
  }

  private once(key: string, work: () => Promise<void>): Promise<void> {
    if (this.fetching.has(key)) return Promise.resolve();
    this.fetching.add(key);
    return work().finally(() => this.fetching.delete(key));
  }

  later(key: string, ms: number, work: () => unknown): void {
    if (this.timers.has(key)) return;
    this.timers.set(key, setTimeout(() => {
      this.timers.delete(key);
      void work();
    }, ms));
  }

  /** True once per so many ms. */
  pause(key: string, ms: number): boolean {
    if (this.timers.has(key)) return false;
    this.later(key, ms, () => undefined);
    return true;
  }

  // ── sending ────────────────────────────────────────────────────────────────

  runOutbox(): void {
    clearTimeout(this.outboxTimer);
    if (!this.settled) return;
    for (const task of this.outbox.take(this.now())) void this.sendTask(task);
    const due = this.outbox.nextDue(this.now());
    if (due) this.outboxTimer = setTimeout(() => this.runOutbox(), Math.max(50, due - this.now()));
  }

  private async sendTask(task: Task): Promise<void> {
    const { rid } = task;
    try {
      const result = await this.request(task.m, task.p as never);
      this.acknowledge(task, result as ResultOf<'msg.send'>);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const missed = this.outbox.missed(rid, error.facts, this.now(), Math.random());
      if (missed) this.keepTask(missed);
      if (error.code === 'AUTH') this.link.again();
    }
    this.runOutbox();
  }

  /** The answer may come before the event: until that is here the message stays where it is, as sent. */
  private acknowledge(task: Task, result: ResultOf<'msg.send'>): void {
    if (!this.outbox.done(task.rid)) return;
    const s = 's' in result ? [result.s].flat().at(-1) : undefined;
    const guess = this.guessed.get(task.rid);
    this.guessed.delete(task.rid);
    if (guess && guess !== s) patchMessage(this.state, task.c, guess, ({ rid: _, ...m }) => m);
    if (s) {
      this.landed.set(task.rid, { task: Object.assign(task, { landed: true }), s });
      if (guess !== s) patchMessage(this.state, task.c, s, (m) => ({ ...m, rid: task.rid }));
    }
    this.batch.doneTasks.push(task.n);
    touch(this.state, task.c);
    this.flush();
  }

  /**
   * A message that may be this device's own send, whose answer is still under way: it takes the place of the waiting one.
   * The answer names the seq; a wrong guess (the same words from another device) is mended then.
   */
  private recognise(m: WireMessage): void {
    if (m.rid) {
      const task = this.outbox.done(m.rid);
      this.landed.delete(m.rid);
      if (task) this.batch.doneTasks.push(task.n);
      return;
    }
    for (const [rid, { task, s }] of this.landed) if (task.c === m.c && s === m.s) m.rid = rid;
    const task = this.outbox.flyingIn(m.c);
    if (m.rid || !task || this.guessed.has(task.rid) || (m.f && m.f !== this.state.me)) return;
    if (task.m !== 'msg.send' || String(task.p.x).trim() !== (m.x ?? '').trim() || (task.p.re ?? 0) !== (m.re ?? 0)) return;
    m.rid = task.rid;
    this.guessed.set(task.rid, m.s);
  }

  /** What of a chat is on its way, in order. */
  private tasksOf(c: number): Task[] {
    const chat = this.state.chats.get(c);
    const landed: Task[] = [];
    for (const [rid, { task, s }] of this.landed) {
      if (task.c !== c) continue;
      const there = !chat || runAt(chat.ranges, s) || (!this.state.open.has(c) && (chat.w.s ?? 0) >= s);
      if (there) this.landed.delete(rid);
      else landed.push(task);
    }
    return [...landed, ...this.outbox.of(c)];
  }

  keepTask(task: Task): void {
    this.batch.tasks = [...this.batch.tasks.filter((each) => each.n !== task.n), structuredClone(task)];
    touch(this.state, task.c);
    this.flush();
  }

  discard(rid: string): void {
    const task = this.outbox.done(rid);
    if (!task) return;
    this.batch.doneTasks.push(task.n);
    this.batch.tasks = this.batch.tasks.filter((each) => each.n !== task.n);
    this.redraw(task.c);
    this.runOutbox();
  }

  /** Posts that were on screen; each counts once while this device runs. */
  countViews(c: number, seqs: number[]): void {
    for (const s of seqs) if (!this.viewed.has(`${c}/${s}`)) this.toView.set(`${c}/${s}`, [c, s]);
    if (this.toView.size) this.later('views', 1500, () => this.sendViews());
  }

  private async sendViews(): Promise<void> {
    const chats = new Map<number, number[]>();
    for (const [key, [c, s]] of this.toView) {
      chats.set(c, [...(chats.get(c) ?? []), s]);
      this.viewed.add(key);
    }
    this.toView.clear();
    for (const [c, s] of chats) {
      const found = await this.attempt('msg.views', { c, s: s.slice(0, 100) });
      if (found?.v) receive(this.state, { t: 'vw', c, v: found.v }, Date.now());
    }
    this.flush();
  }

  setSaver(on: boolean): void {
    this.saver = on;
    this.keepLater([['saver', on]]);
    this.drawAccount();
    if (on && this.fetching.delete('watching')) void this.attempt('presence.sub', { u: [] });
    else this.watchPresence();
  }

  sendRead(c: number): void {
    this.later(`read${c}`, 1000, async () => {
      const chat = this.state.chats.get(c);
      const s = chat?.readHere;
      if (!chat || !s || !this.settled) return;
      const left = await this.attempt('msg.read', { c, s });
      if (!left) return;
      if (chat.readHere === s) {
        chat.readHere = undefined;
        if ((chat.w.s ?? 0) <= s || (chat.w.rd ?? 0) === s) Object.assign(chat.w, { un_: left.un_, me_: left.me_ });
      } else this.sendRead(c);
      touch(this.state, c);
      this.flush();
    });
  }

  sendDraft(c: number): void {
    this.later(`draft${c}`, 1000, async () => {
      const chat = this.state.chats.get(c);
      if (!chat?.draftHere || !this.settled) return;
      const told = chat.w.dr;
      if (!(await this.attempt('draft.set', { c, x: told?.x, en: told?.en, re: told?.re }))) return;
      if (chat.w.dr === told) chat.draftHere = undefined;
      else this.sendDraft(c);
      touch(this.state, c);
      this.flush();
    });
  }

  // ── keeping and drawing ────────────────────────────────────────────────────

  /** Takes what the last changes left: things to fetch, to keep, to draw. */
  flush(): void {
    const out = takeOut(this.state);
    for (const m of out.news) this.recognise(m);
    for (const op of out.ops) if (op.o === 'wipe') this.windows.wiped(op.c);
    this.batch.ops.push(...out.ops.filter((op) => this.isKept(op)));
    for (const c of out.chats) this.stale.add(c);
    for (const c of out.gone) this.stale.add(c);
    for (const u of out.people) this.peopleOut.add(u);
    for (const alarm of out.alarms) this.alarm(alarm);
    if (out.account) this.accountOut = true;
    for (const wish of out.wants) this.fulfil(wish);
    this.drawTimer ??= setTimeout(() => this.draw(), DRAW_MS);
  }

  private peopleOut = new Set<number>();
  private accountOut = false;

  private isKept(op: Op): boolean {
    const chat = this.state.chats.get(op.o === 'put' ? op.m.c : op.c);
    return !chat || isJoined(chat.w);
  }

  redraw(c: number): void {
    touch(this.state, c);
    this.flush();
  }

  private alarm(alarm: Alarm): void {
    const data = alarm.data;
    if (alarm.kind === 'session' && (!data.on || data.id === this.session.tokens?.session)) return;
    this.alerts = [{ id: (this.alerts[0]?.id ?? 0) + 1, kind: alarm.kind, at: this.now(), data }, ...this.alerts].slice(0, 50);
    this.drawAlerts();
  }

  drawAlerts(): void {
    this.keepLater([['alerts', this.alerts]]);
    this.tell([{ s: 'alerts', v: this.alerts }]);
  }

  private draw(): void {
    clearTimeout(this.drawTimer);
    this.drawTimer = undefined;
    const patches: Patch[] = [];
    const people = [...this.peopleOut].flatMap((u) => this.state.people.get(u) ?? []);
    const account = this.accountOut;
    this.accountOut = false;
    if (people.length) {
      patches.push({ s: 'people', put: people.map(userView) });
      for (const chat of this.state.chats.values()) if (chat.w.pe && this.peopleOut.has(chat.w.pe)) this.stale.add(chat.w.c);
      this.batch.people.push(...people);
      this.peopleOut.clear();
    }
    const next = fadeTyping(this.state, Date.now());
    for (const c of this.state.out.chats) this.stale.add(c);
    this.state.out.chats.clear();
    const { stale } = this;
    this.stale = new Set();
    if (next) {
      clearTimeout(this.fadeTimer);
      this.fadeTimer = setTimeout(() => this.flush(), Math.max(20, next - Date.now()));
    }
    const put: Chat[] = [];
    const drop: number[] = [];
    for (const c of stale) this.drawRow(c, put, drop);
    if (put.length || drop.length) patches.push({ s: 'chats', put, drop });
    if (patches.length) this.tell(patches);
    for (const [id, w] of this.windows.open) {
      if (!stale.has(w.c)) continue;
      const patch = this.windows.draw(w);
      if (patch) for (const tab of this.tabs.values()) if (tab.windows.has(id)) tab.post({ patches: [patch] });
    }
    if (account) this.drawAccount();
    if (this.connection.pending !== this.outbox.pending) this.drawConnection();
    this.keepTimer ??= setTimeout(() => void this.keep(), KEEP_MS);
  }

  private drawRow(c: number, put: Chat[], drop: number[]): void {
    const chat = this.state.chats.get(c);
    if (!chat) {
      if (this.rows.delete(c)) drop.push(c);
      this.rowText.delete(c);
      this.batch.gone.push(c);
      return;
    }
    if (isJoined(chat.w)) {
      const { w, applied, ranges, readHere, draftHere } = chat;
      this.batch.chats = this.batch.chats.filter((each) => each.c !== c);
      this.batch.chats.push({ c, w, applied, ranges, readHere, draftHere });
    }
    const row = chatView(this.state, chat, this.tasksOf(c));
    const text = JSON.stringify(row);
    if (this.rowText.get(c) === text) return;
    this.rowText.set(c, text);
    this.rows.set(c, row);
    put.push(row);
  }

  /** All that has gathered, in one transaction. */
  keep(): Promise<void> {
    if (this.drawTimer) this.draw();
    clearTimeout(this.keepTimer);
    this.keepTimer = undefined;
    const { epoch, pts, since, settings, folders } = this.state;
    const batch = this.batch;
    this.batch = emptyBatch();
    if (this.session.tokens) {
      batch.kv.push(['settings', settings], ['folders', folders]);
      if (!hasGaps(this.state)) batch.kv.push(['cursors', { epoch, pts, since }]);
    }
    this.keeping = this.keeping.then(() => this.store.write(batch)).catch((error: unknown) => console.error('not kept', error));
    return this.keeping;
  }

  keepNow(kv: Batch['kv']): Promise<void> {
    this.batch.kv.push(...kv);
    return this.keep();
  }

  keepLater(kv: Batch['kv']): void {
    this.batch.kv.push(...kv);
    this.keepTimer ??= setTimeout(() => void this.keep(), KEEP_MS);
  }

  /** Kept messages, with what has not been written yet laid over them. */
  private async kept(c: number, from: number, to: number): Promise<WireMessage[]> {
    await this.keep();
    const found = new Map((await this.store.messages(c, from, to)).map((m) => [m.s, m]));
    for (const op of this.batch.ops) {
      if (op.o === 'put' && op.m.c === c && op.m.s >= from && op.m.s <= to) found.set(op.m.s, mergeMessage(found.get(op.m.s), op.m, op.live));
      else if (op.o === 'wipe' && op.c === c) found.clear();
      else if (op.o === 'del' && op.c === c) for (const s of op.s) found.delete(s);
      else if (op.o === 'patch' && op.c === c && found.has(op.s)) found.set(op.s, op.f(found.get(op.s)!));
    }
    return [...found.values()];
  }

  tell(patches: Patch[]): void {
    for (const tab of this.tabs.values()) tab.post({ patches });
  }

  private connectionPatch(): Patch {
    this.connection = { ...this.connection, pending: this.outbox.pending };
    return { s: 'connection', v: this.connection, offset: this.offset };
  }

  private drawConnection(): void {
    this.tell([this.connectionPatch()]);
  }

  private accountPatch(): Patch {
    const me = this.state.people.get(this.state.me);
    const { settings, folders } = this.state;
    return {
      s: 'account',
      v: { state: this.session.tokens ? 'in' : 'out', me: me && userView(me), reason: this.reason, settings, folders, saver: this.saver },
    };
  }

  drawAccount(): void {
    this.tell([this.accountPatch()]);
  }

  /** Everything, for a tab that has just come. */
  drawAll(tab: Tab): void {
    tab.post({
      patches: [
        this.accountPatch(), this.connectionPatch(), { s: 'alerts', v: this.alerts },
        { s: 'people', put: [...this.state.people.values()].map(userView), all: true },
        { s: 'chats', put: [...this.rows.values()], drop: [], all: true },
      ],
    });
  }
}

function emptyBatch(): Batch {
  return { ops: [], chats: [], gone: [], people: [], tasks: [], doneTasks: [], kv: [] };
}
