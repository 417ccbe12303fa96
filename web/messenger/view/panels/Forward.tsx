/** Forwarding: to which chat. */
import { useSignal } from "@preact/signals";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { canPost, colourOf, iconOf, titleOf } from "../names";
import { go, hrefOf } from "../route";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { chats, core } from "../state";
import { picked } from "../talk";
import { tell } from "../Toast";

export function Forward({ close, from, seqs }: { close: () => void; from: number; seqs: number[] }) {
  const q = useSignal("");
  const hide = useSignal(false);
  const needle = q.value.trim().toLocaleLowerCase();
  const list = chats.value.filter((ch) => canPost(ch) && titleOf(ch).toLocaleLowerCase().includes(needle)).slice(0, 60);
  const send = async (to: number) => {
    const done = await tell(core.forward(from, seqs, to, hide.value));
    if (done === undefined) return;
    picked.value = null;
    close();
    go(hrefOf(to));
  };
  return (
    <Sheet title={t("forward_to")} onClose={close} tall test="forward-sheet">
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search")} aria-label={t("search")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      <label class="line"><Icon name="eye" /><span class="grow">{t("hide_sender")}</span><input type="checkbox" class="switch" checked={hide.value} onChange={(ev) => { hide.value = ev.currentTarget.checked; }} /></label>
      {list.map((ch) => <button class="line" key={ch.id} data-test="forward-to" onClick={() => void send(ch.id)}><Avatar id={colourOf(ch)} name={titleOf(ch)} icon={iconOf(ch)} size={42} /><bdi class="grow cut">{titleOf(ch)}</bdi></button>)}
      {list.length ? null : <p class="pad quiet center">{t("nothing_found")}</p>}
    </Sheet>
  );
}
