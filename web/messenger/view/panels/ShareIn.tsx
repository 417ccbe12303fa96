/** What another app shared: into which chat. Words become the draft there, files are shown first; nothing is sent yet. */
import { effect, useSignal } from "@preact/signals";
import { outsideWords } from "../../words/outside";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { canPost, colourOf, iconOf, may, May, titleOf } from "../names";
import { openSending } from "../panels";
import { go, hrefOf } from "../route";
import { lang, tn } from "../say";
import { Sheet } from "../Sheet";
import { chatOf, chats, core } from "../state";

export function ShareIn({ close, text, files }: { close: () => void; text: string; files: readonly File[] }) {
  const w = outsideWords[lang.value];
  const q = useSignal("");
  const needle = q.value.trim().toLocaleLowerCase();
  const list = chats.value.filter((ch) => canPost(ch) && (!files.length || may(ch, May.media)) && titleOf(ch).toLocaleLowerCase().includes(needle)).slice(0, 60);
  const send = (to: number) => {
    const open = () => openSending(to, files, false, text);
    close();
    if (location.hash === hrefOf(to)) return open();
    addEventListener("hashchange", open, { once: true }); // going there closes what is open
    go(hrefOf(to));
  };
  const choose = (to: number) => {
    if (files.length) return send(to);
    core.draft(to, { text, at: Date.now() });
    close();
    let gone = false;
    const there = effect(() => {
      if (gone || chatOf(to)?.draft?.text !== text) return; // the field is filled when the chat is opened, so the draft comes first
      gone = true;
      queueMicrotask(() => { there(); go(hrefOf(to)); });
    });
  };
  return (
    <Sheet title={w.share} onClose={close} tall test="share-sheet">
      {files.length ? <p class="note row" style="margin:0 var(--s4);gap:var(--s2)" data-test="share-files"><Icon name="clip" size={18} /><span class="cut grow"><bdi>{tn("send_files_n", files.length)}</bdi>{files.length === 1 ? <>: <bdi>{files[0]?.name}</bdi></> : null}</span></p> : null}
      {text ? <p class="note" style="margin:var(--s2) var(--s4) 0" dir="auto">{text.slice(0, 300)}</p> : null}
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={w.search} aria-label={w.search} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      {list.map((ch) => <button class="line" key={ch.id} data-test="share-to" onClick={() => choose(ch.id)}><Avatar id={colourOf(ch)} name={titleOf(ch)} icon={iconOf(ch)} size={42} /><bdi class="grow cut">{titleOf(ch)}</bdi></button>)}
      {list.length ? null : <p class="pad quiet center">{w.nothing}</p>}
    </Sheet>
  );
}
