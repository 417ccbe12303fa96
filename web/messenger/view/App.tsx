/** The whole page: the gate for strangers, the panes for everyone else. */
import { Component, type ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { ChatList } from "./ChatList";
import { Conversation } from "./Conversation";
import { Later } from "./Later";
import { MenuHost } from "./Menu";
import { isUnread, titleOf } from "./names";
import { openName } from "./openchat";
import { bar } from "./playing";
import { openApprove, openInvite, openKeys, openPack, openSettings, openUser } from "./panels";
import { back, go, hrefOf, route } from "./route";
import { moreWords, t } from "./say";
import { Sheets } from "./Sheet";
import { account, alerts, chats, connection, core } from "./state";
import { constructed, picked, seeking, starting, talk, talkChat, unpress } from "./talk";
import { sorry, Toasts, toast } from "./Toast";

class Safe extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  static override getDerivedStateFromError() { return { broken: true }; }
  override render() {
    if (!this.state.broken) return this.props.children;
    return <div class="empty" style="block-size:100%"><strong>{t("broken")}</strong><button class="btn" onClick={() => location.reload()}>{t("reload")}</button></div>;
  }
}

/** Names, invites and QR addresses in the address bar lead somewhere. */
function useLinks(): void {
  const to = route.value;
  const answers = connection.value.state === "online" || connection.value.state === "offline"; // a name can be asked for, or never mind
  useEffect(() => {
    if (to.at === "link" && answers) openName(to.name).then((id) => { if (to.start !== undefined) starting.value = { chat: id, payload: to.start }; go(hrefOf(id, to.s), true); }).catch((err) => { toast(sorry(err)); go("#/", true); });
    if (to.at === "invite") { openInvite(to.token); go("#/", true); }
    if (to.at === "pack" && answers) { go("#/", true); openPack({ pack: to.pack }); }
    if (to.at === "person") { openUser(to.u); go("#/", true); }
    if (to.at === "qr") { openApprove(to.url); go("#/", true); }
  }, [to, answers]);
}

function useShortcuts(): void {
  useEffect(() => {
    const keys = (ev: KeyboardEvent) => {
      if (ev.defaultPrevented || document.querySelector("dialog[open]")) return;
      if ((ev.ctrlKey || ev.metaKey) && ev.code === "KeyK") { ev.preventDefault(); document.querySelector<HTMLInputElement>("[data-test=search]")?.focus(); }
      if ((ev.ctrlKey || ev.metaKey) && ev.shiftKey && ev.code === "KeyF" && talk.value && !talk.value.thread) { ev.preventDefault(); seeking.value = !seeking.value; }
      if ((ev.ctrlKey || ev.metaKey) && (ev.key === "/" || ev.code === "Slash")) { ev.preventDefault(); openKeys(); }
      if (ev.altKey && (ev.key === "ArrowDown" || ev.key === "ArrowUp")) {
        const list = chats.value.filter((c) => !c.archived);
        const here = route.value.at === "chat" ? list.findIndex((c) => route.value.at === "chat" && c.id === route.value.c) : -1;
        const next = list[here + (ev.key === "ArrowDown" ? 1 : -1)];
        if (next) { ev.preventDefault(); go(hrefOf(next.id)); }
      }
      if (ev.key === "Escape" && route.value.at === "chat") {
        const { c, info } = route.value;
        if (picked.value) { picked.value = null; return; }
        if (info) go(hrefOf(c), true);
        else back();
        document.querySelector<HTMLElement>(`.chat[data-chat="${c}"]`)?.focus();
      }
    };
    addEventListener("keydown", keys);
    return () => removeEventListener("keydown", keys);
  }, []);
}

/** A bot's answer to a press that comes later is no answer any more. */
const ANSWER_MS = 20_000;

/** Moderation notices and new sign-ins are told once. */
function useAlerts(): void {
  const first = alerts.value[0];
  useEffect(() => {
    if (!first) return;
    if (first.kind === "answer") {
      const { c, s, x, d } = first.data;
      unpress(`${c}/${s}`);
      if (x && first.at - Number(d) < ANSWER_MS) toast(String(x), undefined, 7000);
      return core.dismiss(first.id);
    }
    if (first.kind === "construct") {
      constructed.value = { id: String(first.data["id"]), n: Number(first.data["n"]) };
      return core.dismiss(first.id);
    }
    if (first.kind === "held" || first.kind === "raid") {
      toast(t(`alert_${first.kind}`), { text: t("show"), run: () => go(`${hrefOf(Number(first.data["c"]))}/info`) }, 9000);
      return core.dismiss(first.id);
    }
    const page = first.kind === "session" ? "devices" : "notices";
    toast(t(first.kind === "session" ? "alert_session" : "alert_notice"), { text: t("show"), run: () => openSettings(page) }, 9000);
    core.dismiss(first.id);
  }, [first?.id]);
}

function Panes() {
  useLinks();
  useShortcuts();
  useAlerts();
  const at = route.value;
  const info = at.at === "chat" && at.info;
  const ch = talkChat();
  const unread = chats.value.filter((c) => isUnread(c) && !c.archived && c.muteUntil !== -1 && c.muteUntil < Date.now()).length;
  useEffect(() => { document.title = `${unread ? `(${unread}) ` : ""}${ch ? `${titleOf(ch)} · ` : ""}Tambour`; }, [unread, ch]);
  return (
    <div class={`app${at.at === "chat" ? " has-talk" : ""}${info ? " has-info" : ""}`}>
      {bar.value ? <bar.value /> : null}
      <ChatList />
      <Conversation />
      {info ? <Later key={at.c} load={() => Promise.all([import("./panels/ChatInfo"), moreWords()]).then(([p]) => p.ChatInfo)} props={{ id: at.c }} /> : null}
    </div>
  );
}

export function App() {
  const state = account.value.state;
  return (
    <Safe>
      {state === "unknown" ? null : state === "in" ? <Panes /> : <Later load={() => import("./SignIn").then((p) => p.SignIn)} props={{}} />}
      <Sheets />
      <MenuHost />
      <Toasts />
    </Safe>
  );
}
