/** The view's eyes and hands: the core's slices as signals, and nothing of its own that must be kept. */
import { computed, signal } from "@preact/signals";
import type { Account, Alert, Chat, Connection, Core, MethodName, Message, ParamsOf, ResultOf, Upload, User, WireChat, WireMessage, WireUser } from "../core/api";
import { mediaView } from "../core/api";

export type { Alert, Chat, Connection, Conversation, Core, Draft, Entity, FileDraft, Folder, Media, Message, Outgoing, Poll, Preview, Tick, User } from "../core/api";

export const connection = signal<Connection>({ state: "connecting", pending: 0 });
export const account = signal<Account>({ state: "unknown", settings: {}, folders: [], saver: false });
export const chats = signal<Chat[]>([]);
export const people = signal<ReadonlyMap<number, User>>(new Map());
export const alerts = signal<Alert[]>([]);
/** Files on their way from this device, by their keys. */
export const uploads = signal<ReadonlyMap<string, Upload>>(new Map());

export const me = computed(() => account.value.me);
export const folders = computed(() => account.value.folders);
const byId = computed(() => new Map(chats.value.map((ch) => [ch.id, ch])));

export let core: Core;

export function bind(to: Core): void {
  core = to;
  core.watch("connection", (v) => { connection.value = v; });
  core.watch("account", (v) => { account.value = v; });
  core.watch("chats", (v) => { chats.value = v; });
  core.watch("people", (v) => { people.value = v; });
  core.watch("alerts", (v) => { alerts.value = v; });
  core.watch("uploads", (v) => { uploads.value = v; });
}

export const chatOf = (id: number): Chat | undefined => byId.value.get(id);

let wanted = new Set<number>();
/** The person, if known; unknown ones are asked for and come later. */
export function userOf(id: number): User | undefined {
  const user = people.value.get(id);
  if (!user && id > 0) {
    if (!wanted.size) queueMicrotask(() => { const ids = [...wanted]; wanted = new Set(); core.need(ids); });
    wanted.add(id);
  }
  return user;
}

export const ask = <M extends MethodName>(method: M, params: ParamsOf<M>): Promise<ResultOf<M>> => core.call(method, params);

export const userFrom = (u: WireUser): User => ({
  id: u.u, name: u.cn || (u.n ?? ""), ...(u.un ? { username: u.un } : {}), ...(u.ab ? { about: u.ab } : {}), ...(u.ph ? { photo: u.ph } : {}), contact: !!u.co, blocked: !!u.bl, deleted: !!u.del, bot: !!u.bot, verified: !!u.ve,
});

/** What a search result or an invite tells of a chat that is not ours yet. */
export interface Glimpse { id: number; kind: Chat["kind"]; title: string; about: string; username: string; members: number; public: boolean; joined: boolean }
export const glimpseOf = (ch: WireChat): Glimpse => ({
  id: ch.c ?? 0, kind: ch.k, title: ch.ti ?? "", about: ch.ab ?? "", username: ch.un ?? "", members: ch.m ?? 0, public: !!ch.pu, joined: !!ch.ro && ["owner", "admin", "member"].includes(ch.ro),
});

/** A message of an answer that belongs to no window: what lists and the viewer need of it. */
export const messageFrom = (m: WireMessage): Message => ({
  key: `s${m.s}`, chat: m.c, seq: m.s, from: m.f, mine: m.f === me.value?.id, time: m.d, text: m.x ?? "", entities: m.en ?? [], kind: m.k ?? "text", version: m.v ?? 1,
  reactions: [], media: m.fl?.map(mediaView) ?? [], link: m.lp && { url: m.lp.u, ...(m.lp.si ? { site: m.lp.si } : {}), ...(m.lp.ti ? { title: m.lp.ti } : {}), ...(m.lp.fl ? { media: mediaView(m.lp.fl) } : {}) }, removed: !!m.rm,
});
