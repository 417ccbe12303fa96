// The page's side of the core: keeps the last value of every slice, applies the worker's patches, tells the view once a frame.
import {
  Refused, type Account, type Chat, type Conversation, type Core, type Draft, type Message, type Slice, type Slices, type Stop, type Upload, type User,
} from './api';
import { Drafts } from './drafts';
import { drawRid } from './rid';
import { NEW_LEADER, type Call, type Head, type Patch, type Said } from './talk';
import { chatOrder } from './views';

interface Port { postMessage(call: Call): void; onmessage: ((message: MessageEvent<Said>) => void) | null }
interface Shown { chat: number; at?: number; thread?: number; told: (c: Conversation) => void; head: Head; items: Map<string, Message>; value: Conversation; stale: boolean }

const AGAIN = new Set(['open', 'presence', 'send', 'forward', 'need', 'read', 'draft', 'keepFile', 'fileOf', 'renewPass', 'traffic', 'access']);

/** The shell is put by for offline starts when the first load is over; where the line breaks meanwhile, again later. */
const SHELL_AFTER_MS = 3000;
const SHELL_AGAIN_MAX_MS = 300_000;

const bySeq = (a: Message, b: Message): number => (a.seq || b.seq ? (a.seq || Infinity) - (b.seq || Infinity) : 0);

/** All of it or nothing is put by: one file that does not come ends the attempt. */
function putShellBy(wait: number): void {
  const again = () => putShellBy(Math.min(wait * 2, SHELL_AGAIN_MAX_MS));
  setTimeout(() => {
    navigator.serviceWorker.register('/sw.js').then((shell: ServiceWorkerRegistration | undefined) => { // what blocks workers may answer with nothing
      const coming = shell?.installing;
      coming?.addEventListener('statechange', () => { if (coming.state === 'redundant' && !shell?.active) again(); });
      // a page that was just being opened when the worker came to life may have been passed over
      void navigator.serviceWorker.ready.then(({ active }) => { if (!navigator.serviceWorker.controller) active?.postMessage({ claim: true }); });
    }, again);
  }, wait);
}

export function startCore(port?: Port): Core {
  const worker: Port = port ?? new Worker(new URL('../worker/worker.ts', import.meta.url), { type: 'module', name: 'tambour' });
  const slices: Slices = {
    connection: { state: 'connecting', pending: 0 },
    account: { state: 'unknown', settings: {}, folders: [], saver: false } satisfies Account,
    chats: [], people: new Map<number, User>(), alerts: [], uploads: new Map<string, Upload>(),
  };
  const chats = new Map<number, Chat>();
  const watchers = new Map<Slice, Set<(value: never) => void>>();
  const shown = new Map<number, Shown>();
  const asked = new Map<number, { call: Call; resolve: (r: unknown) => void; reject: (e: Refused) => void }>();
  const stale = new Set<Slice>();
  let presence: number[] = [];
  let offset = 0;
  let next = 1;
  let jumps = 0;
  let windows = Math.floor(Math.random() * 2 ** 40) * 1000;
  let planned = false;

  const drafts = new Drafts(typeof localStorage === 'undefined' ? undefined : localStorage, Date.now());

  function keepDraft(chat: number, draft: Draft): void {
    const { kept } = drafts.put(chat, draft);
    void ask('draft', chat, draft).then(kept, () => undefined);
  }

  function plan(): void {
    if (planned) return;
    planned = true;
    if (document.visibilityState === 'visible') requestAnimationFrame(tell);
    else setTimeout(tell, 100);
  }

  function tell(): void {
    planned = false;
    if (stale.delete('chats')) {
      slices.chats = [...chats.values()].filter((chat) => chat.joined).sort(chatOrder);
      stale.add('chats');
    }
    if (stale.has('people')) slices.people = new Map(slices.people);
    if (stale.has('uploads')) slices.uploads = new Map(slices.uploads);
    for (const slice of stale) for (const told of watchers.get(slice) ?? []) told(slices[slice] as never);
    stale.clear();
    for (const it of shown.values()) {
      if (!it.stale) continue;
      it.stale = false;
      it.value = { ...it.head, items: [...it.items.values()].sort(bySeq) };
      it.told(it.value);
    }
  }

  function apply(patch: Patch): void {
    if (patch.s === 'window') {
      const it = shown.get(patch.w);
      if (!it) return;
      if (patch.all) it.items.clear();
      for (const key of patch.drop) it.items.delete(key);
      for (const message of patch.put) it.items.set(message.key, message);
      // a copy that came over is the same jump: the view must not be drawn back to it
      const was = it.head.target;
      it.head = was && was.n === patch.head.target?.n ? { ...patch.head, target: was } : patch.head;
      it.stale = true;
      return;
    }
    stale.add(patch.s);
    if (patch.s === 'chats') {
      if (patch.all) chats.clear();
      for (const id of patch.drop) chats.delete(id);
      for (const chat of patch.put) chats.set(chat.id, drafts.lay(chat, (left) => keepDraft(chat.id, left)));
    } else if (patch.s === 'people') {
      if (patch.all) slices.people = new Map();
      for (const user of patch.put) (slices.people as Map<number, User>).set(user.id, user);
    } else if (patch.s === 'uploads') {
      for (const key of patch.drop) (slices.uploads as Map<string, Upload>).delete(key);
      for (const [key, upload] of patch.put) (slices.uploads as Map<string, Upload>).set(key, upload);
    } else if (patch.s === 'connection') {
      slices.connection = patch.v;
      offset = patch.offset;
    } else if (patch.s === 'account') {
      slices.account = patch.v;
      if (patch.v.state === 'out') drafts.forget();
    }
    else slices.alerts = patch.v;
  }

  /** Another tab leads now (or this one): tell it what is on screen, and ask again what may be asked twice. */
  function renew(): void {
    for (const [id, it] of shown) {
      it.items.clear();
      worker.postMessage({ q: 0, k: 'open', a: [id, it.chat, it.at, it.thread] });
    }
    if (presence.length) worker.postMessage({ q: 0, k: 'presence', a: [presence] });
    for (const [q, it] of asked) {
      if (AGAIN.has(it.call.k)) worker.postMessage(it.call);
      else {
        asked.delete(q);
        it.reject(new Refused({ c: 'RETRY' }));
      }
    }
  }

  worker.onmessage = ({ data }) => {
    for (const patch of data.patches ?? []) apply(patch);
    if (data.patches) plan();
    if (data.q === NEW_LEADER) renew();
    const it = data.q ? asked.get(data.q) : undefined;
    if (!it) return;
    asked.delete(data.q!);
    if (data.x) it.reject(new Refused(data.x));
    else it.resolve(data.r);
  };

  function say(k: string, ...a: unknown[]): void {
    worker.postMessage({ q: 0, k, a });
  }

  function ask<T>(k: string, ...a: unknown[]): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const call = { q: next++, k, a };
      asked.set(call.q, { call, resolve: resolve as (r: unknown) => void, reject });
      worker.postMessage(call);
    });
  }

  function jump(chat: number, seq?: number): number {
    jumps += 1;
    for (const id of windowsOf(chat)) say('jump', id, jumps, seq);
    return jumps;
  }

  if (!port && import.meta.env.PROD && 'serviceWorker' in navigator) putShellBy(SHELL_AFTER_MS);

  const rid = () => drawRid(Date.now() + offset);
  const windowsOf = (chat: number) => [...shown].filter(([, it]) => it.chat === chat).map(([id]) => id);

  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', () => say('visible', document.visibilityState === 'visible'));
    for (const on of [true, false]) addEventListener(on ? 'online' : 'offline', () => say('network', on));
    addEventListener('pagehide', () => say('bye'));
    addEventListener('pageshow', (event: Event) => {
      if ((event as PageTransitionEvent).persisted) renew();
    });
  }

  return {
    peek: (slice) => slices[slice],
    watch(slice, told): Stop {
      const set = watchers.get(slice) ?? new Set();
      watchers.set(slice, set.add(told as (value: never) => void));
      told(slices[slice]);
      return () => set.delete(told as (value: never) => void);
    },
    open(chat, told, at, thread): Stop {
      const id = ++windows;
      const head: Head = { chat, info: chats.get(chat), atStart: false, atEnd: false, loadingOlder: false, loadingNewer: false, divider: 0, aside: {}, thread };
      const it: Shown = { chat, at, thread, told, head, items: new Map(), value: { ...head, items: [] }, stale: false };
      shown.set(id, it);
      told(it.value);
      say('open', id, chat, at, thread);
      return () => {
        if (shown.delete(id)) say('close', id);
      };
    },
    older: (chat) => windowsOf(chat).forEach((id) => say('older', id)),
    newer: (chat) => windowsOf(chat).forEach((id) => say('newer', id)),
    jump,
    peekMessages: (chat, seqs) => windowsOf(chat).forEach((id) => say('aside', id, seqs)),
    call: (method, params) => ask('call', method, params),
    send(chat, message) {
      const sent = ask<string>('send', rid(), chat, message);
      if (!message.at) jump(chat); // one sees what one has said
      return sent;
    },
    forward: (from, seqs, to, hide) => ask('forward', rid(), from, seqs, to, hide),
    retry: (id) => say('retry', id),
    discard: (id) => say('discard', id),
    schedule: (chat, message, at) => ask('schedule', rid(), chat, message, at),
    edit: (...a) => ask('edit', ...a),
    remove: (...a) => ask('remove', ...a),
    keepAll: (...a) => say('keepAll', ...a),
    react: (...a) => ask('react', ...a),
    vote: (...a) => ask('vote', ...a),
    pin: (...a) => ask('pin', ...a),
    chatset: (...a) => ask('chatset', ...a),
    read: (...a) => say('read', ...a),
    seen: (...a) => say('seen', ...a),
    typing: (chat) => say('typing', chat),
    draft: (chat, draft) => keepDraft(chat, { ...draft, at: Date.now() + offset }),
    createChat: (it) => ask('createChat', rid(), it),
    postOffer: (session, n, reply) => ask('postOffer', rid(), session, n, reply),
    report: (it) => ask('report', rid(), it),
    need: (users) => say('need', users),
    watchPresence(users) {
      presence = users;
      say('presence', users);
    },
    keepFile: (bytes) => ask('keepFile', drawRid(Date.now()), bytes),
    fileOf: (key) => ask('fileOf', key),
    upload: (bytes, kind, name) => ask('upload', drawRid(Date.now()), bytes, kind, name),
    dropFiles: (keys) => say('dropFiles', keys),
    renewPass: () => ask('renewPass'),
    traffic: () => ask('traffic'),
    resetTraffic: () => ask('resetTraffic'),
    setSaver: (on) => say('setSaver', on),
    dismiss: (id) => say('dismiss', id),
    reconnect: () => say('reconnect'),
    access: () => ask('access'),
    signOut: () => ask('signOut'),
  };
}
