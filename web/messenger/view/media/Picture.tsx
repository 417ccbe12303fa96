/** A picture, a film or a loop in a bubble: its first guess, then itself; covered where it should not be seen or fetched unasked. */
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Media } from "../../core/api";
import { Icon } from "../icons";
import { t } from "../say";
import { account, type Chat, core, type Message, userOf } from "../state";
import { openViewer } from "../panels";
import { Ring } from "./Ring";
import { bytes, spell } from "./sizes";
import { drawThumb } from "./thumb";
import { bytesOf, filmFor, pictureFor, posterOf, useLocal } from "./url";

/** Uncovered or fetched by a tap; lasts as long as the page. */
const opened = new Set<string>();
const still = matchMedia("(prefers-reduced-motion: reduce)");

/** In a dialog, what somebody sends who is not a contact is shown when asked for. */
export function isStrange(m: Message, ch: Chat): boolean {
  if (ch.kind !== "dialog" || m.mine || !ch.peer) return false;
  const peer = userOf(ch.peer);
  return !peer?.contact && !peer?.bot;
}

export type Cover = "strange" | "saver" | "";

/** What lies over this media, and how to take it away. */
export function useCover(m: Message, ch: Chat, media: Media): [Cover, () => void] {
  const key = `${m.chat}/${m.seq}/${media.id}`;
  const seen = useSignal(opened.has(key));
  const open = () => { opened.add(key); seen.value = true; };
  if (seen.value || opened.has(key) || media.key) return ["", open];
  return [isStrange(m, ch) ? "strange" : account.value.saver && !m.mine ? "saver" : "", open];
}

/** The address of the picture, renewed once when it was refused; undefined: it is lost. */
export function useFetching(src: string | undefined): { src: string | undefined; onError: () => void; lost: boolean; again: () => void } {
  const tries = useSignal(0);
  useEffect(() => { tries.value = 0; }, [src]);
  const onError = () => {
    if (tries.peek() === 0) { tries.value = -1; void core.renewPass().catch(() => undefined).then(() => { tries.value = 1; }); }
    else tries.value = 2;
  };
  const n = tries.value;
  return { src: n === -1 || n === 2 ? undefined : src && n === 1 ? `${src}?1` : src, onError, lost: n === 2, again: () => { tries.value = 0; } };
}

export function Guess({ hash }: { hash: string | undefined }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => { if (canvas.current && hash) drawThumb(canvas.current, hash); }, [hash]);
  return hash ? <canvas ref={canvas} class="guess" aria-hidden="true" /> : null;
}

function describe(m: Message, media: Media): string {
  return [t(`kind_${media.kind}` as "kind_photo"), media.duration ? spell(media.duration / 1000) : "", m.text.slice(0, 80)].filter(Boolean).join(", ");
}

export function Picture({ m, ch, media, wide }: { m: Message; ch: Chat; media: Media; wide: number }) {
  const [cover, uncover] = useCover(m, ch, media);
  const local = useLocal(media);
  const moving = media.kind === "loop";
  const poster = media.kind === "photo" ? pictureFor(media, wide) : posterOf(media);
  const picture = useFetching(cover ? undefined : local && media.kind === "photo" ? local : poster);
  const loaded = useSignal(false);
  const size = media.kind === "photo" ? bytesOf(media, poster?.split("/").at(-1) ?? "") : bytesOf(media, "v") || media.size;
  const failed = media.state === "failed" || picture.lost;
  const open = (ev: Event) => {
    ev.stopPropagation();
    if (picture.lost) picture.again();
    else if (cover) uncover();
    else if (media.state === "ready" || media.state === "processing") openViewer(m, media.id);
  };
  const label = cover ? `${describe(m, media)}. ${t(cover === "strange" ? "show_strange" : "show_saved")}` : failed ? t("media_lost") : describe(m, media);
  return (
    <div class="pic" data-test="picture" data-kind={media.kind} data-cover={cover || undefined} data-state={failed ? "failed" : media.state}>
      <Guess hash={media.thumb} />
      {failed ? null : moving && !cover ? <Loop media={media} local={local} poster={poster} shown={() => { loaded.value = true; }} />
        : local && media.kind === "video" && !poster ? <video src={`${local}#t=0.1`} muted preload="metadata" playsInline class="on" tabIndex={-1} />
        : picture.src ? <img src={picture.src} alt="" loading="lazy" decoding="async" class={loaded.value || local ? "on" : ""} onLoad={() => { loaded.value = true; }} onError={picture.onError} /> : null}
      <button class="over" tabIndex={0} aria-label={label} data-test="open-media" onClick={open}>
        {failed ? <span class="word"><Icon name="broken" size={26} /><span>{media.state === "failed" ? t("media_failed") : t("media_lost")}</span></span>
          : cover === "strange" ? <span class="word"><Icon name="eye" size={26} /><span>{t("show_strange")}</span></span>
          : cover === "saver" ? <span class="badge mid"><Icon name="download" size={20} />{size ? <bdi>{bytes(size)}</bdi> : null}</span>
          : media.state === "processing" && !local && !picture.src ? <span class="ring"><span class="spin" /></span>
          : media.kind === "video" && media.state !== "sending" ? <span class="ring"><Icon name="play" size={24} /></span> : null}
      </button>
      {media.kind === "video" && media.duration && !failed ? <span class="badge when num">{spell(media.duration / 1000)}</span> : null}
      {moving && !failed ? <span class="badge when">GIF</span> : null}
      {media.state === "sending" ? <Ring m={m} media={media} /> : null}
    </div>
  );
}

/** Plays without sound while it is in view. */
function Loop({ media, local, poster, shown }: { media: Media; local: string | undefined; poster: string | undefined; shown: () => void }) {
  const box = useRef<HTMLVideoElement>(null);
  const src = local && media.mime.startsWith("video/") ? local : filmFor(media, true);
  useEffect(() => {
    const el = box.current;
    if (!el || still.matches) return;
    const eye = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) void el.play().catch(() => undefined); else el.pause(); }, { threshold: 0.4 });
    eye.observe(el);
    return () => eye.disconnect();
  }, [src]);
  if (!src) return local || poster ? <img src={local ?? poster} alt="" class="on" onLoad={shown} /> : null;
  return <video ref={box} src={src} poster={poster} muted loop playsInline preload="metadata" class="on" tabIndex={-1} onLoadedData={shown} data-test="loop" />;
}
