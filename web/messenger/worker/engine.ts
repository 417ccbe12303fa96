// The leader: owns the state, the connection, the store and the outbox, and draws for every tab.
import { Refused, type Traffic, type Account, type Alert, type Connection, type MethodName, type ParamsOf, type ResultOf } from '../core/api';
import { learnAnswer } from '../core/answers';
import { depart, land } from '../core/flights';
import type { Unpack } from '../core/frames';
import { Outbox } from '../core/outbox';
import { askPresence } from '../core/presence';
import { isBehind, receive, receiveSync } from '../core/reduce';
import { emptyState, learnMe, type State } from '../core/state';
import { chatView, isJoined, type Overlay } from '../core/views';
import type { WireEvent, WireSync, WireUser } from '../core/wire';
import { Catchup } from './catchup';
import { Drawing } from './drawing';
import { emptyBatch, Keeper } from './keeper';
import { Link } from './link';
import type { Tab } from './needs';
import { Removing, type Held } from './removing';
import { MediaRoom } from './media';
import { Sending } from './sending';
import { rpc, Session, type Kept } from './session';
import type { Store } from './store';
import { Windows } from './windows';

/** These only ask; others say how something shall stand. */
const ASKS = /[.](get|list|open|diff|history)$/;
const RECENT_MS = 10 * 60_000;
/** After a refusal that passes. */
const AGAIN_MS = 3000;
/** Outlive the account's cache: who is signed in, and what belongs to the device. */
const KEPT_KEYS = ['tokens', 'me', 'offset', 'saver', 'dictionary', 'traffic'];

export class Engine {
  state: State = emptyState();
  readonly tabs = new Map<string, Tab>();
  readonly windows: Windows;
  readonly link: Link;
  readonly session: Session;
  readonly overlays = new Map<string, Overlay>();
  /** The store was read. */
  started = false;
  settled = false;
  saver = false;
  alerts: Alert[] = [];
  offset = 0;
  reason?: Account['reason'];
  connection: Connection = { state: 'connecting', pending: 0 };
  private unpack?: Unpack;
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Chats that the connection's address named as being on screen. */
  private announced = new Set<number>();

  readonly catchup = new Catchup(this);
  readonly sending = new Sending(this);
  readonly removing = new Removing(this);
  readonly drawing = new Drawing(this);
  readonly keeper: Keeper;
  readonly media = new MediaRoom({
    tasks: () => this.sending.outbox.tasks,
    token: () => this.session.token(),
    renew: () => this.session.renew(),
    online: () => this.settled,
    keep: (task) => this.sending.keepTask(task),
    loaded: () => this.sending.runOutbox(),
    failed: (task, x) => this.sending.failTask(task.rid, x),
    tell: (patches) => this.drawing.tell(patches),
    keepTraffic: (traffic) => this.keeper.keepLater([['traffic', traffic]]),
  });

  constructor(private readonly store: Store) {
    this.keeper = new Keeper(this, store);
    this.session = new Session(
      () => this.now(),
      (tokens) => this.keeper.keepNow([['tokens', tokens]]).then(() => void this.media.pass(true)),
      async () => (this.store.durable ? ((await this.store.load()).kv.get('tokens') as Kept | undefined) : undefined),
      () => void this.signedOut('expired'),
    );
    this.windows = new Windows({
      state: () => this.state,
      row: (c) => this.drawing.rows.get(c),
      tasks: (c) => this.sending.tasksOf(c),
      overlay: (c, s) => this.overlays.get(`${c}/${s}`),
      online: () => this.settled,
      request: (m, p) => this.request(m, p as never),
      kept: (c, from, to) => this.keeper.kept(c, from, to),
      redraw: (c) => this.drawing.redraw(c),
      need: (users) => this.catchup.need(users),
      again: (w) => this.later(`place${w.id}`, AGAIN_MS, () => (this.windows.open.get(w.id) === w ? this.windows.place(w) : undefined)),
    });
    this.link = new Link({
      token: () => this.session.token(),
      renew: () => this.session.renew(),
      cursors: () => this.cursors(),
      unpack: () => this.unpack,
      events: (events) => this.hear(events),
      state: (state, retryAt) => this.connect(state, retryAt),
      closed: (code) => this.closed(code),
      count: (up, down) => this.media.count('messages', up, down),
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
    this.saver = (kv.get('saver') as boolean | undefined) ?? !!(navigator as { connection?: { saveData?: boolean } }).connection?.saveData;
    this.media.traffic = (kv.get('traffic') as Traffic | undefined) ?? this.media.traffic;
    this.alerts = (kv.get('alerts') as Alert[] | undefined) ?? [];
    const thin = this.learnDictionary(kv.get('dictionary') as Uint8Array | undefined);
    this.state = emptyState((kv.get('me') as number | undefined) ?? 0);
    Object.assign(this.state, kv.get('cursors'), { settings: kv.get('settings') ?? {}, folders: kv.get('folders') ?? [] });
    for (const { c, w, applied, ranges, readHere, draftHere } of kept.chats) {
      this.state.chats.set(c, { w, applied, ranges, readHere, draftHere, hold: new Map() });
      this.drawing.onDevice.add(c);
    }
    for (const { on: _, ...user } of kept.people) this.state.people.set(user.u, user); // who was here then may have gone
    this.sending.outbox = new Outbox(kept.outbox);
    this.removing.take(kv.get('removing') as Held[] | undefined);
    for (const chat of this.state.chats.values()) this.drawing.rows.set(chat.w.c, chatView(this.state, chat, this.sending.tasksOf(chat.w.c)));
    this.started = true;
    for (const tab of this.tabs.values()) this.drawing.drawAll(tab);
    await thin;
    if (!this.started) return; // stopped meanwhile
    if (this.session.tokens) {
      this.link.start();
      void this.media.pass(true);
    } else if (!this.unpack) void this.fetchDictionary(); // at the gate, so that the first connection is thin already
    void this.media.sweep();
  }

  stop(): void {
    this.started = false;
    this.link.stop();
    this.removing.stop();
    this.media.stop();
    for (const timer of [this.keeper.keepTimer, this.drawing.drawTimer, this.drawing.fadeTimer, this.sending.outboxTimer, ...this.timers.values()]) clearTimeout(timer);
    void this.keeper.keep();
  }

  async signedIn(tokens: Kept): Promise<void> {
    const me = tokens.me?.u ?? tokens.user ?? 0;
    if (this.state.me && this.state.me !== me) await this.wipe(false);
    this.session.tokens = tokens;
    this.reason = undefined;
    this.state.me = me;
    if (tokens.me) learnMe(this.state, tokens.me as WireUser);
    await this.keeper.keepNow([['tokens', tokens], ['me', me]]);
    void this.media.pass(true);
    this.drawing.drawAccount();
    this.link.start();
  }

  async signedOut(reason?: Account['reason']): Promise<void> {
    this.link.stop();
    this.session.tokens = undefined;
    this.reason = reason;
    await this.wipe(false);
    await this.store.clear(['saver', 'offset', 'dictionary', 'traffic'], false);
    await this.media.wipe();
    this.drawing.drawAccount();
  }

  /** Forget everything that the server can tell again. */
  private async wipe(sameAccount: boolean): Promise<void> {
    const me = sameAccount ? this.state.me : 0;
    clearTimeout(this.keeper.keepTimer);
    this.keeper.batch = emptyBatch();
    await this.keeper.written.catch(() => undefined);
    await this.store.clear(KEPT_KEYS, sameAccount);
    const { open } = this.state;
    this.state = emptyState(me);
    if (sameAccount) this.state.open = open;
    else {
      this.sending.outbox = new Outbox();
      this.removing.forget();
      this.alerts = [];
      await this.media.wipe();
    }
    this.drawing.rows.clear();
    this.drawing.rowText.clear();
    this.drawing.onDevice.clear();
    this.overlays.clear();
    this.catchup.freshPeople.clear();
    for (const w of this.windows.open.values()) {
      this.windows.wiped(w.c);
      this.state.msgs.set(w.c, new Map());
    }
    for (const tab of this.tabs.values()) this.drawing.drawAll(tab);
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
      this.sending.outbox.grounded();
    }
    this.connection = { state, pending: this.sending.outbox.pending, retryAt };
    this.drawing.drawConnection();
    if (state !== 'offline') return;
    askPresence(this.state, []); // nobody knows how they fare
    this.drawing.flush();
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
        this.keeper.keepLater([['offset', this.offset]]);
        if (this.state.epoch && e.epoch !== this.state.epoch) {
          void this.wipe(true).then(() => this.link.again());
          return;
        }
      } else if (e.t === 'sync') {
        if (e.x) this.later('sync', 2000, () => this.resync());
        else this.synced(e as unknown as WireSync);
      } else receive(this.state, e, Date.now());
    }
    this.drawing.flush();
  }

  private synced(sync: WireSync): void {
    receiveSync(this.state, sync);
    if (sync.full) this.catchup.freshPeople.clear();
    this.settled = true;
    if (sync.full) {
      void this.catchup.listAll(true);
      void this.learnAccount();
    }
    this.connect('online');
    this.drawing.flush();
    for (const c of this.state.open) {
      if (isBehind(this.state, c)) void this.catchup.fetchDiff(c);
      const chat = this.state.chats.get(c);
      if (!this.announced.has(c) || !chat || !isJoined(chat.w)) void this.catchup.openRow(c);
    }
    for (const w of this.windows.open.values()) void this.windows.place(w);
    for (const chat of this.state.chats.values()) {
      if (chat.readHere) this.sending.sendRead(chat.w.c);
      if (chat.draftHere) this.sending.sendDraft(chat.w.c);
    }
    this.catchup.need([]); // whom the windows drew before there was a connection
    this.catchup.watchPresence();
    this.sending.runOutbox();
    this.removing.run();
    this.media.run(true);
    if (!this.unpack) void this.fetchDictionary();
  }

  /** Everything afresh, over the connection that stands. */
  async resync(): Promise<void> {
    const sync = await this.attempt('sync', { pts: 0, epoch: '', window: 20 });
    if (sync) this.synced(sync);
    else if (this.link.connected) this.later('sync', 5000, () => this.resync());
  }

  private async learnAccount(): Promise<void> {
    await Promise.all([this.attempt('me.get', {}), this.attempt('settings.get', {}), this.attempt('folder.list', {})]);
    this.drawing.flush();
  }

  private async fetchDictionary(): Promise<void> {
    try {
      const response = await fetch('/d/1');
      if (!response.ok) return;
      const dictionary = new Uint8Array(await response.arrayBuffer());
      await this.learnDictionary(dictionary);
      this.keeper.keepLater([['dictionary', dictionary]]);
    } catch {
      // The plain variant works without it; the next connection asks again.
    }
  }

  private async learnDictionary(dictionary: Uint8Array | undefined): Promise<void> {
    if (dictionary) this.unpack = await import('../core/inflate').then(({ unpacker }) => unpacker(dictionary), () => undefined);
  }

  // ── asking the server ──────────────────────────────────────────────────────

  async request<M extends MethodName>(m: M, p: ParamsOf<M>): Promise<ResultOf<M>> {
    const { state } = this;
    const flight = depart(state, !ASKS.test(m));
    let result: ResultOf<M> | undefined;
    try {
      result = (this.link.connected ? await this.link.request(m, p) : await this.withoutLink(m, p)) as ResultOf<M>;
    } finally {
      land(state, flight, result);
    }
    if (state !== this.state) return result; // another account, or another life of the database
    learnAnswer(state, m, result);
    this.drawing.flush();
    return result;
  }

  /** Signing in needs no connection; anything else does. */
  private withoutLink(m: string, p: unknown): Promise<unknown> {
    const open = m.startsWith('auth.') && m !== 'auth.logout' && m !== 'auth.qr.accept';
    return open ? rpc(m, p) : Promise.reject(new Refused({ c: 'OFFLINE' }));
  }

  /** The same, but a refusal is undefined. */
  async attempt<M extends MethodName>(m: M, p: ParamsOf<M>): Promise<ResultOf<M> | undefined> {
    try {
      return await this.request(m, p);
    } catch (error) {
      if (error instanceof Refused) return undefined;
      throw error;
    }
  }

  later(key: string, ms: number, work: () => unknown): void {
    if (this.timers.has(key)) return;
    this.timers.set(key, setTimeout(() => {
      this.timers.delete(key);
      void work();
    }, ms));
  }

  /** What was to be done later is not. */
  forget(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }

  /** True once per so many ms. */
  pause(key: string, ms: number): boolean {
    if (this.timers.has(key)) return false;
    this.later(key, ms, () => undefined);
    return true;
  }

  setSaver(on: boolean): void {
    this.saver = on;
    this.keeper.keepLater([['saver', on]]);
    this.drawing.drawAccount();
    this.catchup.watchPresence();
  }
}
