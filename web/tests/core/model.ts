// A small server: one chat's log and one account's log, and what a client may ask of them.
import type { WireChat, WireDiff, WireEvent, WireMessage, WireUserDiff } from '../../messenger/core/wire';

export const ME = 7;
export const CHAT = 5;

export type Deed =
  | { k: 'say'; f: number; x: string; me?: boolean }
  | { k: 'edit' | 'delete' | 'remove' | 'restore' | 'react' | 'pin'; pick: number; x: string }
  | { k: 'title'; x: string }
  | { k: 'hidden' }
  | { k: 'read'; pick: number }
  | { k: 'mute'; pick: number };

interface Row { m: WireMessage; gone: boolean; removed: boolean }

export class Server {
  log: WireEvent[] = [];
  own: WireEvent[] = [];
  rows: Row[] = [];
  title = 'Town';
  rd = 0;
  mu = 0;
  pins: number[] = [];

  /** One deed; the frames that it makes. */
  do(deed: Deed): WireEvent[] {
    const at = 'pick' in deed ? this.rows[deed.pick % Math.max(1, this.rows.length)] : undefined;
    switch (deed.k) {
      case 'say': {
        const s = this.rows.length + 1;
        const m: WireMessage = { c: CHAT, s, ev: this.log.length + 1, f: deed.f, d: 1000 + s, x: deed.x, ...(deed.me ? { me: 1 } : {}) };
        this.rows.push({ m, gone: false, removed: false });
        const events = [this.append({ t: 'n', ...m } as unknown as WireEvent)];
        if (deed.f === ME) {
          this.rd = s;
          events.push(this.tell({ k: 'read', c: CHAT, s }));
        }
        return events;
      }
      case 'edit': {
        if (!at || at.gone || at.removed) return [];
        at.m = { ...at.m, x: deed.x, v: (at.m.v ?? 1) + 1, ed: 5 };
        return [this.append({ t: 'e', ...at.m } as unknown as WireEvent)];
      }
      case 'delete': {
        if (!at || at.gone) return [];
        at.gone = true;
        this.pins = this.pins.filter((s) => s !== at.m.s);
        return [this.append({ t: 'd', c: CHAT, s: [at.m.s] })];
      }
      case 'remove': {
        if (!at || at.gone || at.removed) return [];
        at.removed = true;
        return [this.append({ t: 'rm', c: CHAT, s: [at.m.s] })];
      }
      case 'restore': {
        if (!at || at.gone || !at.removed) return [];
        at.removed = false;
        return [this.append({ t: 'rs', c: CHAT, m: [at.m] })];
      }
      case 'react': {
        if (!at || at.gone || at.removed) return [];
        at.m = { ...at.m, rx: [[deed.x, (at.m.rx?.[0]?.[1] ?? 0) + 1]] };
        return [this.append({ t: 'rx', c: CHAT, s: at.m.s, rx: at.m.rx })];
      }
      case 'pin': {
        if (!at || at.gone) return [];
        const on = !this.pins.includes(at.m.s);
        this.pins = on ? [...this.pins, at.m.s].sort((a, b) => b - a) : this.pins.filter((s) => s !== at.m.s);
        return [this.append({ t: 'p', c: CHAT, s: at.m.s, on: on ? 1 : 0 })];
      }
      case 'title': {
        this.title = deed.x;
        return [this.append({ t: 'c', c: CHAT, ch: { ti: deed.x } })];
      }
      case 'hidden': return [this.append({ t: 'nop', c: CHAT })];
      case 'read': {
        if (!at || at.m.s <= this.rd) return [];
        this.rd = at.m.s;
        return [this.tell({ k: 'read', c: CHAT, s: at.m.s })];
      }
      case 'mute': {
        this.mu = deed.pick;
        return [this.tell({ k: 'chat~', c: CHAT, mu: deed.pick })];
      }
    }
  }

  append(e: WireEvent): WireEvent {
    const made = { ...e, ev: this.log.length + 1 };
    this.log.push(made);
    return made;
  }

  tell(e: Record<string, unknown>): WireEvent {
    const made = { t: 'u', pts: this.own.length + 1, ...e } as WireEvent;
    this.own.push(made);
    return made;
  }

  seen(row: Row): WireMessage {
    if (!row.removed) return row.m;
    const { x: _x, rx: _rx, ...rest } = row.m;
    return { ...rest, rm: 1 };
  }

  get visible(): WireMessage[] {
    return this.rows.filter((row) => !row.gone).map((row) => this.seen(row));
  }

  chat(): WireChat {
    const la = this.rows.filter((row) => !row.gone && !row.removed).at(-1)?.m ?? null;
    const unread = this.rows.filter((row) => !row.gone && row.m.s > this.rd);
    return {
      c: CHAT, k: 'group', ro: 'member', ti: this.title, m: 3, s: this.rows.length, ev: this.log.length, rd: this.rd, mu: this.mu,
      un_: unread.length, me_: unread.filter((row) => row.m.me && !row.removed).length, pin: this.pins, la, ts: la?.d ?? 0,
    };
  }

  /** The log after `ev`, at most `limit`; a new message is shown as it stands now. */
  diff(ev: number, limit = 500): WireDiff {
    const evs = this.log.slice(ev, ev + limit).map((e) => {
      if (e.t !== 'n' && e.t !== 'e') return e;
      const row = this.rows[(e.s as number) - 1]!;
      return row.gone ? { t: 'nop', c: CHAT, ev: e.ev } : ({ ...this.seen(row), t: e.t, ev: e.t === 'n' ? row.m.ev : e.ev } as unknown as WireEvent);
    });
    const newest = evs.at(-1)?.ev ?? ev;
    return { evs, ev: newest, more: newest < this.log.length };
  }

  ownDiff(pts: number): WireUserDiff {
    return { us: this.own.slice(pts), pts: this.own.length };
  }
}
