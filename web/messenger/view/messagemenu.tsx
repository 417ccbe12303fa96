/** What one can do with a message. */
import { Icon } from "./icons";
import { type Item, showMenu } from "./Menu";
import { canDeleteForAll, canEdit, canPin, canPost, gist, hasRight, isTwo, may, May, mayForward, mayReport, nameOf, Right, waits } from "./names";
import { openEmoji, openForward, openReport, openVersions, openWho } from "./panels";
import { confirm } from "./Sheet";
import { t, tn } from "./say";
import { ask, type Chat, core, type Message } from "./state";
import { editing, pick, picked, reply, talk, wantFocus } from "./talk";
import { tell, toast } from "./Toast";

const UNDO_MS = 5000;
export const QUICK = ["👍", "❤️", "😂", "🔥", "😮", "😢", "🙏"];
/** Those this chat allows; all of them where it has chosen its own. */
const quick = (ch: Chat): string[] => (ch.flags["reactions"] as string[] | undefined) ?? QUICK;

async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"), undefined, 2000);
  } catch {
    toast(t("copy_failed"));
  }
}

/** Several as one text, each under its author's name. */
export async function copyMessages(ms: readonly Message[]): Promise<void> {
  const said = ms.filter((m) => m.text);
  await copy(said.length === 1 ? (said[0]?.text ?? "") : said.map((m) => (m.from ? `${nameOf(m.from)}:\n${m.text}` : m.text)).join("\n\n"));
  picked.value = null;
}

const SMALL = 100;
/** Whom may one ask about: readers of one's own words in a small group, and whoever reacted. */
const knowsWho = (ch: Chat, m: Message): boolean => ch.kind === "group" && ch.joined && (m.reactions.length > 0 || (m.mine && ch.members <= SMALL));

/** The address of a message, for those who may see it. */
export const linkTo = (ch: Chat, seq: number): string => (ch.username ? `${location.origin}/${ch.username}/${seq}` : `${location.origin}/c/${ch.id}/${seq}`);

export async function removeMessages(ch: Chat, ms: Message[]): Promise<void> {
  const all = ms.every((m) => canDeleteForAll(ch, m));
  const two = ch.kind === "dialog";
  const ask_ = all && !two && ch.kind !== "saved" ? undefined : all && two ? t("delete_also") : undefined;
  const forced = all && !two;
  const yes = await confirm({ title: tn("delete_n", ms.length), text: forced ? t("delete_for_all_text") : all ? t("delete_text") : t("delete_for_me_text"), yes: t("delete"), danger: true, ...(ask_ ? { extra: ask_ } : {}) });
  if (!yes) return;
  picked.value = null;
  const seqs = ms.map((m) => m.seq);
  toast(tn("deleted_n", seqs.length), { text: t("undo"), run: () => core.keepAll(ch.id, seqs) }, UNDO_MS);
  await tell(core.remove(ch.id, seqs, forced || yes.extra, UNDO_MS));
}

export function togglePin(ch: Chat, m: Message): void {
  void tell(core.pin(ch.id, m.seq, !ch.pinned.includes(m.seq)));
}

export function startEdit(m: Message): void {
  editing.value = m;
  wantFocus.value += 1;
}

export function messageMenu(place: Parameters<typeof showMenu>[0], ch: Chat, m: Message): void {
  if (picked.value) return pick(m.seq);
  const items: Item[] = [];
  if (!m.seq) {
    if (m.tick === "failed" && !waits(m)) items.push({ icon: "send", text: t("again"), run: () => core.retry(m.rid ?? ""), test: "retry" });
    if (m.text) items.push({ icon: "copy", text: t("copy"), run: () => void copy(m.text) });
    items.push({ icon: "bin", text: t("discard"), run: () => core.discard(m.rid ?? ""), danger: true, test: "discard" });
    return showMenu(place, items, t("message"));
  }
  const live = !m.removed && !m.service;
  if (live && canPost(ch)) items.push({ icon: "reply", text: t("reply"), run: () => reply(m), test: "reply" });
  if (live && canEdit(ch, m)) items.push({ icon: "pen", text: t("edit"), run: () => startEdit(m), test: "edit" });
  if (live && m.link && canEdit(ch, m)) items.push({ icon: "link", text: t("preview_remove"), run: () => void tell(ask("msg.preview", { c: ch.id, s: m.seq, on: 0 })), test: "preview-remove" });
  if (live && m.text && !ch.flags["protect"]) items.push({ icon: "copy", text: t("copy"), run: () => void copy(m.text), test: "copy" });
  if (!isTwo(ch)) items.push({ icon: "link", text: t("copy_link"), run: () => void copy(linkTo(ch, m.seq)), test: "copy-link" });
  if (live && mayForward(ch)) items.push({ icon: "forward", text: t("forward"), run: () => openForward(ch.id, [m.seq]), test: "forward" });
  if (live && canPin(ch)) items.push({ icon: "pin", text: ch.pinned.includes(m.seq) ? t("unpin") : t("pin"), run: () => togglePin(ch, m), test: "pin" });
  if (live && knowsWho(ch, m)) items.push({ icon: "eye", text: m.mine && ch.members <= SMALL ? t("seen_by") : t("reacted"), run: () => openWho(ch.id, m.seq), test: "who" });
  if (m.edited && live) items.push({ icon: "clock", text: t("versions"), run: () => openVersions(ch.id, m.seq), test: "versions" });
  if (m.poll && !m.poll.closed && (m.mine || hasRight(ch, Right.editOthers))) items.push({ icon: "poll", text: t("poll_close"), run: () => void tell(ask("poll.close", { c: ch.id, s: m.seq })), test: "poll-close" });
  items.push({ icon: "check", text: t("select"), run: () => { picked.value = new Set([m.seq]); }, test: "select" });
  if (mayReport(ch, m)) items.push({ icon: "flag", text: t("report"), run: () => openReport({ chat: ch.id, seq: m.seq, links: linksIn(m) }), line: true, test: "report" });
  if (ch.joined || m.mine) items.push({ icon: "bin", text: t("delete"), run: () => void removeMessages(ch, [m]), danger: true, line: m.mine, test: "delete" });
  const react = live && ch.joined && quick(ch).length && (isTwo(ch) || may(ch, May.react));
  showMenu(place, items, `${t("message")}: ${gist(m).slice(0, 40)}`, react ? (close) => (
    <div class="quickrx glyph" role="group" aria-label={t("react")}>
      {quick(ch).map((e) => <button key={e} aria-label={e} aria-pressed={m.myReaction === e} data-test="react" onClick={() => { close(); void tell(core.react(ch.id, m.seq, m.myReaction === e ? null : e)); }}>{e}</button>)}
      {ch.flags["reactions"] ? null : <button aria-label={t("more_reactions")} onClick={() => { close(); openEmoji(place, (e) => void tell(core.react(ch.id, m.seq, e))); }}><Icon name="plus" /></button>}
    </div>
  ) : undefined);
}

/** Links in a message that lead elsewhere, as they are written. */
function linksIn(m: Message): string[] {
  const said = m.entities.flatMap(([kind, at, size, to]) => (kind === "link" ? [String(to)] : kind === "url" ? [m.text.slice(Number(at), Number(at) + Number(size))] : []));
  return [...new Set(said)].filter((url) => !url.replace(/^https?:\/\//i, "").startsWith(location.host)).slice(0, 5);
}

/** The newest message of one's own that can still be edited. */
export function lastOwn(ch: Chat): Message | undefined {
  return [...(talk.value?.items ?? [])].reverse().find((m) => m.mine && canEdit(ch, m));
}
