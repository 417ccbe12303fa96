/** What one can do with a chat from outside: pin, mute, archive, folder, leave, report. */
import { type Item, showMenu } from "./Menu";
import { isMuted, isTwo, isUnread, mayReport, titleOf } from "./names";
import { openReport, openShared } from "./panels";
import { go, route } from "./route";
import { confirm } from "./Sheet";
import { t } from "./say";
import { ask, type Chat, chats, core, type Folder, folders } from "./state";
import { inFolder, withChat } from "./folders";
import { tell, toast } from "./Toast";

const set = (ch: Chat, change: Parameters<typeof core.chatset>[1]) => void tell(core.chatset(ch.id, change));
const FOREVER_MS = 100 * 365 * 86_400_000;

export function muteMenu(place: Parameters<typeof showMenu>[0], ch: Chat): void {
  const until = (ms: number) => () => set(ch, { mute: Date.now() + ms });
  showMenu(place, [
    { icon: "clock", text: t("mute_1h"), run: until(3_600_000) },
    { icon: "clock", text: t("mute_8h"), run: until(8 * 3_600_000) },
    { icon: "clock", text: t("mute_2d"), run: until(2 * 86_400_000) },
    { icon: "mute", text: t("mute_ever"), run: until(FOREVER_MS), test: "mute-ever" },
  ], t("mute"));
}

/** All of it is read, and what was put aside by hand is no more. */
export function markRead(ch: Chat): void {
  if (ch.unread) core.read(ch.id, ch.lastSeq);
  if (ch.marked) set(ch, { unread: false });
}

export async function leave(ch: Chat): Promise<void> {
  const dialog = isTwo(ch);
  const owner = ch.role === "owner" && !dialog;
  const yes = await confirm({ title: owner ? t("delete_chat_q") : dialog ? t("delete_dialog_q") : t("leave_q"), text: owner ? t("delete_chat_text") : titleOf(ch), yes: owner || dialog ? t("delete") : t("leave"), danger: true, ...(owner ? { typed: { label: t("type_title", { title: ch.title }), wanted: ch.title } } : {}) });
  if (!yes) return;
  const done = await tell(ask(owner || dialog ? "chat.delete" : "chat.leave", { c: ch.id }));
  if (done !== undefined && route.value.at === "chat" && route.value.c === ch.id) go("#/", true);
}

export function chatMenu(place: Parameters<typeof showMenu>[0], ch: Chat): void {
  const items: Item[] = [];
  if (ch.joined) {
    items.push(isUnread(ch)
      ? { icon: "tick2", text: t("mark_read"), run: () => markRead(ch), test: "mark-read" }
      : { icon: "chat", text: t("mark_unread"), run: () => set(ch, { unread: true }), test: "mark-unread" });
    items.push({ icon: "pin", text: ch.pinOrder ? t("unpin") : t("pin"), run: () => set(ch, { pin: ch.pinOrder ? 0 : nextPin() }), test: "pin-chat" });
    items.push(isMuted(ch)
      ? { icon: "sound", text: t("unmute"), run: () => set(ch, { mute: 0 }), test: "unmute" }
      : { icon: "mute", text: t("mute"), run: () => muteMenu(place, ch), test: "mute" });
    if (ch.pinOrder && pinned().length > 1) items.push(...pinMoves(ch));
    items.push({ icon: "box", text: ch.archived ? t("unarchive") : t("archive"), run: () => archive(ch), test: "archive" });
    if (isTwo(ch)) items.push({ icon: "picture", text: t("shared"), run: () => openShared(ch.id), test: "open-shared" });
    if (folders.value.length) items.push({ icon: "folder", text: t("to_folder"), run: () => folderMenu(place, ch), test: "to-folder" });
  }
  if (mayReport(ch)) items.push({ icon: "flag", text: t("report"), run: () => openReport({ chat: ch.id }), line: true, test: "report" });
  if (ch.joined) items.push({ icon: "out", text: isTwo(ch) ? t("delete_dialog") : ch.role === "owner" ? t("delete_chat") : t("leave"), run: () => void leave(ch), danger: true, test: "leave" });
  showMenu(place, items, titleOf(ch));
}

/** A newly pinned chat goes above those already pinned. */
const nextPin = (): number => Math.max(0, ...chats.value.map((ch) => ch.pinOrder)) + 1;

/** Pinned chats, the lowest first. */
const pinned = (): Chat[] => chats.value.filter((c) => c.pinOrder).sort((a, b) => a.pinOrder - b.pinOrder);

function pinMoves(ch: Chat): Item[] {
  const at = pinned().indexOf(ch) + 1;
  const items: Item[] = [];
  if (at < pinned().length) items.push({ icon: "up", text: t("pin_up"), run: () => set(ch, { pin: at + 1 }), test: "pin-up" });
  if (at > 1) items.push({ icon: "down", text: t("pin_down"), run: () => set(ch, { pin: at - 1 }), test: "pin-down" });
  return items;
}

/** Into the archive, or out of it; said, and taken back on request. */
export function archive(ch: Chat): void {
  const pin = ch.pinOrder;
  set(ch, { archive: !ch.archived });
  toast(t(ch.archived ? "unarchived_ok" : "archived_ok"), { text: t("undo"), run: () => set(ch, { archive: !!ch.archived, ...(pin ? { pin } : {}) }) });
}

function folderMenu(place: Parameters<typeof showMenu>[0], ch: Chat): void {
  const items: Item[] = folders.value.map((f) => {
    const on = inFolder(f, ch);
    return { icon: on ? "check" : "folder", text: f.title, run: () => void putInFolder(f, ch, !on), test: `folder-${f.id}` };
  });
  showMenu(place, items, t("to_folder"));
}

async function putInFolder(f: Folder, ch: Chat, put: boolean): Promise<void> {
  const done = await tell(ask("folder.set", { id: f.id, title: f.title, filters: withChat(f, ch, put) }));
  if (done !== undefined && !put && ch.folder === f.id) set(ch, { folder: 0 });
}
