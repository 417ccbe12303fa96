// The one door between the view and the core: view models to draw, commands to give. The view imports nothing else of core/.

import type { Media } from './media';
import type {
  ChatKind, Entity, FileKind, Folder, MethodName, Notice, OwnReport, ParamsOf, PollDraft, Reaction, ResultOf, Role, ServicePayload, WireButton, WireContact, WireFile, WirePlace, WirePoll, WireRefusal,
  WireSource,
} from './wire';

export type * from './wire';
export type { Media } from './media';
export { mediaView } from './media';

/** Bits of `Chat.may`: what a plain member may do (already narrowed by a restriction of the viewer; admins and owners have all). */
export const May = { send: 1, media: 2, polls: 4, links: 8, react: 16, addPeople: 32, pin: 64, changeInfo: 128 } as const;
/** Bits of `Chat.limits`. */
export const Limit = { unfound: 1, noForwards: 2, noJoins: 4, held: 8, slow: 16 } as const;
/** Bits of `Chat.rights`: what an administrator may do. The owner has all. */
export const Right = {
  changeInfo: 1, post: 2, editOthers: 4, deleteOthers: 8, ban: 16, invite: 32, pin: 64, addAdmins: 128, anonymous: 256, seeLog: 512,
} as const;

// ── view models ──────────────────────────────────────────────────────────────

/** `offline`: the browser says so, or the last attempts failed. `updating`: the socket is open, the difference is on its way. */
export interface Connection {
  state: 'connecting' | 'updating' | 'online' | 'offline';
  /** Messages of the outbox that the server has not acknowledged (failed ones not counted). */
  pending: number;
  /** When the next attempt starts, browser clock ms; absent while none is planned. */
  retryAt?: number;
}

export interface Account {
  /** `unknown` only until IndexedDB was read (a few ms): draw nothing but the background. */
  state: 'unknown' | 'out' | 'in';
  me?: User;
  /** Why the account was signed out by the server, until the next sign-in. */
  reason?: 'revoked' | 'expired';
  settings: Record<string, unknown>;
  folders: Folder[];
  /** Data saver: no typing, no presence, pictures and films on tap. Kept on this device only; at first as the browser wishes. */
  saver: boolean;
}

export interface User {
  id: number;
  /** As one's contacts call them, else as they call themselves. */
  name: string;
  /** How they call themselves, where contacts call them otherwise. */
  own?: string;
  username?: string;
  about?: string;
  photo?: string;
  online?: boolean;
  /** ms, rounded by the server; absent when hidden. */
  lastSeen?: number;
  bot?: boolean;
  verified?: boolean;
  contact?: boolean;
  blocked?: boolean;
  deleted?: boolean;
  /** Own account only. */
  phone?: string;
  /** Own account only: a password is asked for after the code. */
  password?: boolean;
  /** Own account only: "moderator", "admin" … */
  role?: string;
}

export type Tick = 'waiting' | 'sent' | 'read' | 'failed';

export interface Draft { text: string; entities?: Entity[]; reply?: number; at?: number }

/** A chat, as the list row and the header need it. One object per version: same object, nothing changed. */
export interface Chat {
  id: number;
  kind: ChatKind;
  /** Ready to show except for `saved` (translate) ; for a dialog the other person's name ("" while unknown). */
  title: string;
  about?: string;
  photo?: string;
  username?: string;
  public: boolean;
  /** The other person of a dialog. */
  peer?: number;
  members: number;
  owner?: number;
  role: Role;
  /** True when the viewer belongs to it (a previewed public chat is not joined). */
  joined: boolean;
  rights: number;
  may: number;
  /** Set while the viewer is restricted: until when, ms (0: for good). */
  restrictedUntil?: number;
  slowMode: number;
  flags: Record<string, unknown>;
  /** Of a channel its discussion group, of that group the channel. */
  linked?: number;
  /** What the platform took from it: bits of `Limit`. */
  limits: number;
  /** Not live: "blocked", "frozen" … */
  state?: string;
  lastSeq: number;
  readSeq: number;
  /** The others' highest read seq. */
  othersRead: number;
  unread: number;
  mentions: number;
  /** ms; 0 = not muted; -1 = for good. */
  muteUntil: number;
  /** 0 = not pinned; else the order, higher is higher up. */
  pinOrder: number;
  archived: boolean;
  /** By the person's own hand: to come back to. */
  marked: boolean;
  folder: number;
  draft?: Draft;
  /** Newest first. */
  pinned: number[];
  /** Sort key of the list: time of the last thing that happened, ms. */
  time: number;
  preview?: Preview;
  /** People typing now (never the viewer). */
  typing: number[];
}

export interface Preview {
  seq: number;
  text: string;
  from: number;
  time: number;
  kind: string;
  service?: ServicePayload;
  poll?: string;
  /** What it carries besides or instead of words. */
  carries?: FileKind | 'album' | 'contact' | 'place';
  /** Of a file or of music: its name. */
  file?: string;
  removed?: boolean;
  /** Only for the viewer's own last message. */
  tick?: Tick;
}

/** One row of a conversation. `key` is stable through sending, acknowledgement and edits. */
export interface Message {
  key: string;
  chat: number;
  /** 0 while not acknowledged. */
  seq: number;
  /** 0: the channel itself. */
  from: number;
  mine: boolean;
  time: number;
  text: string;
  entities: Entity[];
  reply?: number;
  source?: WireSource;
  /** "text", "poll", "svc" … */
  kind: string;
  version: number;
  edited?: number;
  silent?: boolean;
  reactions: Reaction[];
  /** The viewer's own reaction. */
  myReaction?: string;
  views?: number;
  /** How often a channel's post was forwarded. */
  forwards?: number;
  /** Comments under a channel's post; undefined: it has no discussion. */
  comments?: number;
  /** Of a comment: the copy of the post that it answers. */
  thread?: number;
  poll?: Poll;
  /** Files, in order; empty: none. */
  media: readonly Media[];
  contact?: WireContact;
  place?: WirePlace;
  link?: Link;
  /** Rows of buttons under a bot's message. */
  keyboard?: WireButton[][];
  /** The bot that wrote it for its sender. */
  via?: number;
  service?: ServicePayload;
  mentionsMe?: boolean;
  signature?: string;
  /** Removed by moderation: no text; `why` for its author only. */
  removed?: boolean;
  why?: string;
  imported?: boolean;
  /** Still on its way to the server, which will say it then, ms. */
  planned?: number;
  /** Own messages only. */
  tick?: Tick;
  /** Why it failed: offer `retry` and `discard`. */
  failure?: WireRefusal;
  rid?: string;
}

/** The card of a link. */
export interface Link { url: string; site?: string; title?: string; text?: string; media?: Media }

/** A file chosen for sending; its bytes were given to `keepFile` before. */
export interface FileDraft {
  key: string;
  kind: FileKind;
  name: string;
  mime: string;
  size: number;
  width?: number;
  height?: number;
  duration?: number;
  wave?: string;
}

/** How far a file is that is being sent: bytes gone over bytes in all, 0…1. */
export interface Upload { part: number; state: 'waiting' | 'preparing' | 'sending' | 'done'; id?: string }

/** Bytes over the network by kind, since the last reset: up, down. Kept on this device only. */
export type TrafficKind = 'messages' | 'photos' | 'videos' | 'voice' | 'files';
export interface Traffic { since: number; bytes: Record<TrafficKind, [up: number, down: number]> }

export interface Poll {
  id: number;
  question: string;
  options: { text: string; votes: number; mine: boolean }[];
  multiple: boolean;
  anonymous: boolean;
  voters: number;
  voted: boolean;
  closed: boolean;
  /** Index of the right answer of a quiz, once the viewer may know it. */
  answer?: number;
}

/** The window of an open chat: one unbroken run of messages, ascending, own unsent ones last (only when `atEnd`). */
export interface Conversation {
  chat: number;
  /** Absent while unknown (no cache and no answer yet). */
  info?: Chat;
  items: Message[];
  /** Nothing older exists. */
  atStart: boolean;
  /** The run ends with the newest message: follow new ones. */
  atEnd: boolean;
  loadingOlder: boolean;
  loadingNewer: boolean;
  /** Read mark when the chat was opened: draw the "new" divider after it. 0: none. */
  divider: number;
  /** Where the last `jump` led, `n` its number; seq 0: to the end. Scroll to it, mark it. Changes identity with every jump. */
  target?: { seq: number; n: number };
  /** Replied-to and pinned messages out of the window, by seq (fetched on demand). null: gone. */
  aside: Record<number, Message | null>;
  /** Set when access was lost or the chat could not be opened. */
  gone?: WireRefusal;
  /** Only the comments under this message are shown (and the message itself). */
  thread?: number;
  /** Then: channel and seq of the post. */
  post?: [chat: number, seq: number];
}

/** What a complaint is about: a message (and more of its chat to carry along), a chat, a chat behind an invite link, or a person. */
export interface Reported { chat?: number; seq?: number; user?: number; token?: string; also?: number[]; link?: string; links?: string[]; pack?: string }
export interface Alert { id: number; kind: 'notice' | 'session' | 'removed' | 'answer' | 'construct' | 'held' | 'raid'; at: number; data: Record<string, unknown> }

// ── subscriptions ────────────────────────────────────────────────────────────

export interface Slices {
  connection: Connection;
  account: Account;
  /** All chats, ordered: pinned by their order, then by time; archived ones included (look at `archived`). */
  chats: Chat[];
  /** Everyone known, by id. The same Map, replaced when something changes. */
  people: ReadonlyMap<number, User>;
  /** Things to tell the person once: moderation notices, a new sign-in. Newest first. */
  alerts: Alert[];
  /** Files on their way, by `Media.key`. The same Map, replaced when something changes. */
  uploads: ReadonlyMap<string, Upload>;
}
export type Slice = keyof Slices;
export type Stop = () => void;

export interface Outgoing { text: string; entities?: Entity[]; reply?: number; silent?: boolean; poll?: PollDraft; markdown?: boolean; noPreview?: boolean; files?: FileDraft[]; sticker?: WireFile; at?: number; contact?: WireContact; place?: WirePlace }

/** A request the server declined (or `OFFLINE`: no connection; nothing was done). */
export class Refused extends Error {
  readonly code: string;
  readonly wait?: number;
  readonly field?: string;
  readonly why?: string;
  readonly facts: WireRefusal;
  constructor(facts: WireRefusal) {
    super(facts.msg || facts.c);
    this.code = facts.c;
    this.wait = facts.wait;
    this.field = facts.field;
    this.why = facts.why;
    this.facts = facts;
  }
}

// ── the core ─────────────────────────────────────────────────────────────────

export interface Core {
  /** The value now, without waiting. */
  peek<S extends Slice>(slice: S): Slices[S];
  /** Calls back at once with the value, then after every change (at most once per frame). */
  watch<S extends Slice>(slice: S, told: (value: Slices[S]) => void): Stop;

  /**
   * Opens a chat on screen: live interest, cached window at once, then the difference. `at`: the place to open (a seq);
   * without it, the first unread, else the end.
   * `thread`: only the comments under this message of a group. The returned stop closes it.
   */
  open(chat: number, told: (conversation: Conversation) => void, at?: number, thread?: number): Stop;
  older(chat: number): void;
  newer(chat: number): void;
  /** Moves the window to a message (a reply, a pin, a mention), or to the end with `jump(chat)`. Returns its number, greater than any before: the last wish counts. */
  jump(chat: number, seq?: number): number;
  /** Puts messages out of the window into `aside`. */
  peekMessages(chat: number, seqs: number[]): void;

  /** Any method of the protocol, as it is. Tokens in the answer sign this device in; they never reach the page (auth.* resolve with {}). */
  call<M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>>;

  /** Put into the outbox: shown at once, at the end, to which an open window goes; sent in order, kept over reloads. Resolves with the rid as soon as it is kept. */
  send(chat: number, message: Outgoing): Promise<string>;
  forward(from: number, seqs: number[], to: number, hide?: boolean): Promise<string>;
  retry(rid: string): void;
  discard(rid: string): void;
  /** Scheduled: straight to the server. One with files goes by `send` with `at`, so that they are brought there first, over reloads. */
  schedule(chat: number, message: Outgoing, at: number): Promise<void>;

  /** These show their effect at once and take it back when refused (the promise then rejects with Refused). */
  edit(chat: number, seq: number, text: string, entities?: Entity[]): Promise<void>;
  /** The server is told `ms` later, also after a reload; until then `keepAll` with the same seqs takes it back. */
  remove(chat: number, seqs: number[], forAll: boolean, ms?: number): Promise<void>;
  keepAll(chat: number, seqs: number[]): void;
  react(chat: number, seq: number, emoji: string | null): Promise<void>;
  vote(chat: number, seq: number, options: number[]): Promise<void>;
  pin(chat: number, seq: number, on: boolean): Promise<void>;
  chatset(chat: number, set: { mute?: number; pin?: number; archive?: boolean; unread?: boolean; folder?: number }): Promise<void>;

  /** Seen on screen up to here. Cheap to call often: only ever moves forward, sent at most once a second. */
  read(chat: number, seq: number): void;
  /** Channel posts seen on screen: counts views, folded. */
  seen(chat: number, seqs: number[]): void;
  typing(chat: number): void;
  /** Kept on this device at once and synced after a pause; an empty text takes it away. */
  draft(chat: number, draft: Draft): void;

  /** Creates (with a rid of its own) and resolves with the chat's id. */
  createChat(chat: { kind: ChatKind; user?: number; title?: string; about?: string; users?: number[]; public?: boolean; name?: string }): Promise<number>;
  /** Posts what a constructor offers: the n-th answer of this session. */
  postOffer(session: string, n: number, reply?: number): Promise<void>;
  report(report: Reported & { category: string; note?: string; seen?: string }): Promise<string>;
  /** Makes sure these people are in `people`. */
  need(users: number[]): void;
  /** The people on screen whose presence is worth hearing (≤ 100); replaces the last set. */
  watchPresence(users: number[]): void;

  /** Puts bytes aside for a send; resolves with their key once they would outlive a reload. */
  keepFile(bytes: Blob): Promise<string>;
  /** The bytes of a file that is being sent. */
  fileOf(key: string): Promise<Blob | undefined>;
  /** Sends a file that no message carries; resolves with its id on the server. */
  upload(bytes: Blob, kind: FileKind, name: string): Promise<string>;
  /** Not wanted after all: bytes that no message took. */
  dropFiles(keys: string[]): void;
  /** Renews the right to fetch media (a picture was refused); true when it may be tried again. */
  renewPass(): Promise<boolean>;
  traffic(): Promise<Traffic>;
  resetTraffic(): Promise<Traffic>;

  setSaver(on: boolean): void;
  dismiss(alert: number): void;
  /** Try to connect now (the person pressed "retry"). */
  reconnect(): void;
  /** A token for requests that the page makes itself: uploads of an export, fetching one. */
  access(): Promise<string>;
  signOut(): Promise<void>;
}

export type { WirePoll };
export type { Notice, OwnReport };
