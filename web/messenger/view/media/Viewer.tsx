/** One picture or film over everything: keys, swipes, zoom; focus stays inside and returns. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Media } from "../../core/api";
import { Icon } from "../icons";
import { nameOf, titleOf } from "../names";
import { openForward } from "../panels";
import { Rich } from "../rich";
import { go, hrefOf } from "../route";
import { t, tn } from "../say";
import { showSheet } from "../Sheet";
import { account, chatOf, core, type Message } from "../state";
import { talk } from "../talk";
import { announce } from "../Toast";
import { moment } from "../when";
import { isSeen } from "./box";
import { Guess, useFetching } from "./Picture";
import { filmFor, original, pictureFor, posterOf, useLocal } from "./url";
import { useZoom } from "./zoom";
import "./viewer.css";

export interface Shown { m: Message; media: Media }

/** `among`: what the arrows walk through; without it, the media of the chat on screen. */
export function view(m: Message, id: string, among?: Shown[]): void {
  showSheet((close) => <Viewer close={close} first={`${m.seq}/${id}`} chat={m.chat} among={among} />);
}

const allIn = (items: readonly Message[]): Shown[] => items.flatMap((m) => (m.removed || !m.seq ? [] : m.media.filter((media) => isSeen(media) && media.state !== "failed").map((media) => ({ m, media }))));
const keyOf = (it: Shown): string => `${it.m.seq}/${it.media.id}`;

function Viewer({ close, first, chat, among }: { close: () => void; first: string; chat: number; among: Shown[] | undefined }) {
  const box = useRef<HTMLDialogElement>(null);
  const at = useSignal(first);
  const all = among ?? (talk.value?.chat === chat ? allIn(talk.value.items) : []);
  const i = all.findIndex((it) => keyOf(it) === at.value);
  const now = all[i];
  const rtl = document.documentElement.dir === "rtl";
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    const el = box.current;
    el?.showModal();
    return () => { el?.close(); before?.focus?.(); }; // while it is open nothing behind it takes the focus
  }, []);
  useEffect(() => { if (!now) close(); }, [!now]); // removed while one looked at it
  useEffect(() => { if (!among && i < 3 && talk.value && !talk.value.atStart) core.older(chat); }, [i]);
  useEffect(() => { if (now && all.length > 1) announce(tn("nth_of", i + 1, { all: all.length })); }, [at.value]);
  const step = (by: number) => { const to = all[i + by]; if (to) at.value = keyOf(to); };
  const zoom = useZoom(at.value, { next: () => step(rtl ? -1 : 1), before: () => step(rtl ? 1 : -1), away: close });
  if (!now) return null;
  const { m, media } = now;
  const ch = chatOf(m.chat);
  const keys = (ev: KeyboardEvent) => {
    if (ev.target instanceof HTMLVideoElement && /^Arrow(Left|Right)$|^ $/.test(ev.key)) return;
    const forth = rtl ? "ArrowLeft" : "ArrowRight";
    const back = rtl ? "ArrowRight" : "ArrowLeft";
    const act = { [forth]: () => step(1), [back]: () => step(-1), Home: () => step(-i), End: () => step(all.length - 1 - i), "+": () => zoom.by(1.5), "=": () => zoom.by(1.5), "-": () => zoom.by(1 / 1.5), "0": zoom.reset }[ev.key];
    if (!act || ev.ctrlKey || ev.metaKey || ev.altKey) return;
    ev.preventDefault();
    ev.stopPropagation();
    act();
  };
  const away = (hash: string) => { close(); go(hash); };
  const name = m.from ? nameOf(m.from) : ch ? titleOf(ch) : "";
  const keepable = !ch?.flags["protect"];
  return (
    <dialog ref={box} class="viewer" aria-label={t("viewer")} data-test="viewer" data-at={at.value} onCancel={(ev) => { ev.preventDefault(); close(); }} onKeyDown={keys}>
      <header>
        <button class="tool" aria-label={t("close")} data-test="viewer-close" onClick={close}><Icon name="close" /></button>
        <span class="grow"><b class="cut" dir="auto">{name}</b><span class="small quiet cut" dir="auto">{moment(m.time)}</span></span>
        {media.kind === "photo" ? <><button class="tool not-narrow" aria-label={t("zoom_out")} onClick={() => zoom.by(1 / 1.5)}><Icon name="zoomout" /></button><button class="tool not-narrow" aria-label={t("zoom_in")} data-test="zoom-in" onClick={() => zoom.by(1.5)}><Icon name="zoomin" /></button></> : null}
        {m.seq ? <button class="tool" aria-label={t("to_message")} data-test="viewer-jump" onClick={() => away(hrefOf(m.chat, m.seq))}><Icon name="chat" /></button> : null}
        {m.seq && keepable ? <button class="tool" aria-label={t("forward")} onClick={() => { close(); openForward(m.chat, [m.seq]); }}><Icon name="forward" /></button> : null}
        {keepable && media.id ? <a class="tool" aria-label={t("download")} data-test="viewer-download" href={media.kind === "photo" ? (pictureFor(media, 9999) ?? original(media)) : (filmFor(media, false) ?? original(media))} download={media.kind === "photo" ? media.name : `${media.name.replace(/\.[^.]*$/, "") || "video"}.mp4`}><Icon name="download" /></a> : null}
      </header>
      <div class="stage" ref={zoom.stage} {...zoom.on}>
        <One key={at.value} media={media} />
        {i > 0 ? <button class="tool side-tool to-start flip" aria-label={t("before")} data-test="viewer-before" onClick={(ev) => { ev.stopPropagation(); step(-1); }}><Icon name="back" size={26} /></button> : null}
        {i < all.length - 1 ? <button class="tool side-tool to-end flip" aria-label={t("next")} data-test="viewer-next" onClick={(ev) => { ev.stopPropagation(); step(1); }}><Icon name="next" size={26} /></button> : null}
      </div>
      <footer>{all.length > 1 ? <p class="small quiet num">{tn("nth_of", i + 1, { all: all.length })}</p> : null}{m.text ? <div class="tx" dir="auto" data-test="viewer-caption"><Rich x={m.text} en={m.entities} /></div> : null}</footer>
    </dialog>
  );
}

function One({ media }: { media: Media }) {
  const local = useLocal(media);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => { box.current?.querySelector("video")?.focus({ preventScroll: true }); }, []);
  const picture = useFetching(media.kind === "photo" ? (local ?? pictureFor(media, Math.max(innerWidth, innerHeight))) : undefined);
  const film = useFetching(media.kind === "photo" ? undefined : (local ?? filmFor(media, account.value.saver)));
  const style = `--w:${media.width || 640}px;--ratio:${(media.width || 4) / (media.height || 3)}`;
  if (picture.lost || film.lost) return <div class="still word"><Icon name="broken" size={36} />{t("media_lost")}<button class="btn soft" onClick={picture.lost ? picture.again : film.again}>{t("again")}</button></div>;
  if (media.kind === "photo") {
    return <div class="show" ref={box} style={style}><Guess hash={media.thumb} />{picture.src ? <img class="full" src={picture.src} alt="" draggable={false} onError={picture.onError} data-test="viewer-picture" /> : null}</div>;
  }
  return film.src
    ? <div class="show" ref={box} style={style}><video class="full" src={film.src} poster={posterOf(media)} controls={media.kind !== "loop"} loop={media.kind === "loop"} muted={media.kind === "loop"} autoPlay playsInline onError={film.onError} data-test="viewer-film" /></div>
    : <div class="still word"><span class="spin" />{t("media_processing")}</div>;
}
