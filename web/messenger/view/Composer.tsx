/** Where one writes: grows with the text, keeps drafts, knows marks for bold and code, mentions, silent and scheduled sending. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { attachItems } from "./attach";
import { muteMenu } from "./chatmenu";
import { Icon } from "./icons";
import { type Mention, read, write } from "./markup";
import { type Item, onContext, placeOf, showMenu } from "./Menu";
import { lastOwn } from "./messagemenu";
import { Later } from "./Later";
import { canPost, gist, isAdmin, isMuted, isTwo, may, May, nameOf, titleOf } from "./names";
import { openCommands, openEmoji, openPoll, openSchedule, openScheduled } from "./panels";
import { canRecord, RecordButton, RecorderPlace } from "./Record";
import { maybe, moreWords, t, tn } from "./say";
import { account, ask, type Chat, core, type Entity, type Outgoing, userOf } from "./state";
import { Suggest, useSuggest } from "./Suggest";
import { constructing, editing, replying, starting, talk, wantFocus } from "./talk";
import { enterSends } from "./theme";
import { tell, toast } from "./Toast";
import { full } from "./when";

const LIMIT = 4000;
/** What will get a preview: the first link, its host for the person to see. */
const WEB_LINK = /https?:\/\/(?:www\.)?([^\s/?#]+\.[^\s/?#]+)\S*/i;
const touch = matchMedia("(pointer: coarse)");

/** `thread`: what is written answers this copy of a post; 0: the chat itself. */
export function Composer({ ch, thread }: { ch: Chat; thread: number }) {
  const begun = useSignal(false);
  const bot = ch.peer ? userOf(ch.peer) : undefined;
  if (bot?.bot && !ch.state && (bot.blocked || starting.value?.chat === ch.id || (!ch.lastSeq && !begun.value))) {
    return <footer class="composer"><div class="inner start-bar"><Later load={() => import("./bots/parts").then((p) => p.StartBar)} props={{ ch, done: () => { begun.value = true; } }} /></div></footer>;
  }
  if (constructing.value?.chat === ch.id && canPost(ch)) return <Later key={constructing.value.bot} load={() => import("./bots/Constructor").then((p) => p.Constructor)} props={{ ch, thread }} />;
  return canPost(ch) ? <Writer ch={ch} thread={thread} /> : <Instead ch={ch} />;
}

/** Is a bot here that could be told something? In groups: one that said something, or came, among what is on screen. */
function hasBots(ch: Chat): boolean {
  if (isTwo(ch)) return !!ch.peer && !!userOf(ch.peer)?.bot;
  return ch.kind === "group" && !!talk.value?.items.some((m) => userOf(Number(m.service?.["u"] ?? m.from))?.bot || (m.from > 0 && userOf(m.from)?.bot));
}

/** What stands in the composer's place for those who may not write. */
function Instead({ ch }: { ch: Chat }) {
  const busy = useSignal(false);
  const join = async () => {
    busy.value = true;
    const done = await tell(ask("chat.join", ch.username ? { name: ch.username } : { c: ch.id }));
    busy.value = false;
    if (done && "asked" in done && done.asked) toast(t("asked"));
  };
  let inner;
  if (ch.state) inner = <span class="said">{maybe(`state_${ch.state}`) ?? t("chat_blocked")}</span>;
  else if (!ch.joined) inner = <button class={busy.value ? "btn wide busy" : "btn wide"} data-test="join" onClick={() => void join()}>{ch.kind === "channel" ? t("subscribe") : t("join")}</button>;
  else if (ch.kind === "channel") inner = <button class="btn plain wide" data-test="channel-mute" onClick={(ev) => (isMuted(ch) ? void tell(core.chatset(ch.id, { mute: 0 })) : muteMenu(placeOf(ev), ch))}><Icon name={isMuted(ch) ? "sound" : "mute"} />{isMuted(ch) ? t("unmute") : t("mute")}</button>;
  else inner = <span class="said" data-test="restricted">{ch.restrictedUntil ? t("restricted_until", { date: full(ch.restrictedUntil) }) : t("cannot_write")}</span>;
  return <footer class="composer"><div class="inner"><div class="grow">{inner}</div></div></footer>;
}

function Writer({ ch, thread }: { ch: Chat; thread: number }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const text = useSignal(ch.draft && !thread ? write(ch.draft.text, ch.draft.entities) : "");
  const mentions = useRef<Mention[]>([]);
  const kept = useRef("");
  /** A long press opened the menu: letting go is no click. */
  const held = useRef(false);
  const edit = editing.value;
  const re = replying.value;
  const suggest = useSuggest(ch, area, text, (value, at) => put(value, at), (command) => { void tell(core.send(ch.id, { text: command, ...(re || thread ? { reply: re?.seq ?? thread } : {}) })); clear(); });
  const command = (said: string) => { void tell(core.send(ch.id, { text: said, ...(thread ? { reply: thread } : {}) })); area.current?.focus(); };
  const slow = useSlow(ch);
  const link = WEB_LINK.exec(text.value);
  const refused = useSignal("");
  const blocked = ch.peer ? userOf(ch.peer)?.blocked : false;

  /** Where the cursor goes once what was put is drawn: in the same turn, before the next key. */
  const caret = useRef(-1);
  const place = () => {
    if (caret.current >= 0) area.current?.setSelectionRange(caret.current, caret.current);
    caret.current = -1;
  };
  useLayoutEffect(place);
  const put = (value: string, at = value.length) => {
    caret.current = at;
    if (value === text.peek()) place();
    else text.value = value;
  };
  const keep = () => {
    if (!editing.value && !thread) core.draft(ch.id, { text: text.value, ...(replying.value ? { reply: replying.value.seq } : {}), at: Date.now() });
  };
  // editing borrows the field and gives back what was being written: at once, before the next key
  useLayoutEffect(() => {
    if (edit) {
      kept.current = text.peek();
      mentions.current = mentionsOf(edit.text, edit.entities);
      put(write(edit.text, edit.entities));
      return () => put(kept.current);
    }
    return undefined;
  }, [edit?.key]);
  useLayoutEffect(() => { if (wantFocus.value) area.current?.focus(); }, [wantFocus.value]);
  useLayoutEffect(() => { if (!touch.matches) area.current?.focus({ preventScroll: true }); }, []); // with its first drawing: later it would take the focus from what was pressed meanwhile
  useLayoutEffect(() => {
    const el = area.current;
    if (!el || CSS.supports("field-sizing", "content")) return;
    el.style.blockSize = "auto";
    el.style.blockSize = `${el.scrollHeight}px`;
  }, [text.value]);

  const outgoing = (): Outgoing | null => {
    const { x, en } = read(text.value, mentions.current);
    return x && x.length <= LIMIT ? { text: x, entities: en as Entity[], ...(re || thread ? { reply: re?.seq ?? thread } : {}), ...(link && refused.value === link[0] ? { noPreview: true } : {}) } : null;
  };
  const clear = () => {
    text.value = "";
    mentions.current = [];
    suggest.list.value = [];
    replying.value = null;
    if (!thread) core.draft(ch.id, { text: "" });
    area.current?.focus();
  };
  const send = (extra: { silent?: boolean } = {}) => {
    const out = outgoing();
    if (edit) return saveEdit(out);
    if (!out) return;
    void tell(core.send(ch.id, { ...out, ...extra }));
    clear();
  };
  const saveEdit = (out: Outgoing | null) => {
    if (!edit) return;
    editing.value = null;
    const now = out ?? (edit.media.length ? { text: "", entities: [] } : null); // a caption may be taken away
    if (now && (now.text !== edit.text || JSON.stringify(now.entities) !== JSON.stringify(edit.entities))) void tell(core.edit(ch.id, edit.seq, now.text, now.entities));
  };
  const later = () => {
    const out = outgoing();
    if (out) openSchedule((at) => void tell(core.schedule(ch.id, out, at).then(() => { clear(); toast(t("scheduled_at", { date: full(at) })); })));
    else openScheduled(ch.id);
  };
  const sendMenu = (place: Parameters<typeof showMenu>[0]) => {
    held.current = true;
    showMenu(place, [
      { icon: "mute", text: t("send_silent"), run: () => send({ silent: true }), test: "send-silent" },
      { icon: "calendar", text: t("send_later"), run: later, test: "send-later" },
    ], t("send"));
  };
  const addMenu = (ev: Event) => {
    const items: Item[] = attachItems(ch);
    if (ch.kind !== "dialog" && may(ch, May.polls)) items.push({ icon: "poll", text: t("poll"), run: () => openPoll(ch.id), test: "add-poll" });
    items.push({ icon: "calendar", text: t("scheduled"), run: () => openScheduled(ch.id), test: "scheduled" });
    showMenu(placeOf(ev), items, t("add"));
  };
  const wrap = (mark: string, end = mark) => {
    const el = area.current as HTMLTextAreaElement;
    const { selectionStart: a, selectionEnd: b } = el;
    const quote = mark.endsWith("> "); // stands before each line
    const head = quote && (!a || text.value[a - 1] === "\n") ? "> " : mark;
    const said = text.value.slice(a, b).replace(/\n/g, quote ? "\n> " : "\n");
    put(text.value.slice(0, a) + head + said + end + text.value.slice(b), a + head.length + said.length + (a === b ? 0 : end.length));
    selected.value = false;
    el.focus();
    keep();
  };
  /** Words are selected: how they could look is offered. */
  const selected = useSignal(false);
  const look = () => { suggest.look(); const el = area.current; selected.value = !!el && el.selectionStart !== el.selectionEnd; };
  const insert = (what: string) => {
    const el = area.current as HTMLTextAreaElement;
    const at = el.selectionStart;
    put(text.value.slice(0, at) + what + text.value.slice(el.selectionEnd), at + what.length);
    keep();
    if (!touch.matches) requestAnimationFrame(() => el.focus());
  };
  const keys = (ev: KeyboardEvent) => {
    if (ev.isComposing) return;
    if (suggest.keys(ev, mentions.current)) return;
    const mod = ev.ctrlKey || ev.metaKey;
    const marks: Record<string, string> = { KeyB: "**", KeyI: "_", KeyE: "`", KeyP: "||" }; // by place: a Russian keyboard has other letters there
    if (ev.key === "Enter" && (mod || (enterSends.value && !ev.shiftKey && !touch.matches))) { ev.preventDefault(); send(); }
    else if (ev.key === "ArrowUp" && !text.value && !edit) { const m = lastOwn(ch); if (m) { ev.preventDefault(); editing.value = m; } }
    else if (ev.key === "Escape" && (edit || re)) { ev.preventDefault(); ev.stopPropagation(); editing.value = null; replying.value = null; }
    else if (mod && marks[ev.code] && ev.shiftKey === (ev.code === "KeyP")) { ev.preventDefault(); wrap(marks[ev.code] as string); }
  };
  if (blocked) return <footer class="composer"><button class="btn plain wide" onClick={() => void tell(ask("block.set", { u: ch.peer as number, on: false }))}>{t("unblock")}</button></footer>;
  const over = text.value.length - LIMIT;
  const ready = !!text.value.trim() && over <= 0;
  return (
    <footer class="composer">
      <Suggest state={suggest} mentions={mentions.current} />
      {selected.value && text.value && !suggest.list.value.length ? <Later load={() => Promise.all([import("./panels/Format"), moreWords()]).then(([p]) => p.Format)} props={{ wrap }} /> : null}
      {edit || re ? (
        <div class="banner" data-test="banner">
          <Icon name={edit ? "pen" : "reply"} size={20} />
          <div class="grow"><b class="cut">{edit ? t("editing") : <bdi>{re?.from ? nameOf(re.from) : titleOf(ch)}</bdi>}</b><span class="cut" style="display:block" dir="auto">{gist((edit ?? re)!)}</span></div>
          <button class="tool" aria-label={t("cancel")} data-test="banner-close" onClick={() => { editing.value = null; replying.value = null; area.current?.focus(); }}><Icon name="close" size={20} /></button>
        </div>
      ) : null}
      {link && !edit && !account.value.settings["no_previews"] && refused.value !== link[0] ? (
        <div class="banner" data-test="link-banner">
          <Icon name="link" size={20} />
          <span class="grow cut" dir="auto">{t("preview_of", { host: link[1] as string })}</span>
          <button class="tool" aria-label={t("preview_off")} title={t("preview_off")} data-test="link-banner-close" onClick={() => { refused.value = link[0]; area.current?.focus(); }}><Icon name="close" size={20} /></button>
        </div>
      ) : null}
      <div class="inner">
        <button class="tool" aria-label={t("add")} aria-haspopup="menu" data-test="add" onClick={addMenu}><Icon name="plus" /></button>
        <textarea ref={area} rows={1} dir="auto" value={text.value} placeholder={thread ? t("write_comment") : ch.kind === "channel" ? t("write_post") : slow ? tn("slow_wait", slow) : isTwo(ch) || !ch.slowMode ? t("write") : tn("write_slow", ch.slowMode)} aria-label={t("write")} data-test="composer" enterkeyhint={touch.matches ? "enter" : "send"}
          onInput={(ev) => { text.value = ev.currentTarget.value; keep(); look(); if (text.value) core.typing(ch.id); }} onKeyDown={keys} onClick={look} onSelect={look} onKeyUp={(ev) => { if (ev.shiftKey || ev.key.startsWith("Arrow")) look(); }} />
        {!text.value && !edit && hasBots(ch) ? <button class="tool" aria-label={t("commands")} title={t("commands")} aria-haspopup="menu" data-test="commands-open" onClick={(ev) => openCommands(placeOf(ev), ch, command)}><Icon name="slash" /></button> : null}
        {over > -200 ? <span class={over > 0 ? "small bad num" : "small quiet num"} style="align-self:center">{-over}</span> : null}
        {slow && text.value ? <span class="small quiet num" style="align-self:center" role="timer" aria-label={tn("slow_wait", slow)}>{Math.floor(slow / 60)}:{String(slow % 60).padStart(2, "0")}</span> : null}
        <button class="tool" aria-label={t("emoji")} aria-haspopup="dialog" data-test="emoji" onClick={(ev) => openEmoji(placeOf(ev), insert, may(ch, May.media) && !edit ? ch.id : undefined)}><Icon name="smile" /></button>
        {!text.value.trim() && !edit && may(ch, May.media) && canRecord() ? <RecordButton ch={ch} /> : <button class={ready ? "tool main flip" : "tool flip"} disabled={!ready} aria-label={edit ? t("save") : t("send")} data-test="send" aria-haspopup={edit ? undefined : "menu"} onPointerDown={() => { held.current = false; }} onClick={() => { if (!held.current) send(); }} {...(edit ? {} : onContext(sendMenu))}><Icon name={edit ? "check" : "send"} /></button>}
        <RecorderPlace ch={ch} />
      </div>
    </footer>
  );
}

/** Seconds until slow mode lets this person write again; 0: now. What is sent earlier waits in the outbox. */
function useSlow(ch: Chat): number {
  const [, tick] = useState(0);
  const last = ch.slowMode && !isAdmin(ch) ? (lastOwn(ch)?.time ?? 0) : 0;
  const left = last ? Math.max(0, Math.ceil((last + ch.slowMode * 1000 - Date.now()) / 1000)) : 0;
  useEffect(() => {
    if (!left) return;
    const timer = setTimeout(() => tick((n) => n + 1), 1000);
    return () => clearTimeout(timer);
  });
  return Math.min(left, ch.slowMode);
}

/** People mentioned by name in a stored message, so that editing keeps them. */
function mentionsOf(x: string, en: readonly Entity[]): Mention[] {
  return en.filter((e) => e[0] === "mention").map((e) => ({ name: x.slice(e[1] + 1, e[1] + e[2]), u: Number(e[3]) }));
}
