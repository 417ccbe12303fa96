/** A round film note: plays with sound in its circle. */
import { useEffect, useRef } from "preact/hooks";
import type { Media } from "../../core/api";
import { Icon } from "../icons";
import { t } from "../say";
import type { Chat, Message } from "../state";
import { Guess, useCover, useFetching } from "./Picture";
import { current, film, goOn, keyOf, length, play, playing, time } from "./player";
import { Ring } from "./Ring";
import { spell } from "./sizes";
import { posterOf, useLocal } from "./url";

const ROUND = 2 * Math.PI * 48.5;

export function Round({ m, ch, media }: { m: Message; ch: Chat; media: Media }) {
  const [cover, uncover] = useCover(m, ch, media);
  const local = useLocal(media);
  const slot = useRef<HTMLDivElement>(null);
  const on = current.value === keyOf(m, media);
  const poster = useFetching(cover ? undefined : posterOf(media));
  useEffect(() => {
    const el = on ? film() : undefined;
    if (!el || !slot.current) return;
    slot.current.append(el);
    goOn();
    return () => el.remove();
  }, [on]);
  const part = on && length.value ? time.value / length.value : 0;
  const failed = media.state === "failed" || poster.lost;
  const press = (ev: Event) => {
    ev.stopPropagation();
    if (poster.lost) poster.again();
    else if (cover) uncover();
    else play({ m, media }, local);
  };
  return (
    <div class="round" data-test="round" data-film={`${m.chat}/${m.seq}`} data-cover={cover || undefined} data-state={on && playing.value ? "playing" : media.state}>
      <div class="disc">
        <Guess hash={media.thumb} />
        {local && !on ? <video src={`${local}#t=0.1`} muted preload="metadata" playsInline tabIndex={-1} /> : poster.src && !on ? <img src={poster.src} alt="" loading="lazy" onError={poster.onError} /> : null}
        <div class="slot" ref={slot} />
      </div>
      <svg class="rim" viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="48.5" class="gone-by" stroke-dasharray={`${part * ROUND} ${ROUND}`} /></svg>
      <button class="over" aria-label={failed ? t("media_failed") : cover === "strange" ? t("show_strange") : `${on && playing.value ? t("pause") : t("play")}: ${t("kind_round")}, ${spell(media.duration / 1000)}`} disabled={media.state === "failed"} data-test="play" onClick={press}>
        {failed ? <span class="word"><Icon name="broken" size={26} /><span>{t("media_failed")}</span></span> : cover === "strange" ? <span class="word"><Icon name="eye" size={26} /><span>{t("show_strange")}</span></span> : on && playing.value ? null : media.state === "sending" ? null : <span class="ring"><Icon name="play" size={24} /></span>}
      </button>
      <span class="badge when num">{spell(on ? length.value - time.value : media.duration / 1000)}</span>
      {media.state === "sending" ? <Ring m={m} media={media} /> : null}
    </div>
  );
}
