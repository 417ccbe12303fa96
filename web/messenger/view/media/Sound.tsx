/** Voice messages and music in a bubble: play, seek, speed. */
import { useMemo } from "preact/hooks";
import type { Media } from "../../core/api";
import { Icon } from "../icons";
import { t } from "../say";
import type { Message } from "../state";
import { current, keyOf, length, play, playing, seek, speed, time, turnSpeed } from "./player";
import { Ring } from "./Ring";
import { bytes, spell } from "./sizes";
import { BARS, loudness } from "./wave";
import { useLocal } from "./url";

function Wave({ wave, part, on }: { wave: string | undefined; part: number; on: boolean }) {
  const bars = useMemo(() => loudness(wave), [wave]);
  return (
    <svg class="wave" viewBox={`0 0 ${BARS * 4} 26`} preserveAspectRatio="none" aria-hidden="true">
      {bars.map((v, i) => { const h = Math.max(2.5, v * 26); return <rect key={i} x={i * 4} y={(26 - h) / 2} width="2.6" height={h} rx="1.3" class={on && i / BARS < part ? "gone-by" : ""} />; })}
    </svg>
  );
}

export function Sound({ m, media }: { m: Message; media: Media }) {
  const local = useLocal(media);
  const on = current.value === keyOf(m, media);
  const all = on && length.value ? length.value : media.duration / 1000;
  const now = on ? time.value : 0;
  const music = media.kind === "audio";
  const start = (ev: Event) => { ev.stopPropagation(); play({ m, media }, media.state === "sending" ? local : undefined); };
  const failed = media.state === "failed";
  const keys = (ev: KeyboardEvent) => {
    const step = { ArrowRight: 5, ArrowUp: 5, ArrowLeft: -5, ArrowDown: -5 }[ev.key];
    if (!on || !step) return;
    ev.preventDefault();
    ev.stopPropagation();
    seek(now + step);
  };
  const to = (ev: MouseEvent) => {
    const box = (ev.currentTarget as HTMLElement).getBoundingClientRect();
    seek(Math.max(0, Math.min(1, (ev.clientX - box.left) / box.width)) * all);
  };
  const point = (ev: MouseEvent) => {
    ev.stopPropagation();
    if (on) to(ev);
    else start(ev);
  };
  /** While it plays the place is drawn along, and the bubble is not. */
  const drawn = on ? {
    onPointerDown: (ev: PointerEvent) => { (ev.currentTarget as HTMLElement).setPointerCapture(ev.pointerId); },
    onPointerMove: (ev: PointerEvent) => { if (ev.buttons & 1) to(ev); },
    onTouchStart: (ev: TouchEvent) => ev.stopPropagation(),
  } : {};
  return (
    <div class={music ? "sound music" : "sound"} data-test={music ? "audio" : "voice"} data-state={on && playing.value ? "playing" : media.state}>
      {media.state === "sending" ? <Ring m={m} media={media} /> : (
        <button class="knob" disabled={failed} aria-label={`${on && playing.value ? t("pause") : t("play")}: ${music ? media.name : t("kind_voice")}, ${spell(all)}`} data-test="play" onClick={start}><Icon name={failed ? "broken" : on && playing.value ? "pause" : "play"} size={22} /></button>
      )}
      <div class="grow">
        {music ? <b class="cut"><bdi>{media.name}</bdi></b> : null}
        {!music || on ? (
          <div class="scrub" dir="ltr" role="slider" tabIndex={on ? 0 : -1} aria-label={t("seek")} aria-valuemin={0} aria-valuemax={Math.round(all)} aria-valuenow={Math.round(now)} aria-valuetext={spell(now)} onKeyDown={keys} onClick={point} {...drawn} data-test="seek">
            {music ? <span class="track"><i style={`inline-size:${all ? (now / all) * 100 : 0}%`} /></span> : <Wave wave={media.wave} part={all ? now / all : 0} on={on} />}
          </div>
        ) : null}
        <span class="small by num"><span dir="ltr">{on ? `${spell(now)} / ${spell(all)}` : spell(all)}</span>{music && !on && media.size ? <> · <bdi>{bytes(media.size)}</bdi></> : null}{failed ? <> · {t("media_failed")}</> : media.state === "processing" ? <> · {t("media_processing")}</> : null}</span>
      </div>
      {on && !music ? <button class="speed num" aria-label={`${t("speed")}: ${speed.value}`} data-test="speed" onClick={(ev) => { ev.stopPropagation(); turnSpeed(); }} dir="ltr">{speed.value}×</button> : null}
    </div>
  );
}
