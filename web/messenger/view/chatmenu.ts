/** What one can do with a chat from outside: pin, mute, archive, folder, leave, report. */
import { type Item, showMenu } from "./Menu";
import { isMember, titleOf } from "./names";
import { openReport } from "./panels";
import { back, route } from "./route";
import { confirm } from "./Sheet";
import { t } from "./say";
import { ask, type Chat, folders, markRead, me } from "./state";
import { tell } from "./Toast";

const set = (c: number, change: Record<string, unknown>) => void tell(ask("chatset", { c, ...change }));
const FOREVER_MS = 100 * 365 * 86_400_000;

export function muteMenu(place: Parameters<typeof showMenu>[0], ch: Chat): void {
  const until = (ms: number) => () => set(ch.c, { mute: Date.now() + ms });
  showMenu(place, [
    { icon: "clock", text: t("mute_1h"), run: until(3_600_000) },
    { icon: "clock", text: t("mute_8h"), run: until(8 * 3_600_000) },
    { icon: "clock", text: t("mute_2d"), run: until(2 * 86_400_000) },
    { icon: "mute", text: t("mute_ever"), run: until(FOREVER_MS), test: "mute-ever" },
  ], t("mute"));
}

export async function leave(ch: Chat): Promise<void> {
  const dialog = ch.k === "dialog" || ch.k === "saved";
  const owner = ch.ow === me.value?.u && !dialog;
  const yes = await confirm({ title: owner ? t("delete_chat_q") : dialog ? t("delete_dialog_q") : t("leave_q"), text: owner ? t("delete_chat_text") : titleOf(ch), yes: owner || dialog ? t("delete") : t("leave"), danger: true });
  if (!yes) return;
  const done = await tell(ask(owner || dialog ? "chat.delete" : "chat.leave", { c: ch.c }));
  if (done !== undefined && route.value.at === "chat" && route.value.c === ch.c) back();
}

export function chatMenu(place: Parameters<typeof showMenu>[0], ch: Chat): void {
  const muted = (ch.mu ?? 0) > Date.now();
  const items: Item[] = [];
  if (isMember(ch)) {
    if (ch.un_) items.push({ icon: "tick2", text: t("mark_read"), run: () => markRead(ch.c, ch.s ?? 0), test: "mark-read" });
    items.push({ icon: "pin", text: ch.pi ? t("unpin") : t("pin"), run: () => set(ch.c, { pin: !ch.pi }), test: "pin-chat" });
    items.push(muted
      ? { icon: "sound", text: t("unmute"), run: () => set(ch.c, { mute: 0 }), test: "unmute" }
      : { icon: "mute", text: t("mute"), run: () => muteMenu(place, ch), test: "mute" });
    items.push({ icon: "box", text: ch.ar ? t("unarchive") : t("archive"), run: () => set(ch.c, { archive: !ch.ar }), test: "archive" });
    if (folders.value.length) items.push({ icon: "folder", text: t("to_folder"), run: () => folderMenu(place, ch) });
  }
  if (ch.k !== "saved") items.push({ icon: "flag", text: t("report"), run: () => openReport({ c: ch.c }), line: true, test: "report" });
  if (isMember(ch)) items.push({ icon: "out", text: ch.k === "dialog" || ch.k === "saved" ? t("delete_dialog") : ch.ow === me.value?.u ? t("delete_chat") : t("leave"), run: () => void leave(ch), danger: true, test: "leave" });
  showMenu(place, items, titleOf(ch));
}

function folderMenu(place: Parameters<typeof showMenu>[0], ch: Chat): void {
  const items: Item[] = folders.value.map((f) => ({ icon: ch.fo === f.id ? "check" : "folder", text: f.title, run: () => set(ch.c, { folder: f.id }) }));
  if (ch.fo) items.push({ icon: "close", text: t("no_folder"), run: () => set(ch.c, { folder: 0 }) });
  showMenu(place, items, t("to_folder"));
}
