/** The first screen: chats, folders, search, and the truth about the connection. */
import { useComputed, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ChatBones } from "./ChatRow";
import { ChatRows } from "./ChatRows";
import { inFolder } from "./folders";
import { Drum, Icon } from "./icons";
import { Later } from "./Later";
import { type Item, onContext, placeOf, showMenu } from "./Menu";
import { markRead } from "./chatmenu";
import { isUnread, titleOf } from "./names";
import { openContacts, openFolders, openNew, openSettings } from "./panels";
import { go, hrefOf, route } from "./route";
import { count, t, tn } from "./say";
import { type Chat, chats, connection, core, folders } from "./state";
import { openSaved } from "./openchat";
import { dark, setTheme } from "./theme";
import { tell } from "./Toast";

type Tab = number | "all" | "archive";

export function ConnBar() {
  const { state, pending } = connection.value;
  if (state === "online") return null;
  const text = state === "offline" ? t("offline") : state === "updating" ? t("updating") : t("connecting");
  return (
    <div class={state === "offline" ? "statusbar off" : "statusbar"} role="status" data-test="conn" data-state={state}>
      <span class="dot" />
      {text}{pending ? ` · ${tn("waiting_n", pending)}` : ""}
      {state === "offline" ? <button class="go" onClick={() => core.reconnect()}>{t("try_now")}</button> : null}
    </div>
  );
}

function appMenu(ev: Event): void {
  const items: Item[] = [
    { icon: "save", text: t("saved"), run: () => void tell(openSaved()), test: "menu-saved" },
    { icon: "book", text: t("contacts"), run: openContacts, test: "menu-contacts" },
    { icon: "people", text: t("new_group"), run: () => openNew("group"), test: "menu-group" },
    { icon: "horn", text: t("new_channel"), run: () => openNew("channel"), test: "menu-channel" },
    { icon: "folder", text: t("folders"), run: openFolders, test: "menu-folders" },
    { icon: "moon", text: dark.value ? t("light_theme") : t("dark_theme"), run: () => setTheme(dark.value ? "light" : "dark"), line: true, test: "menu-theme" },
    { icon: "gear", text: t("settings"), run: () => openSettings(), test: "menu-settings" },
  ];
  showMenu(placeOf(ev), items, t("menu"));
}

function Tabs({ tab }: { tab: { value: Tab } }) {
  if (!folders.value.length) return null;
  const unread = (of: Chat[]) => of.filter(isUnread).length;
  const tabs: { id: Tab; title: string; has: Chat[] }[] = [
    { id: "all", title: t("all_chats"), has: chats.value.filter((c) => !c.archived) },
    ...folders.value.map((f) => ({ id: f.id, title: f.title, has: chats.value.filter((c) => inFolder(f, c)) })),
  ];
  const menu = (x: (typeof tabs)[number]) => onContext((place) => showMenu(place, [
    { icon: "tick2", text: t("mark_read"), run: () => x.has.filter(isUnread).forEach(markRead), test: "tab-read" },
    { icon: "folder", text: t("folders"), run: openFolders, test: "tab-folders" },
  ], x.title));
  const keys = (ev: KeyboardEvent) => {
    const step = ev.key === "ArrowRight" ? 1 : ev.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
    const at = tabs.findIndex((x) => x.id === tab.value);
    tab.value = tabs[(at + step * rtl + tabs.length) % tabs.length]?.id ?? "all";
    requestAnimationFrame(() => document.querySelector<HTMLElement>(".tab[aria-selected=true]")?.focus());
  };
  return (
    <div class="tabs" role="tablist" aria-label={t("folders")} onKeyDown={keys}>
      {tabs.map((x) => (
        <button class="tab" role="tab" key={x.id} aria-selected={tab.value === x.id} tabIndex={tab.value === x.id ? 0 : -1} data-test={`tab-${x.id}`} onClick={() => { tab.value = x.id; }} {...menu(x)}>
          <bdi>{x.title}</bdi>{unread(x.has) ? <span class="count">{count(unread(x.has))}</span> : null}
        </button>
      ))}
    </div>
  );
}

/** Above the list: the archive, while there is anything in it. */
function ArchiveRow({ open }: { open: () => void }) {
  const inside = chats.value.filter((c) => c.archived);
  if (!inside.length) return null;
  const unread = inside.filter(isUnread).length;
  return (
    <button class="chat archive-row" data-test="archive-row" onClick={open}>
      <span class="av" style="--av:var(--badge-quiet)"><Icon name="box" size={26} /></span>
      <span class="grow">
        <span class="l1"><span class="ti">{t("archived")}</span></span>
        <span class="l2"><span class="pv">{inside.map(titleOf).slice(0, 6).join(", ")}</span>{unread ? <span class="count dim" role="img" aria-label={tn("unread_chats_n", unread)}>{count(unread)}</span> : null}</span>
      </span>
    </button>
  );
}

function ArchiveHead({ tab }: { tab: { value: Tab } }) {
  return <div class="archive-head"><button class="tool flip" aria-label={t("back")} data-test="archive-back" onClick={() => { tab.value = "all"; }}><Icon name="back" /></button><h2>{t("archived")}</h2></div>;
}

export function ChatList() {
  const q = useSignal("");
  const tab = useSignal<Tab>("all");
  const shown = useComputed(() => {
    const needle = q.value.trim().toLocaleLowerCase();
    const folder = folders.value.find((f) => f.id === tab.value);
    const inTab = (c: Chat) => (needle ? true : tab.value === "archive" ? c.archived : folder ? inFolder(folder, c) : !c.archived);
    return chats.value.filter((c) => inTab(c) && (!needle || titleOf(c).toLocaleLowerCase().includes(needle.replace(/^@/, "")) || (c.username ?? "").toLowerCase().startsWith(needle.replace(/^@/, ""))));
  });
  const here = route.value.at === "chat" ? route.value.c : 0;
  useEffect(() => { if (typeof tab.value === "number" && !folders.value.some((f) => f.id === tab.value)) tab.value = "all"; }, [folders.value]);
  const rows = shown.value;
  const search = (ev: KeyboardEvent) => {
    if (ev.key === "Escape") { q.value = ""; (ev.currentTarget as HTMLInputElement).blur(); }
    if (ev.key === "ArrowDown") document.querySelector<HTMLElement>(".chats .chat, .found .line")?.focus();
    if (ev.key === "Enter" && rows[0]) go(hrefOf(rows[0].id));
  };
  return (
    <aside class="side" aria-label={t("chats")}>
      <header class="pane-head">
        <button class="tool" aria-label={t("menu")} aria-haspopup="menu" data-test="app-menu" onClick={appMenu}><Icon name="menu" /></button>
        <div class="searchbox" role="search">
          <Icon name="search" size={20} />
          <input class="in search" type="text" inputMode="search" autoComplete="off" value={q.value} placeholder={t("search")} aria-label={t("search_label")} data-test="search" onInput={(ev) => { q.value = ev.currentTarget.value; }} onKeyDown={search} />
          {q.value ? <button class="tool" aria-label={t("clear")} onClick={() => { q.value = ""; }}><Icon name="close" size={18} /></button> : null}
        </div>
      </header>
      <ConnBar />
      {q.value ? null : tab.value === "archive" ? <ArchiveHead tab={tab} /> : <Tabs tab={tab} />}
      <div class="scroll" data-test="chat-list">
        {tab.value === "all" && !q.value ? <ArchiveRow open={() => { tab.value = "archive"; }} /> : null}
        <ChatRows rows={rows} here={here} />
        {q.value ? <Later load={() => import("./panels/Found").then((p) => p.Found)} props={{ q: q.value }} /> : null}
        {!rows.length && !q.value ? (listed(connection.value.state) ? <NoChats archive={tab.value !== "all"} /> : <ChatBones />) : null}
      </div>
      <button class="fab" aria-label={t("new_chat")} title={t("new_chat")} data-test="new-chat" onClick={() => openNew("dialog")}><Icon name="pen" size={24} /></button>
    </aside>
  );
}

/** An empty list is the truth only once the server has spoken. */
const listed = (state: string): boolean => state === "online" || state === "offline";

function NoChats({ archive }: { archive: boolean }) {
  if (archive) return <div class="empty"><p>{t("folder_empty")}</p></div>;
  return (
    <div class="empty" data-test="no-chats">
      <span class="art"><Drum size={48} /></span>
      <strong>{t("no_chats")}</strong>
      <p>{t("no_chats_text")}</p>
      <div class="starts">
        <button class="line go" onClick={() => openNew("dialog")}><Icon name="person" />{t("find_people")}</button>
        <button class="line go" onClick={() => openNew("group")}><Icon name="people" />{t("new_group")}</button>
        <button class="line go" onClick={() => openNew("channel")}><Icon name="horn" />{t("new_channel")}</button>
        <button class="line go" onClick={() => void tell(openSaved())}><Icon name="save" />{t("saved")}</button>
      </div>
    </div>
  );
}

