// What travels: the objects, events and answers of docs/protocol, with their short fixed keys. Types only.

export type EntityType =
  | 'head' | 'mark' | 'b' | 'i' | 'u' | 's' | 'code' | 'pre' | 'quote' | 'spoiler' | 'link' | 'mention' | 'name' | 'tag' | 'url' | 'email' | 'phone' | 'cmd';
/** [type, offset, length, data?]; offsets and lengths in UTF-16 units, as JavaScript strings have them. */
export type Entity = [EntityType, number, number, (string | number)?];
export type Reaction = [emoji: string, count: number];
export type ChatKind = 'saved' | 'dialog' | 'group' | 'channel';
export type Role = 'owner' | 'admin' | 'member' | 'left' | 'banned' | 'none' | '';

export interface WirePoll {
  id: number; q: string; o: [text: string, votes: number][];
  mu?: number; an?: number; n?: number; my?: number[]; cl?: number; qa?: number;
}
export interface WireSource { c?: number; s?: number; f?: number; n?: string; d?: number }
/** A contact card: a name, and a number or an account. */
export interface WireContact { n: string; ph?: string; u?: number }
/** A place, in degrees. */
export interface WirePlace { lat: number; lon: number; ti?: string }
/** One button under a bot's message: `x` its words; `u` where a link leads, `p` what is copied, `i` positive or negative, `q` quick, `ti` `ab` of the chat it makes. */
export interface WireButton { k: 'callback' | 'link' | 'request_contact' | 'request_geo_location' | 'message' | 'clipboard' | 'chat' | 'open_app'; x: string; ti?: string; ab?: string; u?: string; p?: string; i?: string; q?: number }
export interface WireCommand { n: string; ab?: string }
export interface WireMessage {
  c: number; s: number; ev: number; f: number; d: number;
  x?: string; en?: Entity[]; re?: number; fw?: WireSource; k?: string; v?: number; ed?: number; si?: number;
  rx?: Reaction[]; my?: string; vw?: number; po?: WirePoll; sv?: ServicePayload; me?: number; an?: string;
  rid?: string; rm?: number; why?: string; im?: number;
  fl?: WireFile[]; ct?: WireContact; lo?: WirePlace; lp?: WirePreview; cm?: number; th?: number; fc?: number; kb?: WireButton[][]; vi?: number;
}
/** What a constructor answered last: messages ready to be posted, and how it is asked on. */
export interface WireOffered { x?: string; en?: Entity[]; fl?: WireFile[]; ct?: WireContact; lo?: WirePlace; kb?: WireButton[][] }
export interface WireOffer { msgs?: WireOffered[]; kb?: WireButton[][]; hi?: string; pl?: string; in?: number }
export type FileKind = 'photo' | 'video' | 'loop' | 'voice' | 'round' | 'audio' | 'file' | 'sticker';
/** `st` absent: ready, 1: processing, 2: failed. `vs`: what `/f/ID/NAME` serves: name, width, height, bytes. `th`: ThumbHash; `wf`: 64 steps of 5 bits. */
export interface WireFile {
  id: string; k: FileKind; sz?: number; mi?: string; n?: string; w?: number; h?: number; du?: number; th?: string; wf?: string; st?: number;
  vs?: [name: string, width: number, height: number, size: number][];
}
export interface WireSticker { fl: WireFile; e?: string }
export interface WirePack { id: string; ti: string; ow?: number; st?: WireSticker[] }
export interface WirePreview { u: string; si?: string; ti?: string; x?: string; fl?: WireFile }
/** What a service message tells (`k` says what); ids and texts only. */
export interface ServicePayload { k: string; [field: string]: string | number | number[] | undefined }
export interface WireDraft { x?: string; en?: Entity[]; re?: number; d?: number }
/** The viewer's own part of a chat. */
export interface WireOwn {
  ro?: Role; ri?: number; de?: number; deu?: number; rd?: number; ord?: number; un_?: number; me_?: number;
  mu?: number; pi?: number; ar?: number | boolean; um?: number; fo?: number; dr?: WireDraft | null;
}
export interface WireChat extends WireOwn {
  c: number; k: ChatKind; ti?: string; ab?: string; ph?: string; un?: string; pu?: number; m?: number; ow?: number;
  s?: number; ev?: number; ts?: number; slow?: number; pm?: number; fl?: Record<string, unknown>; st?: string; pe?: number; first?: number;
  la?: WireMessage | null; pin?: number[]; hf?: number; li?: number; lim?: number; lsl?: number;
}
export interface WireUser {
  u: number; n?: string; un?: string; ab?: string; ph?: string; ls?: number; on?: number; bot?: number; ve?: number; co?: number; cn?: string; bl?: number; del?: number; im?: number;
  phone?: string; role?: string; pw?: number;
}
/** An event frame. Fields depend on `t`; the reducer reads them with care. */
export interface WireEvent { t: string; c?: number; ev?: number; [field: string]: unknown }
export interface WireRefusal { c: string; msg?: string; wait?: number; field?: string; why?: string; [fact: string]: unknown }
export interface WireReply { i: number; r?: unknown; x?: WireRefusal }
export interface Tokens { access: string; refresh: string; user?: number; expires?: number }
export interface WireSync {
  epoch: string; now: number; pts: number; us?: WireEvent[]; chats?: WireChat[]; dirty?: [chat: number, ev: number, seq: number][]; more?: boolean; full?: boolean;
}
export type WireDiff = { evs: WireEvent[]; ev: number; more?: boolean; too_long?: undefined } | { too_long: true; ev: number; s: number };
export type WireUserDiff = { us: WireEvent[]; pts: number; more?: boolean; too_long?: undefined } | { too_long: true; pts: number };

/** `hl`: [offset, length] where the text answers. `near`: nothing had these words, these are like them. */
export interface WireHits { hits: { m: WireMessage; hl?: [number, number][] }[]; near?: number; next?: string }
export interface Session { id: number | string; device: string; address?: string; created: number; seen: number; current?: boolean | number }
export interface MemberRow { u: number; ro: Role; ri?: number; ti?: string; de?: number; deu?: number; joined?: number; by?: number; until?: number; reason?: string; d?: number }
export interface Invite { token: string; url: string; by?: number; d?: number; title?: string; expires?: number; limit?: number; uses?: number; approval?: boolean | number; revoked?: number }
export interface ReportNode { key: string; label: string; hint?: string; children?: ReportNode[] }
/** Plain text in the person's language, and what was done. */
export interface Statement { title: string; outcome: string; about?: string; rule?: string; exception?: string; ref?: string; facts?: string; automation?: string; territory?: string; limits?: string[]; until?: number; strikes?: string; appeal?: string }
export interface OwnReport { receipt: string; d: number; category: string; label: string; kind: 'message' | 'chat' | 'account' | 'link' | 'sticker'; c?: number; s?: number; u?: number; ref?: string; outcome?: 'acted' | 'no_violation' }
export interface Notice { id: string; audience: 'affected' | 'reporter'; d: number; body: Statement; appeal?: 'filed' | 'upheld' | 'overturned'; can_appeal?: boolean }
export type WordAct = 'warn' | 'hold' | 'delete';
export interface WordRule { id: string; x: string; act: WordAct }
/** How a chat guards itself; `until`: everybody who comes has to ask before that. */
export interface Guarded { raid: number; until: number; words: WordRule[]; held: number }
export interface HeldPost { id: string; u: number; d: number; x: string; word?: string; fl?: WireFile[]; po?: WirePoll }
/** An import or export that was asked for; see docs/protocol/moving.md. */
export interface Move {
  id: number; k: 'import' | 'export'; st: string; d: number; done?: number; total?: number; c?: number; sz?: number; expires?: number; why?: string;
  report?: { chats?: number; messages?: number; known?: number; people?: number; files?: number; missing?: number; skipped?: number; refused?: Record<string, number>; found?: FoundChat[] };
}
/** A chat of an export that may come: its id there, title, kind, messages. */
export interface FoundChat { x: number; ti?: string; k: ChatKind; n: number }
/** Somebody known from one's imports only. */
export interface KnownPerson { p: number; n: string; m?: number; match?: WireUser; offered?: WireUser }
export interface LogEntry { id: number; d: number; u: number; k: string; target: number; data: Record<string, unknown> }
export interface Stats {
  days: [day: number, members: number, joins: number, leaves: number, posts: number, views: number, reactions: number][];
  top: WireMessage[]; posts: number; views: number; forwards: number; muted: [number, number];
}
export interface Planned { id: number; c: number; at: number; x: string; en?: Entity[]; re?: number; si?: number; po?: WirePoll; fl?: WireFile[]; ct?: WireContact; lo?: WirePlace; err?: string }
export interface Folder { id: number; title: string; position?: number; filters?: Filters }
export interface Filters { kinds?: ChatKind[]; include?: number[]; exclude?: number[] }
export interface Privacy { find_by_phone?: Audience; last_seen?: Audience; add_to_groups?: Audience }
export type Audience = 'all' | 'contacts' | 'nobody';
type None = Record<string, never>;
type C = { c: number };

/** Every method of the protocol: parameters and result. */
export interface Methods {
  'auth.start': [{ phone?: string; email?: string; device?: string; lang?: string }, { id: string; channel: string; len: number; wait: number }];
  'auth.code': [{ id: string; code: string }, Tokens];
  'auth.password': [{ id: string; password: string }, Tokens];
  'auth.name': [{ id: string; name: string }, Tokens];
  'auth.refresh': [{ refresh: string }, Tokens];
  'auth.logout': [None, None];
  'auth.passkey.begin': [{ device?: string }, { id: string; options: unknown }];
  'auth.passkey.finish': [{ id: string; credential: unknown }, Tokens];
  'passkey.add.begin': [None, { id: string; options: unknown }];
  'passkey.add.finish': [{ id: string; credential: unknown; label: string }, unknown];
  'passkey.list': [None, { passkeys: { id: number | string; label: string; created: number; seen?: number }[] }];
  'passkey.remove': [{ id: number | string }, None];
  'auth.qr.create': [{ device?: string }, { id: string; secret: string; url: string; svg: string; expires: number }];
  'auth.qr.poll': [{ id: string; secret: string }, { wait: true } | Tokens];
  'auth.qr.accept': [{ url: string }, { device: string }];
  'sessions.list': [None, { sessions: Session[] }];
  'sessions.revoke': [{ id: number | string } | { all: true }, None];
  '2fa.set': [{ password?: string; old?: string; hint?: string }, None];
  'account.delete': [{ password?: string; chats?: boolean }, None];
  'me.get': [None, WireUser];
  'me.photo': [{ file: string | null }, WireUser];
  'me.edit': [{ name?: string; about?: string; lang?: string }, WireUser];
  'name.check': [{ name: string; c?: number }, { free: boolean; why?: string }];
  'name.set': [{ name: string; c?: number }, None];
  'user.get': [{ u: number[] } | { name: string }, { users: WireUser[] }];
  'contact.list': [None, { users: WireUser[] }];
  'contact.set': [{ u: number; name?: string }, { users: WireUser[] }];
  'contact.remove': [{ u: number }, { users: WireUser[] }];
  'contact.import': [{ phones: string[] }, { users: WireUser[] }];
  'block.set': [{ u: number; on: boolean }, None];
  'block.list': [None, { users: WireUser[] }];
  'privacy.get': [None, Privacy];
  'privacy.set': [Privacy, Privacy];
  'settings.get': [None, Record<string, unknown>];
  'settings.set': [{ patch: Record<string, unknown> }, Record<string, unknown>];
  'presence.sub': [{ u: number[] }, { users: { u: number; on?: number; ls?: number }[] }];
  'sync': [{ pts: number; epoch: string; window?: number; since?: number; known?: [number, number][]; open?: number }, WireSync];
  'user.diff': [{ pts: number }, WireUserDiff];
  'chats.list': [{ before?: unknown; folder?: number; archived?: boolean; limit?: number }, { chats: WireChat[]; next?: unknown }];
  'chat.diff': [{ c: number; ev: number; limit?: number }, WireDiff];
  'chat.open': [C, { ch: WireChat; msgs?: WireMessage[] }];
  'chat.close': [C, None];
  'chat.get': [C | { name: string } | { u: number }, { ch: WireChat }];
  'chat.create': [{ k: ChatKind; rid: string; u?: number; title?: string; about?: string; users?: number[]; public?: boolean; name?: string }, { ch: WireChat }];
  'chat.edit': [{ c: number; photo?: string | null; title?: string; about?: string; name?: string; public?: boolean; slow?: number; pm?: number; protect?: boolean; hide_history?: boolean;
    sign?: boolean; reactions?: string[]; join_requests?: boolean; linked?: number }, { ch: WireChat }];
  'chat.common': [{ u: number }, { chats: WireChat[] }];
  'chat.join': [C | { name: string }, { ch?: WireChat; asked?: true }];
  'chat.leave': [C, None];
  'chat.delete': [C, None];
  'invite.create': [{ c: number; title?: string; expires?: number; limit?: number; approval?: boolean }, Invite];
  'invite.list': [C, { invites: Invite[] }];
  'invite.members': [{ token: string; after?: string }, { members: { u: number; joined: number }[]; next?: string }];
  'invite.qr': [{ token: string }, { url: string; svg: string }];
  'invite.revoke': [{ token: string }, unknown];
  'invite.peek': [{ token: string }, { ch: WireChat }];
  'invite.accept': [{ token: string; note?: string }, { ch?: WireChat; asked?: true }];
  'guard.get': [C, Guarded];
  'guard.raid': [{ c: number; raid?: number; end?: boolean }, None];
  'guard.word': [{ c: number; x: string; act: WordAct }, WordRule];
  'guard.unword': [{ c: number; id: string }, None];
  'held.list': [C, { posts: HeldPost[] }];
  'held.decide': [{ c: number; id: string; ok: boolean }, None];
  'joinreq.list': [C, { requests: { u: number; note?: string; d?: number }[] }];
  'joinreq.decide': [{ c: number; u: number; ok: boolean }, unknown];
  'member.list': [{ c: number; filter?: 'all' | 'admins' | 'banned' | 'restricted'; q?: string; after?: unknown; limit?: number }, { members: MemberRow[]; next?: unknown }];
  'member.add': [{ c: number; u: number[] }, { added: number[]; skipped: [user: number, why: string][] }];
  'member.remove': [{ c: number; u: number }, None];
  'member.ban': [{ c: number; u: number; until?: number; reason?: string; wipe?: boolean }, None];
  'member.unban': [{ c: number; u: number }, None];
  'member.restrict': [{ c: number; u: number; deny: number; until?: number }, None];
  'member.promote': [{ c: number; u: number; rights: number; title?: string }, None];
  'owner.transfer': [{ c: number; u: number; password?: string }, None];
  'log.list': [{ c: number; before?: number; limit?: number; u?: number; k?: string[] }, { entries: LogEntry[] }];
  'stats.get': [{ c: number; days?: number }, Stats];
  'msg.send': [{ c: number; rid: string; x: string; en?: Entity[]; re?: number; si?: number; at?: number; po?: PollDraft; md?: number; np?: number; fl?: string[]; ct?: WireContact; lo?: WirePlace }, { s: number; ev: number; d: number } | { sched: number }];
  'msg.forward': [{ from: number; s: number[]; to: number; rid: string; hide?: boolean }, { s: number[]; ev: number[]; d: number }];
  'msg.edit': [{ c: number; s: number; x: string; en?: Entity[]; v: number }, { v: number; ev: number; ed: number }];
  'msg.delete': [{ c: number; s: number[]; all?: boolean }, None];
  'msg.history': [{ c: number; from?: number; dir?: 'up' | 'down' | 'around'; n?: number }, { msgs: WireMessage[]; top: boolean; bottom: boolean }];
  'thread.history': [{ c: number; s: number; from?: number; dir?: 'up' | 'down'; n?: number },
    { c: number; s: number; post: [chat: number, seq: number]; comments: number; root?: WireMessage; msgs: WireMessage[]; top: boolean; bottom: boolean }];
  'msg.get': [{ c: number; s: number[] }, { msgs: WireMessage[] }];
  'msg.versions': [{ c: number; s: number }, { versions: { v: number; x: string; en?: Entity[]; d?: number }[] }];
  'msg.who': [{ c: number; s: number; after?: number }, { rx: [user: number, emoji: string][]; read?: number[]; next?: number }];
  'poll.who': [{ c: number; s: number; after?: number }, { votes: [user: number, options: number[]][]; next?: number }];
  'msg.read': [{ c: number; s: number }, { un_: number; me_: number }];
  'msg.views': [{ c: number; s: number[] }, { v: [number, number][] }];
  'msg.mentions': [C, { s: number[] }];
  'msg.react': [{ c: number; s: number; e: string | null }, { rx: Reaction[] }];
  'msg.pin': [{ c: number; s: number; silent?: boolean }, None];
  'msg.unpin': [{ c: number; s: number }, None];
  'msg.typing': [{ c: number; k?: 'text' | 'voice' | 'stop' }, None];
  'poll.vote': [{ c: number; s: number; o: number[] }, { po: WirePoll }];
  'poll.close': [{ c: number; s: number }, { po: WirePoll }];
  'draft.set': [{ c: number; x?: string; en?: Entity[]; re?: number }, None];
  'sched.list': [C, { items: Planned[] }];
  'sched.edit': [{ id: number; x?: string; en?: Entity[]; at?: number }, Planned];
  'sched.cancel': [{ id: number }, None];
  'sched.now': [{ id: number }, None];
  'chatset': [{ c: number; mute?: number; pin?: number; archive?: boolean; unread?: boolean; folder?: number }, None];
  'folder.list': [None, { folders: Folder[] }];
  'folder.set': [{ id?: number; title: string; filters?: Filters }, { folders: Folder[] }];
  'folder.order': [{ order: number[] }, { folders: Folder[] }];
  'folder.remove': [{ id: number }, { folders: Folder[] }];
  'sticker.create': [{ title: string }, { pack: WirePack }];
  'sticker.add': [{ pack: string; file: string; e?: string }, { pack: WirePack }];
  'sticker.remove': [{ pack: string; file: string }, { pack: WirePack }];
  'sticker.edit': [{ pack: string; title?: string; order?: string[] }, { pack: WirePack }];
  'sticker.delete': [{ pack: string }, None];
  'sticker.list': [{ pack?: string; file?: string }, { packs: WirePack[] }];
  'sticker.install': [{ pack: string; on?: boolean }, None];
  'sticker.order': [{ order: string[] }, None];
  'search.media': [{ c: number; kind: 'media' | 'files' | 'voice' | 'links' | 'audio'; before?: number; limit?: number }, { msgs: WireMessage[]; next?: number }];
  'search.chat': [{ c: number; q?: string; from?: number; kind?: string; since?: number; until?: number; cursor?: string; limit?: number }, WireHits];
  'search.all': [{ q: string; cursor?: string; limit?: number }, WireHits & { chats: WireChat[] }];
  'search.date': [{ c: number; d: number }, { s: number }];
  'search.public': [{ q: string; limit?: number }, { chats: WireChat[]; users: WireUser[] }];
  'msg.preview': [{ c: number; s: number; on: 0 | 1 }, None];
  'push.key': [None, { key: string }];
  'push.sub': [{ endpoint: string; p256dh: string; auth: string }, None];
  'push.unsub': [{ endpoint: string }, None];
  'push.test': [{ lang?: string }, { sent: number }];
  'report.tree': [{ lang?: string }, { ver: number | string; tree: ReportNode[] }];
  'report.open': [{ lang?: string; c?: number; s?: number; l?: string; u?: number; t?: string; k?: string }, { ver: number | string; tree: ReportNode[]; seen?: string }];
  'report.create': [{ rid: string; c?: number; s?: number; l?: string; u?: number; t?: string; k?: string; also?: number[]; category: string; note?: string; seen?: string }, { receipt: string }];
  'report.list': [{ lang?: string }, { reports: OwnReport[] }];
  'export.start': [{ c?: number; media?: boolean }, { id: number }];
  'export.status': [None, { moves: Move[] }];
  'export.drop': [{ id: number }, None];
  'import.look': [{ id: number }, None];
  'import.start': [{ id: number; only?: number[] }, None];
  'import.status': [None, { moves: Move[] }];
  'import.drop': [{ id: number }, None];
  'import.people': [None, { people: KnownPerson[] }];
  'import.offer': [{ p: number; u: number }, { mine: boolean }];
  'claim.list': [None, { claims: { p: number; n: string; by: WireUser; m?: number }[] }];
  'claim.answer': [{ p: number; ok: boolean }, None];
  'bot.start': [{ u: number; p?: string }, { c: number }];
  'bot.press': [{ c: number; s: number; row: number; col: number }, { c?: number; url?: string }];
  'bot.info': [{ u: number }, { cmds: WireCommand[]; about: string; all: number; con?: number }];
  'bot.list': [C, { bots: { u: number; cmds: WireCommand[]; con?: number }[] }];
  'construct.open': [{ c: number; u: number }, { id: string }];
  'construct.get': [{ id: string }, { n: number; offer: WireOffer }];
  'construct.say': [{ id: string; x?: string; en?: Entity[]; fl?: string[]; ct?: WireContact; lo?: WirePlace }, None];
  'construct.press': [{ id: string; n: number; row: number; col: number }, None];
  'construct.post': [{ id: string; n: number; rid: string; re?: number }, { s: number[]; ev: number[]; d: number }];
  'construct.end': [{ id: string }, None];
  'notice.list': [None, { notices: Notice[] }];
  'notice.appeal': [{ id: string; text?: string }, unknown];
}
export type MethodName = keyof Methods;
export type ParamsOf<M extends MethodName> = Methods[M][0];
export type ResultOf<M extends MethodName> = Methods[M][1];
export interface PollDraft { q: string; o: string[]; mu?: number; an?: number; qa?: number }
