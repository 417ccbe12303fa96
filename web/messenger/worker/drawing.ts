// What the tabs see: differences of rows, people, windows and the account, a few times a second at most.
import type { Chat } from '../core/api';
import { fadeTyping } from '../core/reduce';
import { takeOut, touch, type Alarm, type Op } from '../core/state';
import type { Patch } from '../core/talk';
import { chatView, isJoined, userView } from '../core/views';
import type { Engine, Tab } from './engine';
import { KEEP_MS } from './keeper';

const DRAW_MS = 10;

export class Drawing {
  rows = new Map<number, Chat>();
  readonly rowText = new Map<number, string>();
  drawTimer?: ReturnType<typeof setTimeout>;
  fadeTimer?: ReturnType<typeof setTimeout>;
  private stale = new Set<number>();
  private peopleOut = new Set<number>();
  private accountOut = false;

  /** Chats whose messages are kept on this device. */
  readonly onDevice = new Set<number>();

  constructor(private readonly engine: Engine) {}

  /** Takes what the last changes left: things to fetch, to keep, to draw. */
  flush(): void {
    const out = takeOut(this.engine.state);
    for (const m of out.news) this.engine.sending.recognise(m);
    for (const op of out.ops) if (op.o === 'wipe') this.engine.windows.wiped(op.c);
    this.engine.keeper.batch.ops.push(...out.ops.filter((op) => this.isKept(op)));
    for (const c of out.chats) this.stale.add(c);
    for (const c of out.gone) this.stale.add(c);
    for (const u of out.people) this.peopleOut.add(u);
    for (const alarm of out.alarms) this.alarm(alarm);
    if (out.account) this.accountOut = true;
    for (const wish of out.wants) this.engine.catchup.fulfil(wish);
    this.drawTimer ??= setTimeout(() => this.draw(), DRAW_MS);
  }

  private isKept(op: Op): boolean {
    const chat = this.engine.state.chats.get(op.o === 'put' ? op.m.c : op.c);
    return !chat || isJoined(chat.w);
  }

  redraw(c: number): void {
    touch(this.engine.state, c);
    this.flush();
  }

  private alarm(alarm: Alarm): void {
    const data = alarm.data;
    if (alarm.kind === 'session' && (!data.on || data.id === this.engine.session.tokens?.session)) return;
    this.engine.alerts = [{ id: (this.engine.alerts[0]?.id ?? 0) + 1, kind: alarm.kind, at: this.engine.now(), data }, ...this.engine.alerts].slice(0, 50);
    this.drawAlerts();
  }

  drawAlerts(): void {
    this.engine.keeper.keepLater([['alerts', this.engine.alerts]]);
    this.tell([{ s: 'alerts', v: this.engine.alerts }]);
  }

  draw(): void {
    clearTimeout(this.drawTimer);
    this.drawTimer = undefined;
    const patches: Patch[] = [];
    const people = [...this.peopleOut].flatMap((u) => this.engine.state.people.get(u) ?? []);
    const account = this.accountOut;
    this.accountOut = false;
    if (people.length) {
      patches.push({ s: 'people', put: people.map(userView) });
      for (const chat of this.engine.state.chats.values()) if (chat.w.pe && this.peopleOut.has(chat.w.pe)) this.stale.add(chat.w.c);
      this.engine.keeper.batch.people.push(...people);
      this.peopleOut.clear();
    }
    const next = fadeTyping(this.engine.state, Date.now());
    for (const c of this.engine.state.out.chats) this.stale.add(c);
    this.engine.state.out.chats.clear();
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
    for (const [id, w] of this.engine.windows.open) {
      if (!stale.has(w.c)) continue;
      const patch = this.engine.windows.draw(w);
      if (patch) for (const tab of this.engine.tabs.values()) if (tab.windows.has(id)) tab.post({ patches: [patch] });
    }
    if (account) this.drawAccount();
    if (this.engine.connection.pending !== this.engine.sending.outbox.pending) this.drawConnection();
    this.engine.keeper.keepTimer ??= setTimeout(() => void this.engine.keeper.keep(), KEEP_MS);
  }

  /** Joined just now: what was read before joining is kept too, or the runs would claim messages that no store has. */
  private bringOver(c: number): void {
    this.onDevice.add(c);
    for (const m of this.engine.state.msgs.get(c)?.values() ?? []) this.engine.keeper.batch.ops.push({ o: 'put', m, live: false });
  }

  private drawRow(c: number, put: Chat[], drop: number[]): void {
    const chat = this.engine.state.chats.get(c);
    if (!chat) {
      if (this.rows.delete(c)) drop.push(c);
      this.rowText.delete(c);
      this.onDevice.delete(c);
      this.engine.keeper.batch.gone.push(c);
      return;
    }
    if (!isJoined(chat.w)) this.onDevice.delete(c);
    else {
      if (!this.onDevice.has(c)) this.bringOver(c);
      const { w, applied, ranges, readHere, draftHere } = chat;
      this.engine.keeper.batch.chats = this.engine.keeper.batch.chats.filter((each) => each.c !== c);
      this.engine.keeper.batch.chats.push({ c, w, applied, ranges, readHere, draftHere });
    }
    const row = chatView(this.engine.state, chat, this.engine.sending.tasksOf(c));
    const text = JSON.stringify(row);
    if (this.rowText.get(c) === text) return;
    this.rowText.set(c, text);
    this.rows.set(c, row);
    put.push(row);
  }

  tell(patches: Patch[]): void {
    for (const tab of this.engine.tabs.values()) tab.post({ patches });
  }

  private connectionPatch(): Patch {
    this.engine.connection = { ...this.engine.connection, pending: this.engine.sending.outbox.pending };
    return { s: 'connection', v: this.engine.connection, offset: this.engine.offset };
  }

  drawConnection(): void {
    this.tell([this.connectionPatch()]);
  }

  private accountPatch(): Patch {
    const me = this.engine.state.people.get(this.engine.state.me);
    const { settings, folders } = this.engine.state;
    return {
      s: 'account',
      v: { state: this.engine.session.tokens ? 'in' : 'out', me: me && userView(me), reason: this.engine.reason, settings, folders, saver: this.engine.saver },
    };
  }

  drawAccount(): void {
    this.tell([this.accountPatch()]);
  }

  /** Everything, for a tab that has just come. */
  drawAll(tab: Tab): void {
    tab.post({
      patches: [
        this.accountPatch(), this.connectionPatch(), { s: 'alerts', v: this.engine.alerts },
        { s: 'people', put: [...this.engine.state.people.values()].map(userView), all: true },
        { s: 'chats', put: [...this.rows.values()], drop: [], all: true },
      ],
    });
  }
}
