// A server behind a slow line: an answer is made some time after it was asked for, and leaves some time after it was made; events leave in the order of the log, perhaps after an answer that knew them already.
import { vi } from 'vitest';
import type { WireDraft, WireEvent, WireUser } from '../../messenger/core/wire';
import { commands } from '../../messenger/worker/commands';
import { Engine } from '../../messenger/worker/engine';
import { MemoryStore } from '../../messenger/worker/store';
import { CHAT, ME, Server, type Deed } from '../core/model';

interface Asked { m: string; p: Record<string, unknown>; made?: unknown; resolve: (r: unknown) => void; reject: (e: unknown) => void }
export const BO = 8;
/** Calls that share a word wait for one another, as the methods of the server say. */
const ORDER: Record<string, string> = { 'settings.set': 'settings', 'folder.set': 'folder', 'contact.set': 'contact', 'block.set': 'contact', chatset: 'chatset', 'draft.set': 'draft', 'presence.sub': 'presence', 'msg.pin': 'pin', 'msg.unpin': 'pin' };

export class World {
  readonly log = new Server();
  settings: Record<string, unknown> = {};
  folders: { id: number; title: string }[] = [];
  draft: WireDraft | null = null;
  ord = 0;
  here = false;
  contact = false;
  blocked = false;
  private watched = false;
  private readonly asked: Asked[] = [];
  /** Not yet said, and said but not yet heard. */
  private readonly events: WireEvent[] = [];
  private readonly wire: (() => void)[] = [];
  readonly engine: Engine;
  readonly tab = { post: () => undefined, windows: new Set<number>(), presence: [] as number[] };

  constructor() {
    vi.stubGlobal('self', { addEventListener: () => undefined });
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('indexedDB', {});
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no network')));
    this.engine = new Engine(new MemoryStore());
    this.engine.tabs.set('t', this.tab);
    const { link } = this.engine;
    Object.defineProperty(link, 'connected', { get: () => true });
    Object.assign(link, {
      start: () => undefined, tell: () => undefined,
      request: (m: string, p: Record<string, unknown>) => new Promise((resolve, reject) => this.asked.push({ m, p: structuredClone(p), resolve, reject })),
    });
  }

  async start(): Promise<void> {
    await this.engine.start();
    this.engine.session.tokens = { access: 'a', refresh: 'r' } as never;
    this.engine.state.me = ME;
    this.hear([{ t: 'sync', epoch: 'k', now: 1, pts: this.log.own.length, chats: [this.chat()], full: true } as unknown as WireEvent]);
  }

  private hear(events: WireEvent[]): void {
    (this.engine as unknown as { hear(events: WireEvent[]): void }).hear(structuredClone(events));
  }

  run(name: string, ...a: unknown[]): void {
    void Promise.resolve(commands[name]!(this.engine, this.tab, ...(a as never[]))).catch(() => undefined);
  }

  // ── what happens there ───────────────────────────────────────────────────────

  deed(deed: Deed): void {
    this.events.push(...this.log.do(deed));
  }

  private own(e: Record<string, unknown>): void {
    this.events.push(this.log.tell(e));
  }

  /** Somebody joins. */
  join(m: number): void {
    this.events.push(this.log.append({ t: 'm', c: CHAT, u: 9, ro: 'member', m }));
  }

  turn(): void {
    this.here = !this.here;
    if (this.watched) this.events.push({ t: 'on', u: BO, ...this.seen() } as unknown as WireEvent);
  }

  readBy(): void {
    this.ord = this.log.rows.length;
    this.events.push({ t: 'r', c: CHAT, u: BO, s: this.ord });
  }

  /** From another device of the same person. */
  elsewhere(n: number): void {
    if (n % 5 === 0) this.set({ x: n });
    else if (n % 5 === 1) this.file(`f${n}`);
    else if (n % 5 === 2) this.tie({ on: n % 2 > 0 }, 'contact');
    else if (n % 5 === 3) this.tie({ on: n % 2 > 0 }, 'block');
    else this.write({ x: `d${n}` });
  }

  private set(patch: Record<string, unknown>): Record<string, unknown> {
    this.settings = { ...this.settings, ...patch };
    this.own({ k: 'settings', se: patch });
    return this.settings;
  }

  private file(title: string): { folders: unknown } {
    this.folders = [...this.folders, { id: this.folders.length + 1, title }];
    this.own({ k: 'folder' });
    return { folders: this.folders };
  }

  private tie({ on }: { on?: unknown }, k: 'contact' | 'block'): { users: WireUser[] } {
    if (k === 'contact') this.contact = !!on;
    else this.blocked = !!on;
    this.own({ k, u: BO, on: on ? 1 : 0 });
    return { users: [this.bo()] };
  }

  private write(draft: WireDraft | null): object {
    this.draft = draft;
    this.own({ k: 'draft', c: CHAT, dr: draft });
    return {};
  }

  // ── what it answers ──────────────────────────────────────────────────────────

  seen = () => (this.here ? { on: 1 } : { ls: 60_000 });
  bo = (): WireUser => ({ u: BO, n: 'Bo', ...(this.contact ? { co: 1 } : {}), ...(this.blocked ? { bl: 1 } : {}), ls: 60_000 });
  chat = () => ({ ...this.log.chat(), ord: this.ord, dr: this.draft });

  private answer(m: string, p: Record<string, unknown>): unknown {
    const { log } = this;
    switch (m) {
      case 'chat.get': case 'chat.open': return { ch: this.chat() };
      case 'chats.list': return { chats: p.archived ? [] : [this.chat()] };
      case 'chat.diff': return log.diff(p.ev as number, 7);
      case 'user.diff': return log.ownDiff(p.pts as number);
      case 'msg.history': return this.page(p);
      case 'msg.get': return { msgs: log.visible.filter((msg) => (p.s as number[]).includes(msg.s)) };
      case 'msg.read': this.events.push(...log.do({ k: 'read', pick: (p.s as number) - 1 })); return { un_: this.chat().un_, me_: this.chat().me_ };
      case 'msg.pin': case 'msg.unpin': if (log.pins.includes(p.s as number) !== (m === 'msg.pin')) this.deed({ k: 'pin', pick: (p.s as number) - 1, x: '' }); return {};
      case 'chatset': this.deed({ k: 'mute', pick: p.mute as number }); return {};
      case 'draft.set': return this.write(p.x ? { x: p.x as string } : null);
      case 'user.get': return { users: [{ u: ME, n: 'Me' }, this.bo(), { u: 9, n: 'Cy' }].filter(({ u }) => (p.u as number[]).includes(u)) };
      case 'me.get': return { u: ME, n: 'Me' };
      case 'settings.get': return this.settings;
      case 'settings.set': return this.set(p);
      case 'folder.list': return { folders: this.folders };
      case 'folder.set': return this.file(p.title as string);
      case 'contact.set': return this.tie(p, 'contact');
      case 'block.set': this.tie(p, 'block'); return {};
      case 'presence.sub': this.watched = (p.u as number[]).includes(BO); return { users: this.watched ? [{ u: BO, ...this.seen() }] : [] };
      default: return {};
    }
  }

  private page({ from, dir, n }: Record<string, unknown>): unknown {
    const all = this.log.visible;
    const at = from as number;
    const up = all.filter((m) => m.s < at).slice(-(n as number));
    const msgs = dir === 'up' ? up : dir === 'down' ? all.filter((m) => m.s > at) : all;
    return { msgs, top: !msgs.length || msgs[0] === all[0], bottom: !msgs.length || msgs.at(-1) === all.at(-1) };
  }

  // ── the line ─────────────────────────────────────────────────────────────────

  /** One of the questions is answered, in whatever order; it does not leave yet, except where it takes part in the stream. */
  make(n: number): void {
    const due = this.asked.filter((it, i) => it.made === undefined && !this.asked.slice(0, i).some((other) => ORDER[it.m] && ORDER[other.m] === ORDER[it.m]));
    const it = due[n % Math.max(1, due.length)];
    if (!it) return;
    it.made = structuredClone(this.answer(it.m, it.p));
    if (it.m !== 'presence.sub') return;
    this.say(Infinity);
    this.leave(it);
  }

  /** One of the answers leaves. */
  send(n: number): void {
    const made = this.asked.filter((it) => it.made !== undefined);
    if (made.length) this.leave(made[n % made.length]!);
  }

  private leave(it: Asked): void {
    this.asked.splice(this.asked.indexOf(it), 1);
    this.wire.push(() => it.resolve(it.made));
  }

  /** Events leave. */
  say(n: number): void {
    for (const e of this.events.splice(0, n)) this.wire.push(() => this.hear([e]));
  }

  /** Frames arrive, each in a turn of its own or together. */
  async arrive(n: number, together = false): Promise<void> {
    for (const frame of this.wire.splice(0, n)) {
      frame();
      if (!together) await vi.advanceTimersByTimeAsync(0);
    }
    await vi.advanceTimersByTimeAsync(0);
  }

  /** Everything arrives, and whatever the client asks then. */
  async rest(): Promise<void> {
    for (let quiet = 0; quiet < 8; quiet++) {
      if (this.asked.length || this.events.length || this.wire.length) quiet = 0;
      while (this.asked.length) {
        this.make(0);
        this.send(0);
      }
      this.say(Infinity);
      await this.arrive(Infinity);
      await vi.advanceTimersByTimeAsync(500);
    }
  }
}
