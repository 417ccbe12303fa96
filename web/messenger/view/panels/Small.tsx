/** Four small dialogs: earlier versions, pinned messages, choosing a time, what is scheduled. */
import { useSignal } from "@preact/signals";
import type { Entity } from "../markup";
import { Icon } from "../icons";
import { gist, nameOf } from "../names";
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
  const pinned = chatOf(chat)?.pinned ?? [];
  return (
    <Sheet title={tn("pinned_n", pinned.length)} onClose={close} test="pins-sheet">
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

/** Local wall-clock time for <input type=datetime-local>. */
const local = (ms: number): string => new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16);

export function Schedule({ close, done }: { close: () => void; done: (at: number) => void }) {
  const at = useSignal(local(Date.now() + 3_600_000));
  const ms = new Date(at.value).getTime();
  const good = ms > Date.now() + 10_000;
  return (
    <Sheet title={t("send_later")} onClose={close} test="schedule-sheet" foot={<button class="btn" disabled={!good} data-test="schedule-go" onClick={() => { close(); done(ms); }}>{t("schedule")}</button>}>
      <label class="field pad"><span class="lbl">{t("when")}</span><input class="in" type="datetime-local" value={at.value} min={local(Date.now())} data-test="schedule-at" onInput={(ev) => { at.value = ev.currentTarget.value; }} />{good ? null : <span class="err">{t("must_be_future")}</span>}</label>
    </Sheet>
  );
}

export function Scheduled({ close, chat }: { close: () => void; chat: number }) {
  const list = useFetched(() => ask("sched.list", { c: chat }).then((r) => r.items));
  const act = (method: "sched.cancel" | "sched.now", id: number) => void tell(ask(method, { id })).then(list.again);
  return (
    <Sheet title={t("scheduled")} onClose={close} test="scheduled-sheet">
      <Wait for={list}>{(items) => items.length ? items.map((it) => (
        <div class="line" key={it.id}>
          <Icon name="calendar" />
          <span class="grow"><span class="cut" style="display:block" dir="auto">{it.x}</span><span class="sub">{full(it.at)}</span></span>
          <button class="tool flip" aria-label={t("send_now")} onClick={() => act("sched.now", it.id)}><Icon name="send" size={20} /></button>
          <button class="tool" aria-label={t("delete")} onClick={() => act("sched.cancel", it.id)}><Icon name="bin" size={20} /></button>
        </div>
      )) : <div class="empty"><p>{t("nothing_scheduled")}</p></div>}</Wait>
    </Sheet>
  );
}
