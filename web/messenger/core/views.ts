// View models from state: pure selectors, the same object while nothing changed.
import type { Chat, Draft, Link, Message, Poll, Preview, Tick, User } from './api';
import { mediaView, type Media } from './media';
import { isPlan, type FileTask, type Task } from './outbox';
import type { ChatState, State } from './state';
import type { Entity, PollDraft, WireChat, WireContact, WireMessage, WirePlace, WirePoll, WirePreview, WireUser } from './wire';

const ALL = 255;
/** Times beyond this mean: for good. */
const FOR_GOOD = 2 ** 52;
const POST = 2;
const WRITING = 15;

export function userView(w: WireUser): User {
  return {
    id: w.u, name: w.cn || (w.n ?? ''), own: w.cn && w.cn !== w.n ? w.n : undefined, username: w.un, about: w.ab, photo: w.ph, online: !!w.on, lastSeen: w.ls, bot: !!w.bot, verified: !!w.ve, contact: !!w.co,
    blocked: !!w.bl, deleted: !!w.del, phone: w.phone, role: w.role, password: !!w.pw,
  };
}

export function pollView(po: WirePoll): Poll {
  const my = po.my ?? [];
  return {
    id: po.id, question: po.q, options: po.o.map(([text, votes], i) => ({ text, votes, mine: my.includes(i) })), multiple: !!po.mu, anonymous: !!po.an,
    voters: po.n ?? 0, voted: my.length > 0, closed: !!po.cl, answer: po.qa,
  };
}

const NO_MEDIA: readonly Media[] = [];
function linkView(w: WirePreview): Link {
  return { url: w.u, site: w.si, title: w.ti, text: w.x, media: w.fl && mediaView(w.fl) };
}

function sendingView(file: FileTask): Media {
  return {
    id: file.id ?? '', kind: file.kind, state: 'sending', name: file.name, mime: file.mime, size: file.size, width: file.width ?? 0, height: file.height ?? 0,
    duration: file.duration ?? 0, wave: file.wave, variants: [], key: file.key,
  };
}

function carried(m: { fl?: { k: Media['kind'] }[]; ct?: unknown; lo?: unknown }): Preview['carries'] {
  const first = m.fl?.[0];
  if (!first) return m.ct ? 'contact' : m.lo ? 'place' : undefined;
  return m.fl!.length > 1 && (first.k === 'photo' || first.k === 'video') ? 'album' : first.k;
}

const named = (file: { k: Media['kind']; n?: string } | undefined): string | undefined => (file && (file.k === 'file' || file.k === 'audio') ? file.n : undefined);

function mayOf(w: WireChat): number {
  if (w.k === 'saved' || w.k === 'dialog' || w.ro === 'owner') return ALL;
  if (w.ro === 'admin') return w.k === 'channel' ? (w.pm ?? 0) | ((w.ri ?? 0) & POST ? WRITING : 0) : ALL;
  return (w.pm ?? 0) & ~(w.de ?? 0);
}

export function isJoined(w: WireChat): boolean {
  return w.ro === 'owner' || w.ro === 'admin' || w.ro === 'member';
}

function tickOf(state: State, w: WireChat, m: WireMessage): Tick | undefined {
  if (m.f !== state.me || w.k === 'channel') return undefined;
  return w.k === 'saved' || (w.ord ?? 0) >= m.s ? 'read' : 'sent';
}

export function chatView(state: State, chat: ChatState, tasks: readonly Task[]): Chat {
  const w = chat.w;
  const peer = w.pe ? state.people.get(w.pe) : undefined;
  const last = tasks.filter((task) => !isPlan(task)).at(-1);
  const draft: Draft | undefined = w.dr?.x || w.dr?.re ? { text: w.dr.x ?? '', entities: w.dr.en, reply: w.dr.re, at: w.dr.d } : undefined;
  return {
    id: w.c, kind: w.k, title: w.k === 'dialog' ? (peer?.cn || (peer?.n ?? w.ti ?? '')) : (w.ti ?? ''), about: w.ab, photo: w.ph ?? peer?.ph, username: w.un, public: !!w.pu,
    peer: w.pe, members: w.m ?? 0, owner: w.ow, role: w.ro ?? '', joined: isJoined(w), rights: w.ri ?? 0, may: mayOf(w),
    restrictedUntil: w.de ? (w.deu ?? 0) : undefined, slowMode: Math.max(w.slow ?? 0, w.lsl ?? 0), limits: w.lim ?? 0, flags: w.fl ?? {}, linked: w.li || undefined, state: w.st === 'live' ? undefined : w.st,
    lastSeq: w.s ?? 0, readSeq: w.rd ?? 0, othersRead: w.ord ?? 0, unread: w.un_ ?? 0, mentions: w.me_ ?? 0, muteUntil: (w.mu ?? 0) > FOR_GOOD ? -1 : (w.mu ?? 0), pinOrder: w.pi ?? 0,
    archived: !!w.ar, marked: !!w.um, folder: w.fo ?? 0, draft, pinned: w.pin ?? [], time: Math.max(w.ts ?? 0, w.la?.d ?? 0, last?.at ?? 0, draft?.at ?? 0),
    preview: last ? taskPreview(state, last) : w.la ? preview(state, w, w.la) : undefined,
    typing: [...(state.typing.get(w.c)?.keys() ?? [])],
  };
}

function preview(state: State, w: WireChat, m: WireMessage): Preview {
  return {
    seq: m.s, text: (m.x ?? '').slice(0, 140), from: m.f, time: m.d, kind: m.k ?? 'text', service: m.sv, poll: m.po?.q, carries: carried(m), file: named(m.fl?.[0]), removed: !!m.rm, tick: tickOf(state, w, m),
  };
}

function taskPreview(state: State, task: Task): Preview {
  const text = typeof task.p.x === 'string' ? task.p.x : '';
  const poll = task.p.po as PollDraft | undefined;
  return {
    seq: 0, text: text.slice(0, 140), from: state.me, time: task.at, kind: poll ? 'poll' : task.m === 'msg.forward' ? 'forward' : 'text', poll: poll?.q,
    carries: carried({ fl: task.sticker ? [task.sticker] : task.files?.map((file) => ({ k: file.kind })), ct: task.p.ct, lo: task.p.lo }), file: task.files?.[0] && named({ k: task.files[0].kind, n: task.files[0].name }), tick: task.failed?.['reason'] === 'post.held' ? 'waiting' : taskTick(task),
  };
}

/** Pinned by their order, then the newest first. */
export function chatOrder(a: Chat, b: Chat): number {
  return b.pinOrder - a.pinOrder || b.time - a.time || b.id - a.id;
}

/** What the person did and the server has not confirmed yet, laid over a message. */
export interface Overlay { x?: string; en?: Entity[]; my?: string | null; votes?: number[]; gone?: boolean }

const made = new WeakMap<WireMessage, { tick?: Tick; overlay?: Overlay; view: Message }>();

export function messageView(state: State, w: WireChat, m: WireMessage, overlay?: Overlay): Message {
  const tick = tickOf(state, w, m);
  const old = made.get(m);
  if (old && old.tick === tick && old.overlay === overlay) return old.view;
  const view: Message = {
    key: m.rid ? `r${m.rid}` : `s${m.s}`, chat: w.c, seq: m.s, from: m.f, mine: m.f === state.me, time: m.d, text: m.x ?? '', entities: m.en ?? [], reply: m.re,
    source: m.fw, kind: m.k ?? 'text', version: m.v ?? 1, edited: m.ed, silent: !!m.si, reactions: m.rx ?? [], myReaction: m.my, views: m.vw, forwards: m.fc,
    comments: m.cm === undefined ? undefined : m.cm - 1, thread: m.th,
    poll: m.po && pollView(m.po), media: m.fl?.map(mediaView) ?? NO_MEDIA, contact: m.ct, place: m.lo, link: m.lp && linkView(m.lp), keyboard: m.kb, via: m.vi, service: m.sv, mentionsMe: !!m.me, signature: m.an, removed: !!m.rm, why: m.why, imported: !!m.im, tick, rid: m.rid,
  };
  if (overlay) lay(view, m, overlay);
  made.set(m, { tick, overlay, view });
  return view;
}

function lay(view: Message, m: WireMessage, overlay: Overlay): void {
  if (overlay.x !== undefined) {
    view.text = overlay.x;
    view.entities = overlay.en ?? [];
    view.edited = view.edited ?? view.time;
  }
  if (overlay.my !== undefined) {
    const counts = new Map(view.reactions);
    if (m.my) counts.set(m.my, (counts.get(m.my) ?? 1) - 1);
    if (overlay.my) counts.set(overlay.my, (counts.get(overlay.my) ?? 0) + 1);
    view.reactions = [...counts].filter(([, n]) => n > 0);
    view.myReaction = overlay.my ?? undefined;
  }
  if (overlay.votes && m.po) {
    const before = m.po.my ?? [];
    const mine = overlay.votes;
    view.poll = pollView({
      ...m.po, my: mine, n: (m.po.n ?? 0) + Number(mine.length > 0) - Number(before.length > 0),
      o: m.po.o.map(([text, votes], i) => [text, votes + Number(mine.includes(i)) - Number(before.includes(i))]),
    });
  }
}

const taskTick = (task: Task): Tick => (task.failed ? 'failed' : task.landed ? 'sent' : 'waiting');

const waiting = new WeakMap<Task, { tick: Tick; p: Task['p']; view: Message }>();

/** A message of the outbox, as if it were already there. */
export function taskView(state: State, task: Task): Message {
  const old = waiting.get(task);
  if (old && old.tick === taskTick(task) && old.p === task.p && old.view.failure === task.failed) return old.view;
  const poll = task.p.po as PollDraft | undefined;
  const view: Message = {
    key: `r${task.rid}`, chat: task.c, seq: 0, from: state.me, mine: true, time: task.at, text: typeof task.p.x === 'string' ? task.p.x : '',
    entities: (task.p.en as Entity[] | undefined) ?? [], reply: task.p.re as number | undefined, version: 1, reactions: [],
    kind: poll ? 'poll' : task.m === 'msg.forward' ? 'forward' : 'text', silent: !!task.p.si,
    source: task.m === 'msg.forward' ? { c: task.p.from as number, s: (task.p.s as number[])[0] } : undefined,
    poll: poll && pollView({ id: 0, q: poll.q, o: poll.o.map((text) => [text, 0]), mu: poll.mu, an: poll.an, n: 0 }),
    media: task.files?.map(sendingView) ?? (task.sticker ? [mediaView(task.sticker)] : NO_MEDIA), contact: task.p.ct as WireContact | undefined, place: task.p.lo as WirePlace | undefined,
    tick: taskTick(task), failure: task.failed, rid: task.rid, planned: task.p.at as number | undefined,
  };
  waiting.set(task, { tick: taskTick(task), p: task.p, view });
  return view;
}
