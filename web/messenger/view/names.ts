/** What a chat is called here, and what this person may do in it. */
import { Limit, May, Right } from "../core/api";
import type { IconName } from "./icons";
import { count, maybe, t, tn } from "./say";
import { type Chat, me, type Message, type Preview, type Tick, userOf } from "./state";
import { talk } from "./talk";

export { May, Right };

export const nameOf = (id: number): string => {
  const user = userOf(id);
  if (!user) return "…";
  return user.deleted ? t("deleted_account") : user.name;
};

export function titleOf(ch: Chat): string {
  if (ch.kind === "saved") return t("saved");
  return ch.kind === "dialog" && ch.peer ? nameOf(ch.peer) : ch.title;
}

/** The number that gives a chat its colour. */
export const colourOf = (ch: Chat): number => ch.peer ?? ch.id;
export const iconOf = (ch: Chat): IconName | undefined => (ch.kind === "saved" ? "save" : undefined);
export const isTwo = (ch: Chat): boolean => ch.kind === "dialog" || ch.kind === "saved";
export const isAdmin = (ch: Chat): boolean => ch.role === "owner" || ch.role === "admin";
export const isMuted = (ch: Chat): boolean => ch.muteUntil === -1 || ch.muteUntil > Date.now();

/** Something here waits to be read, or was put aside for later by hand. */
export const isUnread = (ch: Chat): boolean => ch.unread > 0 || ch.marked;

export const hasRight = (ch: Chat, bit: number): boolean => ch.role === "owner" || (ch.role === "admin" && (ch.rights & bit) !== 0);
export const may = (ch: Chat, bit: number): boolean => isTwo(ch) || isAdmin(ch) || (ch.may & bit) !== 0;

/** Not a member of this public discussion group, but free to comment there. */
export const isGuest = (ch: Chat): boolean => !ch.joined && ch.kind === "group" && ch.public && !!ch.linked && !!talk.value?.thread;
export const canPost = (ch: Chat): boolean => (ch.joined || isGuest(ch)) && !ch.state && (ch.kind === "channel" ? hasRight(ch, Right.post) : may(ch, May.send));
/** Not of oneself: neither of one's own words, nor of the posts of a channel that one owns, nor of such a chat. */
export const mayReport = (ch: Chat, m?: Message): boolean => ch.kind !== "saved" && (m ? !m.mine && !m.removed && !(m.from === 0 && ch.role === "owner") : ch.role !== "owner");
/** May what is said there be carried elsewhere? */
export const mayForward = (ch: Chat): boolean => !ch.flags["protect"] && !(ch.limits & Limit.noForwards);
/** May words and files be taken out of this chat? */
export const mayCopy = (ch: Chat): boolean => !ch.flags["protect"] || isAdmin(ch);
export const canPin = (ch: Chat): boolean => ch.joined && (hasRight(ch, Right.pin) || (ch.kind !== "channel" && may(ch, May.pin)));
export const canEdit = (ch: Chat, m: Message): boolean => m.seq > 0 && !m.removed && m.kind === "text" && !m.source && (!!m.text || m.media.some((each) => each.kind !== "sticker" && each.kind !== "voice" && each.kind !== "round")) && (m.mine || (ch.kind === "channel" && hasRight(ch, Right.editOthers)));
export const canDeleteForAll = (ch: Chat, m: Message): boolean => m.mine || isTwo(ch) || hasRight(ch, Right.deleteOthers);
export const canEditInfo = (ch: Chat): boolean => !isTwo(ch) && ch.joined && (hasRight(ch, Right.changeInfo) || (ch.kind === "group" && may(ch, May.changeInfo)));

export const membersLine = (ch: { kind: Chat["kind"]; members: number }): string => tn(ch.kind === "channel" ? "subscribers" : "members", ch.members, { n: count(ch.members) });

const MARKS: Record<string, string> = { photo: "🖼", album: "🖼", video: "🎞", loop: "🎞", voice: "🎤", round: "🎥", audio: "🎵", file: "📎", sticker: "🏷", contact: "👤", place: "📍" };

function carriedBy(m: Message): Preview["carries"] {
  const first = m.media[0]?.kind;
  if (!first) return m.contact ? "contact" : m.place ? "place" : undefined;
  return m.media.length > 1 && (first === "photo" || first === "video") ? "album" : first;
}

/** One line for a list: what a message says, without its formatting. */
export function gist(m: Message | Preview): string {
  if (m.removed) return t("removed_short");
  if (m.service) return serviceText(m);
  const poll = typeof m.poll === "string" ? m.poll : m.poll?.question;
  const what = "media" in m ? carriedBy(m) : m.carries;
  if (what) {
    const name = "media" in m ? (what === "file" || what === "audio" ? m.media[0]?.name : "") : m.file;
    return `${MARKS[what] ?? "📎"} ${m.text.replace(/\s+/g, " ").slice(0, 160) || name || t(`kind_${what}`)}`;
  }
  return poll ? `📊 ${poll}` : m.text.replace(/\s+/g, " ").slice(0, 160);
}

/** What happened, said in words: a service message. */
export function serviceText(m: Pick<Message, "from" | "service">): string {
  const sv = m.service ?? { k: "" };
  const u = Number(sv["u"] ?? 0);
  const many = Number(sv["n"] ?? 1);
  const who = !m.from ? t("the_channel") : m.from === me.value?.id ? t("you") : nameOf(m.from);
  const whom = !u ? "" : u === me.value?.id ? t("you_them") : nameOf(u);
  const facts = { who, whom: many > 1 ? tn("and_others", many - 1, { whom }) : whom, what: String(sv["ti"] ?? "") };
  const words = maybe(`svc_${sv.k}`) ?? t("svc_other");
  return words.replace(/\{(\w+)\}/g, (_, key: keyof typeof facts) => facts[key] ?? "");
}

/** Kept by the server until somebody has looked at it: nothing to be done. */
export const waits = (m: Message): boolean => m.failure?.["reason"] === "post.held";

/** What the mark beside one's own message says: what is held waits, and has not failed. */
export const tickOf = (m: Message): Tick | undefined => (waits(m) ? "waiting" : m.tick);
