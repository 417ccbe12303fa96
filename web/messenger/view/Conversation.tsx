/** The middle pane: header, pinned messages, messages, composer. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { passing, unasked } from "../core/telling";
import { Avatar } from "./Avatar";
import { ConnBar } from "./ChatList";
import { chatMenu } from "./chatmenu";
import { ThreadHead } from "./comments";
import { Composer } from "./Composer";
import { DropZone } from "./DropZone";
import { Drum, Icon } from "./icons";
import { Later } from "./Later";
import { placeOf } from "./Menu";
import { MessageList } from "./MessageList";
import { copyMessages, removeMessages } from "./messagemenu";
import { colourOf, gist, iconOf, isAdmin, isMuted, isTwo, mayCopy, mayForward, mayReport, membersLine, nameOf, titleOf } from "./names";
import { openForward, openReport, openPins, openUser } from "./panels";
import { back, go, hrefOf, route } from "./route";
import { count, moreWords, t, tn } from "./say";
import { ask, type Chat, connection, type Conversation as View, core, userOf } from "./state";
import { enter, leaveTalk, lookUp, picked, seeking, talk, talkChat } from "./talk";
import { sorry } from "./Toast";
import { lastSeen } from "./when";

function Status({ ch }: { ch: Chat }) {
  if (ch.typing.length) {
    return <span class="st live cut typing" data-test="typing"><i /><i /><i /><bdi>{isTwo(ch) ? t("typing") : t("typing_who", { who: ch.typing.slice(0, 2).map(nameOf).join(", ") })}</bdi></span>;
  }
  if (ch.kind === "saved") return <span class="st cut">{t("saved_text")}</span>;
  if (ch.kind !== "dialog") return <span class="st cut">{membersLine(ch)}</span>;
  const user = ch.peer ? userOf(ch.peer) : undefined;
  if (user?.bot) return <span class="st cut">{t("bot")}</span>;
  return user?.online ? <span class="st live cut">{t("online")}</span> : <span class="st cut">{user ? lastSeen(user.lastSeen) : ""}</span>;
}

function Head({ ch }: { ch: Chat }) {
  const title = titleOf(ch);
  const info = () => (ch.kind === "dialog" && ch.peer ? openUser(ch.peer) : ch.kind === "saved" ? undefined : go(route.value.at === "chat" && route.value.info ? hrefOf(ch.id) : `${hrefOf(ch.id)}/info`));
  return (
    <header>
      <h1 class="sr">{title}</h1>
      <button class="tool only-narrow flip" aria-label={t("back")} data-test="back" onClick={() => back()}><Icon name="back" /></button>
      <button class="who" onClick={info} data-test="chat-head" title={t("about_chat")}>
        <Avatar id={colourOf(ch)} name={title} icon={iconOf(ch)} live={!!(ch.peer && userOf(ch.peer)?.online)} />
        <span class="grow">
          <span class="ttl"><bdi class="cut" data-test="talk-title">{title}</bdi>{isMuted(ch) ? <Icon name="mute" size={15} /> : null}</span>
          <Status ch={ch} />
        </span>
      </button>
      {talk.value?.thread ? null : <button class="tool" aria-label={t("search_in_chat")} aria-expanded={seeking.value} title={t("search_in_chat")} data-test="chat-search" onClick={() => { seeking.value = !seeking.value; }}><Icon name="search" /></button>}
      <button class="tool" aria-label={t("more")} aria-haspopup="menu" data-test="chat-menu" onClick={(ev) => chatMenu(placeOf(ev), ch)}><Icon name="more" /></button>
    </header>
  );
}

const PIN_PARTS = 4;

/** The newest pinned message; each press goes to the one shown and shows the one before it. */
function Pins({ view, ch }: { view: View; ch: Chat }) {
  const step = useSignal(0);
  const n = ch.pinned.length;
  const at = n ? step.value % n : 0;
  const seq = ch.pinned[at];
  if (!seq) return null;
  const m = lookUp(view, seq);
  if (m === null) return null;
  const parts = Math.min(n, PIN_PARTS);
  const lit = parts - 1 - Math.floor((at * parts) / n);
  const next = () => { core.jump(ch.id, seq); step.value = at + 1; };
  return (
    <div class="pins" data-test="pins">
      <span class="parts" aria-hidden="true">{Array.from({ length: parts }, (_, i) => <i class={i === lit ? "on" : undefined} key={i} />)}</span>
      <button class="grow" data-test="pin-next" onClick={next}>
        <b>{t("pinned")}{at ? <span class="num"> #{count(n - at)}</span> : null}</b>
        <span class="cut small" style="display:block" dir="auto">{m ? gist(m) : "…"}</span>
      </button>
      <button class="tool" aria-label={t("all_pins")} onClick={() => openPins(ch.id)}><Icon name="pin" size={20} /></button>
    </div>
  );
}

function PickBar({ view, ch }: { view: View; ch: Chat }) {
  const seqs = [...(picked.value ?? [])].sort((a, b) => a - b);
  const chosen = view.items.filter((m) => m.seq && picked.value?.has(m.seq));
  const others = chosen.filter((m) => mayReport(ch, m));
  return (
    <footer class="composer">
      <div class="pickbar" data-test="pickbar">
        <button class="tool" aria-label={t("cancel")} onClick={() => { picked.value = null; }}><Icon name="close" /></button>
        <strong class="grow">{tn("picked_n", seqs.length)}</strong>
        {mayCopy(ch) ? <button class="tool" disabled={!chosen.some((m) => m.text)} aria-label={t("copy")} data-test="picked-copy" onClick={() => void copyMessages(chosen)}><Icon name="copy" /></button> : null}
        <button class="tool" disabled={!seqs.length || !mayForward(ch)} aria-label={t("forward")} data-test="picked-forward" onClick={() => openForward(ch.id, seqs)}><Icon name="forward" /></button>
        <button class="tool" disabled={!others.length} aria-label={t("report")} data-test="picked-report" onClick={() => { picked.value = null; openReport({ chat: ch.id, seq: others[0]?.seq ?? 0, also: seqs.filter((s) => s !== others[0]?.seq).slice(0, 50) }); }}><Icon name="flag" /></button>
        <button class="tool" disabled={!chosen.length} aria-label={t("delete")} data-test="picked-delete" onClick={() => void removeMessages(ch, chosen)}><Icon name="bin" /></button>
      </div>
    </footer>
  );
}

function Bones() {
  return (
    <div class="msgs" aria-hidden="true">
      <div class="in-flow" style="padding-block-start:30px">
        {[58, 40, 66, 34, 50, 62, 30, 48].map((w, i) => (
          <div class={i % 3 === 1 ? "m mine first last" : "m first last"} key={i}><div class="b bone" style={`inline-size:${w}%;block-size:${38 + ((i * 29) % 40)}px`} /></div>
        ))}
      </div>
    </div>
  );
}

function Body({ view, ch }: { view: View; ch: Chat }) {
  if (view.gone) return <Lost text={view.gone.c === "GONE" ? t("chat_gone") : sorry(view.gone)} />;
  if (!view.items.length && !(view.atStart && view.atEnd)) {
    if (connection.value.state !== "offline") return <Bones />;
    return <div class="empty" style="flex:1" data-test="not-here"><span class="art"><Icon name="cloud" size={40} /></span><p>{t("not_here")}</p></div>;
  }
  if (!view.items.length && ch.peer && userOf(ch.peer)?.bot) return <Later key={ch.id} load={() => import("./bots/parts").then((p) => p.Welcome)} props={{ bot: ch.peer }} />;
  if (!view.items.length) {
    return (
      <div class="empty" style="flex:1" data-test="empty-talk">
        <span class="art"><Icon name={ch.kind === "saved" ? "save" : "chat"} size={40} /></span>
        <strong>{ch.kind === "saved" ? t("saved") : ch.kind === "channel" ? t("no_posts") : t("no_messages")}</strong>
        <p>{ch.kind === "saved" ? t("saved_long") : ch.kind === "channel" ? t("no_posts_text") : t("say_hello")}</p>
      </div>
    );
  }
  return <MessageList key={`${ch.id}/${view.thread ?? 0}`} view={view} ch={ch} />;
}

function Lost({ text }: { text: string }) {
  return <div class="empty" style="flex:1" data-test="lost"><span class="art"><Icon name="block" size={40} /></span><p>{text}</p><button class="btn soft" onClick={() => back()}>{t("to_chats")}</button></div>;
}

/** Somebody unknown wrote, and nothing was answered yet. */
function isStranger(view: View, ch: Chat): boolean {
  const user = ch.peer ? userOf(ch.peer) : undefined;
  return !!user && !user.contact && !user.bot && !user.blocked && !user.deleted && view.items.length > 0 && !view.items.some((m) => m.mine);
}

const RECOUNT_MS = 30_000;

/** A channel tells nobody who came: those who run it count again while they look. */
function useRecount(ch: Chat | undefined): void {
  const c = ch && ch.kind === "channel" && isAdmin(ch) ? ch.id : 0;
  useEffect(() => {
    if (!c) return;
    const timer = setInterval(() => { if (document.visibilityState === "visible" && connection.value.state === "online") void ask("chat.get", { c }).catch(() => undefined); }, RECOUNT_MS);
    return () => clearInterval(timer);
  }, [c]);
}

/** Opened: no longer put aside. Without a line it is said when there is one; what is put aside while it is open stays so. */
function useTakenUp(ch: Chat | undefined): void {
  const due = useRef(false);
  const online = connection.value.state === "online";
  useEffect(() => { due.current = !!ch?.marked; }, [ch?.id]);
  useEffect(() => {
    if (!ch || !online || !due.current) return;
    due.current = false;
    void core.chatset(ch.id, { unread: false }).catch((no: unknown) => { due.current = unasked(no) || passing(no); });
  }, [ch?.id, online]);
}

export function Conversation() {
  const here = route.value;
  const id = here.at === "chat" ? here.c : 0;
  const seq = here.at === "chat" ? here.s : undefined;
  const thread = here.at === "chat" ? here.thread : undefined;
  useEffect(() => {
    if (!id) return;
    enter(id, seq, thread);
    return leaveTalk;
  }, [id, thread]);
  useEffect(() => { if (id && seq && talk.value) core.jump(id, seq); }, [seq]);
  const view = talk.value;
  const ch = talkChat();
  useEffect(() => { core.watchPresence(ch?.peer ? [ch.peer] : []); }, [ch?.peer]);
  useRecount(ch);
  useTakenUp(ch);
  if (!id) return <main class="talk"><div class="empty" style="flex:1" data-test="no-talk"><span class="art"><Drum size={48} /></span><p>{t("pick_chat")}</p></div></main>;
  if (!view || !ch) {
    return (
      <main class="talk" aria-busy={!view?.gone}>
        <header><button class="tool only-narrow flip" aria-label={t("back")} onClick={() => back()}><Icon name="back" /></button></header>
        {view?.gone ? <Lost text={sorry(view.gone)} /> : <div class="hall"><Bones /></div>}
      </main>
    );
  }
  return (
    <main class="talk" data-test="talk" data-chat={ch.id}>
      {view.thread ? <ThreadHead view={view} ch={ch} /> : <Head ch={ch} />}
      <span class="only-narrow-bar"><ConnBar /></span>
      {seeking.value && !view.thread && !view.gone ? <Later key={`seek${ch.id}`} load={() => import("./panels/TalkSearch").then((p) => p.TalkSearch)} props={{ ch }} /> : null}
      {view.thread ? null : <Pins key={ch.id} view={view} ch={ch} />}
      {isStranger(view, ch) ? <Later key={`who${ch.peer}`} load={() => Promise.all([import("./panels/Stranger"), moreWords()]).then(([p]) => p.Stranger)} props={{ user: ch.peer as number }} /> : null}
      <div class="hall"><Body view={view} ch={ch} /><DropZone ch={ch} /></div>
      {view.gone ? null : picked.value ? <PickBar view={view} ch={ch} /> : <Composer key={`${ch.id}/${view.thread ?? 0}`} ch={ch} thread={view.thread ?? 0} />}
    </main>
  );
}
