/** Before files leave: see them, order them, say something about them. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../icons";
import { read } from "../markup";
import { onContext, showMenu } from "../Menu";
import { openSchedule } from "../panels";
import { t, tn } from "../say";
import { Sheet } from "../Sheet";
import { chatOf, core, type Entity, type FileDraft } from "../state";
import { answering, replying, talkChat } from "../talk";
import { announce, tell, toast } from "../Toast";
import { full } from "../when";
import { pickFiles } from "../pick";
import { type Chosen, fitting, look } from "./choose";
import { bytes, ending, spell } from "./sizes";
import { hold } from "./url";
import "./sending.css";

const CAPTION_MAX = 4000;

export function Sending({ close, chat, files, asFiles, said = "" }: { close: () => void; chat: number; files: readonly File[]; asFiles: boolean; said?: string | undefined }) {
  const list = useSignal<Chosen[] | null>(null);
  const plain = useSignal(asFiles);
  const caption = useSignal(said);
  const busy = useSignal(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const drag = useRef(-1);
  /** A long press opened the menu: letting go is no click. */
  const held = useRef(false);
  const ch = chatOf(chat) ?? talkChat();
  const add = async (more: readonly File[]) => {
    const before = list.value ?? [];
    const found = await Promise.all(fitting(more, before.length).map((file) => look(file)));
    list.value = [...before, ...found];
    if (!list.value.length) close();
  };
  useEffect(() => { void add(files); field.current?.focus(); }, []);
  useEffect(() => () => { for (const it of list.peek() ?? []) if (it.url) URL.revokeObjectURL(it.url); }, []);
  const move = (from: number, to: number) => {
    const next = [...(list.value ?? [])];
    const [it] = next.splice(from, 1);
    if (!it || to < 0 || to > next.length) return;
    next.splice(to, 0, it);
    list.value = next;
    announce(tn("nth_of", to + 1, { all: next.length }));
  };
  const drop = (i: number) => {
    list.value = (list.value ?? []).filter((_, at) => at !== i);
    if (!list.value.length) close();
  };
  const all = list.value ?? [];
  const canBePlain = all.some((it) => it.kind !== "file");
  const over = caption.value.length - CAPTION_MAX;
  const send = async (how: { silent?: boolean; at?: number } = {}) => {
    if (busy.value || !ch || over > 0 || !all.length) return;
    busy.value = true;
    const done = await tell(sendAll(ch.id, all, plain.value, caption.value, how));
    busy.value = false;
    if (!done) return;
    close();
    if (how.at) toast(t("scheduled_at", { date: full(how.at) }));
  };
  /** The files go to the server now, the message when its time has come. */
  const later = () => openSchedule((at) => void send({ at }));
  const menu = (place: Parameters<typeof showMenu>[0]) => {
    held.current = true;
    showMenu(place, [
      { icon: "mute", text: t("send_silent"), run: () => void send({ silent: true }), test: "files-silent" },
      { icon: "calendar", text: t("send_later"), run: later, test: "files-later" },
    ], t("send"));
  };
  const keys = (ev: KeyboardEvent) => {
    if (ev.key === "Enter" && !ev.shiftKey && !ev.isComposing && !matchMedia("(pointer: coarse)").matches) { ev.preventDefault(); void send(); }
  };
  const paste = (ev: ClipboardEvent) => { const more = [...(ev.clipboardData?.files ?? [])]; if (more.length) { ev.preventDefault(); void add(more); } };
  const foot = (
    <div class="caption">
      <textarea class="in" rows={1} ref={field} dir="auto" value={caption.value} placeholder={t("caption")} aria-label={t("caption")} data-test="caption" onInput={(ev) => { caption.value = ev.currentTarget.value; }} onKeyDown={keys} />
      {over > -200 ? <span class={over > 0 ? "small bad num" : "small quiet num"}>{-over}</span> : null}
      <button class={busy.value ? "tool main flip busy" : "tool main flip"} disabled={busy.value || !all.length || over > 0} aria-label={t("send")} data-test="send-files" aria-haspopup="menu" onPointerDown={() => { held.current = false; }} onClick={() => { if (!held.current) void send(); }} {...onContext(menu)}><Icon name="send" /></button>
    </div>
  );
  return (
    <Sheet title={all.length ? tn("send_files_n", all.length) : t("send")} onClose={close} test="sending" foot={foot}>
      <div onPaste={paste}>
        {list.value === null ? <div class="pad col" aria-busy="true"><span class="bone" style="block-size:120px" /></div> : (
          <ol class={plain.value ? "chosen plain" : "chosen"} aria-label={tn("send_files_n", all.length)}>
            {all.map((it, i) => (
              <li key={it.file.name + it.file.size + it.file.lastModified} class={!plain.value && it.url ? "tile" : "wide"} draggable data-test="chosen" onDragStart={() => { drag.current = i; }} onDragOver={(ev) => { if (drag.current >= 0) ev.preventDefault(); }} onDrop={(ev) => { if (drag.current >= 0) { ev.preventDefault(); ev.stopPropagation(); move(drag.current, i); drag.current = -1; } }} onDragEnd={() => { drag.current = -1; }}>
                {!plain.value && it.url ? (it.kind === "video" ? <video src={`${it.url}#t=0.1`} muted preload="metadata" playsInline tabIndex={-1} /> : <img src={it.url} alt={it.file.name} />) : <><span class="knob"><Icon name={it.kind === "audio" ? "music" : it.kind === "photo" && !plain.value ? "picture" : "file"} /></span><span class="grow"><b class="cut" dir="auto">{it.file.name}</b><span class="small quiet"><bdi>{bytes(it.file.size)}</bdi> · <bdi>{ending(it.file.name)}</bdi></span></span></>}
                {it.duration && it.kind === "video" && !plain.value ? <span class="badge num">{spell(it.duration / 1000)}</span> : null}
                <span class="acts-on">
                  {i > 0 ? <button class="tool flip" aria-label={`${t("move_before")}: ${it.file.name}`} data-test="move-before" onClick={() => move(i, i - 1)}><Icon name="back" size={18} /></button> : null}
                  {i < all.length - 1 ? <button class="tool flip" aria-label={`${t("move_after")}: ${it.file.name}`} data-test="move-after" onClick={() => move(i, i + 1)}><Icon name="next" size={18} /></button> : null}
                  <button class="tool" aria-label={`${t("take_out")}: ${it.file.name}`} data-test="take-out" onClick={() => drop(i)}><Icon name="close" size={18} /></button>
                </span>
              </li>
            ))}
          </ol>
        )}
        <button class="line go" data-test="add-more" onClick={() => void pickFiles("").then((more) => (more.length ? add(more) : undefined))}><Icon name="plus" />{t("add_files")}</button>
        {canBePlain || plain.value ? <label class="line"><span class="grow">{t("as_files")}<span class="sub">{t("as_files_text")}</span></span><input type="checkbox" class="switch" checked={plain.value} data-test="as-files" onChange={(ev) => { plain.value = ev.currentTarget.checked; }} /></label> : null}
      </div>
    </Sheet>
  );
}

/** Pictures and films stand together as an album; sounds and files are messages of their own sort. The caption goes with the first. `at`: for a time to come. */
async function sendAll(chat: number, all: readonly Chosen[], plain: boolean, caption: string, how: { silent?: boolean; at?: number }): Promise<boolean> {
  const drafts = await Promise.all(all.map((it) => keep(it, plain)));
  const seen = drafts.filter((it) => it.kind === "photo" || it.kind === "video" || it.kind === "loop");
  const rest = drafts.filter((it) => !seen.includes(it));
  const { x, en } = read(caption, []);
  let said = { text: x, entities: en as Entity[] };
  const reply = answering();
  for (const group of [seen, rest]) {
    if (!group.length) continue;
    await core.send(chat, { ...said, ...reply, ...how, files: group });
    said = { text: "", entities: [] };
  }
  replying.value = null;
  return true;
}

async function keep(it: Chosen, plain: boolean): Promise<FileDraft> {
  const key = await core.keepFile(it.file);
  const kind = plain ? "file" : it.kind;
  if (kind !== "file" && it.url) hold(key, it.file);
  const facts = { ...(it.width ? { width: it.width } : {}), ...(it.height ? { height: it.height } : {}), ...(it.duration ? { duration: it.duration } : {}) };
  return { key, kind, name: it.file.name || "file", mime: it.file.type || (kind === "photo" ? "image/heic" : "application/octet-stream"), size: it.file.size, ...(kind === "file" ? {} : facts) };
}

