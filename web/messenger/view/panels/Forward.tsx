/** Forwarding: to which chat; or to several at once, with words of one's own before it. */
import { useSignal } from "@preact/signals";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { read } from "../markup";
import { canPost, colourOf, iconOf, titleOf } from "../names";
import { go, hrefOf } from "../route";
import { t, tn } from "../say";
import { Sheet } from "../Sheet";
import { chats, core, type Entity } from "../state";
import { picked } from "../talk";
import { tell, toast } from "../Toast";

export function Forward({ close, from, seqs }: { close: () => void; from: number; seqs: number[] }) {
  const q = useSignal("");
  const hide = useSignal(false);
  const needle = q.value.trim().toLocaleLowerCase();
  const chosen = useSignal<ReadonlySet<number>>(new Set());
  const words = useSignal("");
  const choose = (id: number) => {
    const next = new Set(chosen.value);
    if (!next.delete(id)) next.add(id);
    chosen.value = next;
  };
  const list = chats.value.filter((ch) => canPost(ch) && titleOf(ch).toLocaleLowerCase().includes(needle)).slice(0, 60);
  const send = async (to: number) => {
    const done = await tell(core.forward(from, seqs, to, hide.value));
    if (done === undefined) return;
    picked.value = null;
    close();
    go(hrefOf(to));
  };
  const sendAll = async () => {
    const done = await tell((async () => {
      const { x, en } = read(words.value);
      for (const to of chosen.value) {
        if (x) await core.send(to, { text: x, entities: en as Entity[] });
        await core.forward(from, seqs, to, hide.value);
      }
      return true;
    })());
    if (!done) return;
    picked.value = null;
    close();
    toast(tn("forwarded_to_n", chosen.value.size));
  };
  const foot = chosen.value.size ? (
    <form class="row grow" onSubmit={(ev) => { ev.preventDefault(); void sendAll(); }}>
      <input class="in" dir="auto" maxLength={4000} value={words.value} placeholder={t("forward_words")} aria-label={t("forward_words")} data-test="forward-words" onInput={(ev) => { words.value = ev.currentTarget.value; }} />
      <button class="tool main flip" aria-label={t("send")} data-test="forward-send"><Icon name="send" /></button>
    </form>
  ) : null;
  return (
    <Sheet title={t("forward_to")} onClose={close} tall test="forward-sheet" foot={foot}>
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search")} aria-label={t("search")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      <label class="line"><Icon name="eye" /><span class="grow">{t("hide_sender")}</span><input type="checkbox" class="switch" checked={hide.value} onChange={(ev) => { hide.value = ev.currentTarget.checked; }} /></label>
      {list.map((ch) => <div class="line both" key={ch.id}><button class="row grow" data-test="forward-to" onClick={() => (chosen.value.size ? choose(ch.id) : void send(ch.id))}><Avatar id={colourOf(ch)} name={titleOf(ch)} icon={iconOf(ch)} size={42} /><bdi class="grow cut">{titleOf(ch)}</bdi></button><input type="checkbox" checked={chosen.value.has(ch.id)} aria-label={`${t("select")}: ${titleOf(ch)}`} data-test="forward-pick" onChange={() => choose(ch.id)} /></div>)}
      {list.length ? null : <p class="pad quiet center">{t("nothing_found")}</p>}
    </Sheet>
  );
}
