/** Two small dialogs: earlier versions, and pinned messages. */
import type { Entity } from "../markup";
import { Icon } from "../icons";
import { canPin, gist, nameOf } from "../names";
import { Rich } from "../rich";
import { t, tn } from "../say";
import { Sheet } from "../Sheet";
import { ask, chatOf, core } from "../state";
import { lookUp, talk } from "../talk";
import { tell } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { Wait } from "./Wait";

export function Versions({ close, chat, seq }: { close: () => void; chat: number; seq: number }) {
  const versions = useFetched(() => ask("msg.versions", { c: chat, s: seq }).then((r) => r.versions));
  return (
    <Sheet title={t("versions")} onClose={close} test="versions-sheet">
      <Wait for={versions}>{(list) => (
        <ol>{list.map((v) => <li class="pad" key={v.v}>{v.d ? <time class="small quiet">{full(v.d)}</time> : null}<div class="tx" dir="auto"><Rich x={v.x} en={v.en as Entity[] | undefined} /></div></li>)}</ol>
      )}</Wait>
    </Sheet>
  );
}

export function Pins({ close, chat }: { close: () => void; chat: number }) {
  const view = talk.value;
  const ch = chatOf(chat);
  const pinned = ch?.pinned ?? [];
  const unpin = async () => { close(); await tell((async () => { for (const seq of pinned) await core.pin(chat, seq, false); })()); };
  const foot = ch && canPin(ch) && pinned.length > 1 ? <button class="btn plain bad" data-test="unpin-all" onClick={() => void unpin()}>{t("unpin_all")}</button> : null;
  return (
    <Sheet title={tn("pinned_n", pinned.length)} onClose={close} test="pins-sheet" foot={foot}>
      {pinned.map((seq) => {
        const m = view ? lookUp(view, seq) : undefined;
        return m === null ? null : (
          <button class="line" key={seq} onClick={() => { close(); core.jump(chat, seq); }}>
            <Icon name="pin" /><span class="grow"><b class="cut" style="display:block"><bdi>{m?.from ? nameOf(m.from) : ""}</bdi></b><span class="sub cut" dir="auto">{m ? gist(m) : "…"}</span></span>
          </button>
        );
      })}
    </Sheet>
  );
}
