/** What a chat is called here, and what this person may do in it. */
import type { Chat, Message } from "./state";
import { me, userOf } from "./state";
import type { IconName } from "./icons";
import { count, maybe, t, tn } from "./say";

/** Bits of member permissions (`pm`, `de`). */
export const May = { SEND: 1, MEDIA: 2, POLLS: 4, LINKS: 8, REACT: 16, ADD_PEOPLE: 32, PIN: 64, CHANGE_INFO: 128 } as const;
/** Bits of an administrator's rights (`ri`). */
export const Right = { CHANGE_INFO: 1, POST: 2, EDIT_OTHERS: 4, DELETE_OTHERS: 8, BAN: 16, INVITE: 32, PIN: 64, ADD_ADMINS: 128, ANONYMOUS: 256, SEE_LOG: 512 } as const;

export const nameOf = (u: number): string => {
  const user = userOf(u);
  if (!user) return "…";
  return user.del ? t("deleted_account") : user.n;
};

export function titleOf(ch: Chat): string {
  if (ch.k === "saved") return t("saved");
  if (ch.k === "dialog") return ch.pe ? nameOf(ch.pe) : (ch.ti ?? "");
  return ch.ti ?? "";
}

/** The number that gives a chat its colour. */
export const colourOf = (ch: Chat): number => ch.pe ?? ch.c;
export const iconOf = (ch: Chat): IconName | undefined => (ch.k === "saved" ? "save" : undefined);
export const isMember = (ch: Chat): boolean => ch.k === "dialog" || ch.k === "saved" || (!!ch.ro && !["left", "banned", "none"].includes(ch.ro));
export const isAdmin = (ch: Chat): boolean => ch.ro === "owner" || ch.ro === "admin";
export const hasRight = (ch: Chat, bit: number): boolean => ch.ro === "owner" || (ch.ro === "admin" && ((ch.ri ?? 0) & bit) !== 0);

export function may(ch: Chat, bit: number): boolean {
  if (ch.k === "dialog" || ch.k === "saved" || isAdmin(ch)) return true;
  const denied = ch.deu && ch.deu < Date.now() ? 0 : (ch.de ?? 0);
  return ((ch.pm ?? 0) & bit) !== 0 && (denied & bit) === 0;
}

export function canPost(ch: Chat): boolean {
  if (!isMember(ch)) return false;
  return ch.k === "channel" ? hasRight(ch, Right.POST) : may(ch, May.SEND);
}
export const canPin = (ch: Chat): boolean => isMember(ch) && (ch.k === "channel" ? hasRight(ch, Right.PIN) : hasRight(ch, Right.PIN) || may(ch, May.PIN));
export const canEdit = (ch: Chat, m: Message): boolean => !m.rm && m.k !== "svc" && !m.fw && !m.po && (m.f === me.value?.u || (m.f === 0 && hasRight(ch, Right.EDIT_OTHERS)));
export const canDeleteForAll = (ch: Chat, m: Message): boolean => m.f === me.value?.u || ch.k === "dialog" || ch.k === "saved" || hasRight(ch, Right.DELETE_OTHERS);
export const canEditInfo = (ch: Chat): boolean => ch.k === "group" || ch.k === "channel" ? hasRight(ch, Right.CHANGE_INFO) || (ch.k === "group" && may(ch, May.CHANGE_INFO) && isMember(ch)) : false;

export const membersLine = (ch: Chat): string => tn(ch.k === "channel" ? "subscribers" : "members", ch.m ?? 0, { n: count(ch.m ?? 0) });

/** One line for a list: what a message says, without its formatting. */
export function gist(m: Message): string {
  if (m.rm) return t("removed_short");
  if (m.k === "svc") return serviceText(m);
  if (m.po) return `📊 ${m.po.q}`;
  return (m.x ?? "").replace(/\s+/g, " ").slice(0, 160);
}

/** What happened, said in words: a service message. */
export function serviceText(m: Message): string {
  const sv = m.sv ?? { k: "" };
  const ids = (Array.isArray(sv["us"]) ? sv["us"] : sv["u"] ? [sv["u"]] : []) as number[];
  const facts = { who: m.f ? nameOf(m.f) : "", whom: ids.map(nameOf).join(", "), what: String(sv["ti"] ?? sv["x"] ?? sv["title"] ?? "") };
  const key = maybe(`svc_${sv.k}`);
  return key ? key.replace(/\{(\w+)\}/g, (_, k: keyof typeof facts) => facts[k] ?? "") : t("svc_other");
}
