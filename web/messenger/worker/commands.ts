// What the tabs may ask of the engine, by the names of core/api.ts.
import { Refused, type Draft, type MethodName, type Outgoing, type Reported } from '../core/api';
import { keyOf, mark, touched } from '../core/flights';
import { markRead } from '../core/row';
import type { FileTask } from '../core/outbox';
import { drawRid } from '../core/rid';
import { dropChat, patchMessage, want } from '../core/state';
import type { Overlay } from '../core/views';
import type { Entity, WireChat, WireFile } from '../core/wire';
import type { Engine } from './engine';
import type { Tab } from './needs';
import type { Kept } from './session';
import { Window } from './window';

type Command = (engine: Engine, tab: Tab, ...args: never[]) => unknown;
const TYPING_EVERY_MS = 4000;
const TRIES = 4;

/** With an effect that is shown at once and taken back when the server declines. */
async function laid<T>(engine: Engine, c: number, seqs: number[], overlay: Overlay, ask: () => Promise<T>, done: (r: T) => void): Promise<void> {
  for (const s of seqs) engine.overlays.set(`${c}/${s}`, overlay);
  engine.drawing.redraw(c);
  try {
    done(await ask());
  } finally {
    for (const s of seqs) if (engine.overlays.get(`${c}/${s}`) === overlay) engine.overlays.delete(`${c}/${s}`);
    engine.drawing.redraw(c);
  }
}

/** The same request (with its rid) until it is answered, for a few tries. */
async function persist<T>(ask: () => Promise<T>): Promise<T> {
  for (let n = 1; ; n++) {
    try {
      return await ask();
    } catch (error) {
      const again = error instanceof Refused && (error.code === 'RETRY' || (error.code === 'OFFLINE' && error.facts.sent));
      if (!again || n >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, n * 500));
    }
  }
}

const outgoing = (m: Outgoing): Record<string, unknown> => ({
  x: m.text, en: m.entities?.length ? m.entities : undefined, re: m.reply, si: m.silent ? 1 : undefined, po: m.poll, md: m.markdown ? 1 : undefined, np: m.noPreview ? 1 : undefined, at: m.at, fl: m.sticker ? [m.sticker.id] : undefined, ct: m.contact, lo: m.place,
});

function put(engine: Engine, task: { rid: string; c: number; m: 'msg.send' | 'msg.forward'; p: Record<string, unknown>; files?: FileTask[]; sticker?: WireFile }): string {
  const made = engine.sending.outbox.add({ ...task, p: JSON.parse(JSON.stringify(task.p)) as Record<string, unknown>, at: engine.now() });
  if (made) engine.sending.keepTask(made);
  engine.forget(`typing${task.c}`); // who types on is seen to type on
  engine.sending.runOutbox();
  return task.rid;
}

export const commands: Record<string, Command> = {
  open(engine: Engine, tab: Tab, id: number, c: number, at?: number, thread?: number) {
    const w = new Window(id, c, at, thread);
    engine.windows.open.set(id, w);
    tab.windows.add(id);
    engine.state.open.add(c);
    if (!engine.state.msgs.has(c)) engine.state.msgs.set(c, new Map());
    engine.drawing.redraw(c);
    void engine.windows.place(w);
    if (engine.settled) void engine.catchup.openRow(c);
    const peer = engine.state.chats.get(c)?.w.pe;
    if (peer) engine.catchup.need([peer]);
  },
  close(engine: Engine, tab: Tab, id: number) {
    const w = engine.windows.open.get(id);
    engine.windows.open.delete(id);
    tab.windows.delete(id);
    if (!w || engine.windows.of(w.c).length) return;
    engine.state.open.delete(w.c);
    if (engine.state.chats.get(w.c)?.w.st === 'deleted') {
      dropChat(engine.state, w.c);
      engine.drawing.flush();
    }
    engine.windows.trim();
    if (engine.settled) void engine.request('chat.close', { c: w.c }).catch(() => undefined);
  },
  older: (engine: Engine, _: Tab, id: number) => withWindow(engine, id, (w) => engine.windows.older(w)),
  newer: (engine: Engine, _: Tab, id: number) => withWindow(engine, id, (w) => engine.windows.newer(w)),
  jump: (engine: Engine, _: Tab, id: number, n: number, seq?: number) => withWindow(engine, id, (w) => engine.windows.jump(w, n, seq)),
  aside: (engine: Engine, _: Tab, id: number, seqs: number[]) =>
    withWindow(engine, id, (w) => engine.windows.fetchAside(w, seqs.filter((s) => !w.aside.has(s) && !w.asked.has(s)))),

  async call(engine: Engine, _: Tab, m: MethodName, p: never) {
    const result = await engine.request(m, p);
    if (result && typeof result === 'object' && 'access' in result) {
      await engine.signedIn(result as unknown as Kept);
      return {};
    }
    return result;
  },

  send: (engine: Engine, _: Tab, rid: string, c: number, m: Outgoing) => put(engine, { rid, c, m: 'msg.send', p: { c, rid, ...outgoing(m) }, sticker: m.sticker, files: m.files?.map((file) => ({ ...file, offset: 0 })) }),
  forward: (engine: Engine, _: Tab, rid: string, from: number, s: number[], to: number, hide?: boolean) =>
    put(engine, { rid, c: to, m: 'msg.forward', p: { from, s, to, rid, hide } }),
  retry(engine: Engine, _: Tab, rid: string) {
    const task = engine.sending.outbox.retry(rid, drawRid(engine.now()));
    if (task) engine.sending.keepTask(task);
    engine.sending.runOutbox();
  },
  discard: (engine: Engine, _: Tab, rid: string) => engine.sending.discard(rid),
  schedule: (engine: Engine, _: Tab, rid: string, c: number, m: Outgoing, at: number) =>
    persist(() => engine.request('msg.send', { c, rid, ...outgoing({ ...m, at }) } as never)),

  edit(engine: Engine, _: Tab, c: number, s: number, x: string, en?: Entity[]) {
    const v = engine.state.msgs.get(c)?.get(s)?.v ?? 1;
    return laid(engine, c, [s], { x, en }, () => engine.request('msg.edit', { c, s, x, en, v }),
      (r) => patchMessage(engine.state, c, s, (m) => ((m.v ?? 1) > r.v ? m : { ...m, x, en: en ?? ((m.v ?? 1) === r.v ? m.en : undefined), v: r.v, ed: r.ed })));
  },
  remove: (engine: Engine, _: Tab, c: number, s: number[], all: boolean, ms = 0) => engine.removing.hold(c, s, all, ms),
  keepAll: (engine: Engine, _: Tab, c: number, s: number[]) => engine.removing.undo(c, s),
  react: (engine: Engine, _: Tab, c: number, s: number, e: string | null) =>
    laid(engine, c, [s], { my: e }, () => engine.request('msg.react', { c, s, e }),
      (r) => {
        const late = touched(r, keyOf.message(c, s)); // the event has the count, too, and perhaps a newer one
        patchMessage(engine.state, c, s, (m) => ({ ...m, rx: late ? m.rx : r.rx, my: e ?? undefined }));
      }),
  vote: (engine: Engine, _: Tab, c: number, s: number, o: number[]) =>
    laid(engine, c, [s], { votes: o }, () => engine.request('poll.vote', { c, s, o }),
      (r) => {
        const late = touched(r, keyOf.message(c, s));
        patchMessage(engine.state, c, s, (m) => ({ ...m, po: late && m.po ? { ...m.po, my: r.po.my ?? o } : { ...r.po, my: r.po.my ?? o } }));
      }),
  async pin(engine: Engine, _: Tab, c: number, s: number, on: boolean) {
    const put = (there: boolean): void => {
      const w = engine.state.chats.get(c)?.w;
      const rest = (w?.pin ?? []).filter((each) => each !== s);
      if (w) w.pin = there ? [s, ...rest].sort((a, b) => b - a) : rest;
      engine.drawing.redraw(c);
    };
    put(on);
    try {
      await engine.request(on ? 'msg.pin' : 'msg.unpin', { c, s });
    } catch (error) {
      put(!on);
      want(engine.state, { k: 'row', c });
      engine.drawing.flush();
      throw error;
    }
  },
  async chatset(engine: Engine, _: Tab, c: number, set: { mute?: number; pin?: number; archive?: boolean; unread?: boolean; folder?: number }) {
    const w = engine.state.chats.get(c)?.w;
    const bit = (on: boolean | undefined) => (on === undefined ? undefined : Number(on));
    const own = Object.entries({ mu: set.mute, pi: set.pin, ar: bit(set.archive), um: bit(set.unread), fo: set.folder }).filter(([, value]) => value !== undefined);
    const before = own.map(([field, value]) => [field, value, w?.[field as keyof WireChat]] as const);
    if (w) Object.assign(w, Object.fromEntries(own));
    for (const [field] of own) mark(engine.state, keyOf.own(c, field));
    engine.drawing.redraw(c);
    try {
      await engine.request('chatset', { c, ...set });
    } catch (error) {
      const now = engine.state.chats.get(c)?.w;
      for (const [field, value, was] of before) if (now?.[field as keyof WireChat] === value) Object.assign(now!, { [field]: was });
      want(engine.state, { k: 'row', c });
      engine.drawing.redraw(c);
      throw error;
    }
  },

  read(engine: Engine, _: Tab, c: number, s: number) {
    const chat = engine.state.chats.get(c);
    if (!chat || s <= (chat.w.rd ?? 0)) return;
    markRead(engine.state, chat.w, s);
    chat.readHere = s;
    engine.drawing.redraw(c);
    engine.sending.sendRead(c);
  },
  seen(engine: Engine, _: Tab, c: number, seqs: number[]) {
    engine.sending.countViews(c, seqs);
  },
  typing(engine: Engine, _: Tab, c: number) {
    if (engine.saver) return;
    if (engine.pause(`typing${c}`, TYPING_EVERY_MS)) engine.link.tell('msg.typing', { c });
  },
  /** Resolves when it would outlive the page. */
  draft(engine: Engine, _: Tab, c: number, draft: Draft) {
    const chat = engine.state.chats.get(c);
    if (!chat) return undefined;
    const empty = !draft.text && !draft.reply;
    if (empty && !chat.w.dr) return engine.keeper.soon();
    chat.w.dr = empty ? null : { x: draft.text, en: draft.entities, re: draft.reply, d: engine.now() };
    chat.draftHere = true;
    engine.drawing.redraw(c);
    engine.sending.sendDraft(c);
    return engine.keeper.soon();
  },

  async createChat(engine: Engine, _: Tab, rid: string, it: { kind: never; user?: number; title?: string; about?: string; users?: number[]; public?: boolean; name?: string }) {
    const { kind, user, ...rest } = it;
    const { ch } = await persist(() => engine.request('chat.create', { k: kind, rid, u: user, ...rest }));
    return ch.c;
  },
  postOffer: (engine: Engine, _: Tab, rid: string, id: string, n: number, re?: number) => persist(() => engine.request('construct.post', { id, n, rid, re })),
  async report(engine: Engine, _: Tab, rid: string, it: Reported & { category: string; note?: string; seen?: string }) {
    const { receipt } = await persist(() =>
      engine.request('report.create', { rid, c: it.chat, s: it.seq, l: it.link, u: it.user, t: it.token, k: it.pack, also: it.also, category: it.category, note: it.note, seen: it.seen }));
    return receipt;
  },
  need: (engine: Engine, _: Tab, users: number[]) => engine.catchup.need(users),
  presence(engine: Engine, tab: Tab, users: number[]) {
    tab.presence = users.slice(0, 100);
    engine.catchup.watchPresence();
  },
  keepFile: (engine: Engine, _: Tab, key: string, bytes: Blob) => engine.media.keepFile(key, bytes),
  fileOf: (engine: Engine, _: Tab, key: string) => engine.media.fileOf(key),
  upload: (engine: Engine, _: Tab, key: string, bytes: Blob, kind: FileTask['kind'], name: string) => engine.media.upload(key, bytes, kind, name),
  dropFiles: (engine: Engine, _: Tab, keys: string[]) => engine.media.dropFiles(keys),
  renewPass: (engine: Engine) => engine.media.pass(),
  traffic: (engine: Engine) => engine.media.traffic,
  resetTraffic: (engine: Engine) => engine.media.resetTraffic(),
  setSaver: (engine: Engine, _: Tab, on: boolean) => engine.setSaver(on),
  dismiss(engine: Engine, _: Tab, id: number) {
    engine.alerts = engine.alerts.filter((alert) => alert.id !== id);
    engine.drawing.drawAlerts();
  },
  reconnect: (engine: Engine) => engine.link.kick(),
  network: (engine: Engine, _: Tab, on: boolean) => engine.link.network(on),
  access: (engine: Engine) => engine.session.token(),
  async signOut(engine: Engine) {
    await engine.request('auth.logout', {}).catch(() => undefined);
    await engine.signedOut();
  },
};

function withWindow(engine: Engine, id: number, work: (w: Window) => Promise<void>): Promise<void> | undefined {
  const w = engine.windows.open.get(id);
  return w && work(w);
}
