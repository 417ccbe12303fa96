// What the tabs see: differences of rows, people, windows and the account, a few times a second at most.
import type { Account, Alert, Chat, Connection, WireMessage, WireRefusal } from '../core/api';
import type { Task } from '../core/outbox';
import { fadeTyping } from '../core/reduce';
import { takeOut, touch, type Alarm, type Op, type Want } from '../core/state';
import type { Patch } from '../core/talk';
import { chatView, isJoined, userView } from '../core/views';
import { KEEP_MS } from './keeper';
import type { Needs, Tab } from './needs';
import type { Batch } from './store';
import type { Windows } from './windows';

const DRAW_MS = 10;
/** In a flood of events the page is told so often at most: a hand on a cheap phone comes first. What is sent here is drawn at once (`keep`). */
const FLOOD_MS = 100;

interface House extends Pick<Needs, 'state' | 'now'> {
  readonly tabs: ReadonlyMap<string, Tab>;
  readonly windows: Pick<Windows, 'open' | 'draw' | 'wiped' | 'moved'>;
  readonly catchup: { fulfil(wish: Want): void };
  readonly sending: { readonly outbox: { readonly pending: number }; recognise(m: WireMessage): void; failTask(rid: string, x: WireRefusal): void; discard(rid: string): void; tasksOf(c: number): Task[] };
  readonly keeper: { batch: Batch; keepTimer?: ReturnType<typeof setTimeout>; keep(): Promise<void>; keepLater(kv: Batch['kv']): void };
  readonly session: { readonly tokens?: { session?: number } };
  readonly media: { forget(files: Iterable<string>): unknown; all(): Patch };
  readonly offset: number;
  readonly saver: boolean;
  readonly reason?: Account['reason'];
  alerts: Alert[];
  connection: Connection;
}

export class Drawing {
  rows = new Map<number, Chat>();
  readonly rowText = new Map<number, string>();
  private drawnAt = 0;
  drawTimer?: ReturnType<typeof setTimeout>;
  fadeTimer?: ReturnType<typeof setTimeout>;
  private stale = new Set<number>();
  private peopleOut = new Set<number>();
  private accountOut = false;

  /** Chats whose messages are kept on this device. */
  readonly onDevice = new Set<number>();

  constructor(private readonly house: House) {}

  /** Takes what the last changes left: things to fetch, to keep, to draw. */
  flush(): void {
    const out = takeOut(this.house.state);
    for (const m of out.news) this.house.sending.recognise(m);
    if (out.lost.size) void this.house.media.forget(out.lost);
    for (const op of out.ops) if (op.o === 'wipe') this.house.windows.wiped(op.c);
    this.house.windows.moved(out.moved);
    this.house.keeper.batch.ops.push(...out.ops.filter((op) => this.isKept(op)));
    for (const c of out.chats) this.stale.add(c);
    for (const c of out.gone) this.stale.add(c);
    for (const u of out.people) this.peopleOut.add(u);
    for (const alarm of out.alarms) this.alarm(alarm);
    if (out.account) this.accountOut = true;
    for (const wish of out.wants) this.house.catchup.fulfil(wish);
    this.drawTimer ??= setTimeout(() => this.draw(), Math.max(DRAW_MS, this.drawnAt + FLOOD_MS - Date.now()));
  }

  private isKept(op: Op): boolean {
    const chat = this.house.state.chats.get(op.o === 'put' ? op.m.c : op.c);
    return !chat || isJoined(chat.w);
  }

  redraw(c: number): void {
    touch(this.house.state, c);
    this.flush();
  }

  private alarm(alarm: Alarm): void {
    const data = alarm.data;
    if (alarm.kind === 'unheld') return data.s ? this.house.sending.discard(String(data.rid)) : this.house.sending.failTask(String(data.rid), { c: 'MODERATED', why: data.rule ? 'post.unheld_rule' : 'post.unheld', rule: data.rule, note: data.note });
    if (alarm.kind === 'session' && (!data.on || data.id === this.house.session.tokens?.session)) return;
    this.house.alerts = [{ id: (this.house.alerts[0]?.id ?? 0) + 1, kind: alarm.kind, at: this.house.now(), data }, ...this.house.alerts].slice(0, 50);
    this.drawAlerts();
  }

  drawAlerts(): void {
    this.house.keeper.keepLater([['alerts', this.house.alerts]]);
    this.tell([{ s: 'alerts', v: this.house.alerts }]);
  }

  draw(): void {
    clearTimeout(this.drawTimer);
    this.drawTimer = undefined;
    this.drawnAt = Date.now();
    const patches: Patch[] = [];
    const people = [...this.peopleOut].flatMap((u) => this.house.state.people.get(u) ?? []);
    const account = this.accountOut;
    this.accountOut = false;
    if (people.length) {
      patches.push({ s: 'people', put: people.map(userView) });
      for (const chat of this.house.state.chats.values()) if (chat.w.pe && this.peopleOut.has(chat.w.pe)) this.stale.add(chat.w.c);
      this.house.keeper.batch.people.push(...people);
      this.peopleOut.clear();
    }
    const next = fadeTyping(this.house.state, Date.now());
    for (const c of this.house.state.out.chats) this.stale.add(c);
    this.house.state.out.chats.clear();
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
    for (const [id, w] of this.house.windows.open) {
      if (!stale.has(w.c)) continue;
      const patch = this.house.windows.draw(w);
      if (patch) for (const tab of this.house.tabs.values()) if (tab.windows.has(id)) tab.post({ patches: [patch] });
    }
    if (account) this.drawAccount();
    if (this.house.connection.pending !== this.house.sending.outbox.pending) this.drawConnection();
    this.house.keeper.keepTimer ??= setTimeout(() => void this.house.keeper.keep(), KEEP_MS);
  }

  /** Joined just now: what was read before joining is kept too, or the runs would claim messages that no store has. */
  private bringOver(c: number): void {
    this.onDevice.add(c);
    for (const m of this.house.state.msgs.get(c)?.values() ?? []) this.house.keeper.batch.ops.push({ o: 'put', m, live: false });
  }

  private drawRow(c: number, put: Chat[], drop: number[]): void {
    const chat = this.house.state.chats.get(c);
    if (!chat) {
      if (this.rows.delete(c)) drop.push(c);
      this.rowText.delete(c);
      this.onDevice.delete(c);
      this.house.keeper.batch.gone.push(c);
      return;
    }
    if (!isJoined(chat.w)) this.onDevice.delete(c);
    else {
      if (!this.onDevice.has(c)) this.bringOver(c);
      const { w, applied, ranges, readHere, draftHere } = chat;
      this.house.keeper.batch.chats = this.house.keeper.batch.chats.filter((each) => each.c !== c);
      this.house.keeper.batch.chats.push({ c, w, applied, ranges, readHere, draftHere });
    }
    const row = chatView(this.house.state, chat, this.house.sending.tasksOf(c));
    const text = JSON.stringify(row);
    if (this.rowText.get(c) === text) return;
    this.rowText.set(c, text);
    this.rows.set(c, row);
    put.push(row);
  }

  tell(patches: Patch[]): void {
    for (const tab of this.house.tabs.values()) tab.post({ patches });
  }

  private connectionPatch(): Patch {
    this.house.connection = { ...this.house.connection, pending: this.house.sending.outbox.pending };
    return { s: 'connection', v: this.house.connection, offset: this.house.offset };
  }

  drawConnection(): void {
    this.tell([this.connectionPatch()]);
  }

  private accountPatch(): Patch {
    const me = this.house.state.people.get(this.house.state.me);
    const { settings, folders } = this.house.state;
    return {
      s: 'account',
      v: { state: this.house.session.tokens ? 'in' : 'out', me: me && userView(me), reason: this.house.reason, settings, folders, saver: this.house.saver },
    };
  }

  drawAccount(): void {
    this.tell([this.accountPatch()]);
  }

  /** Everything, for a tab that has just come. */
  drawAll(tab: Tab): void {
    tab.post({
      patches: [
        this.accountPatch(), this.connectionPatch(), { s: 'alerts', v: this.house.alerts },
        { s: 'people', put: [...this.house.state.people.values()].map(userView), all: true },
        { s: 'chats', put: [...this.rows.values()], drop: [], all: true },
        this.house.media.all(),
      ],
    });
  }
}
