/** What is playing, over everything: it goes on while one reads elsewhere. */
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../icons";
import { go, hrefOf } from "../route";
import { t } from "../say";
import { film, goOn, isSpoken, length, next, playing, senderOf, speed, stop, time, toggle, track, turnSpeed } from "./player";
import { spell } from "./sizes";

/** A round film whose bubble is not on screen is drawn here. */
function Small() {
  const slot = useRef<HTMLSpanElement>(null);
  const now = track.value;
  useEffect(() => {
    const el = film();
    if (el && !document.querySelector(`[data-film="${CSS.escape(`${now?.m.chat}/${now?.m.seq}`)}"]`)) { slot.current?.append(el); goOn(); }
  });
  return <span class="film" ref={slot} />;
}

export function Bar() {
  const now = track.value;
  if (!now) return null;
  const part = length.value ? Math.min(1, time.value / length.value) : 0;
  return (
    <div class="player" role="region" aria-label={t("playing")} data-test="player">
      <button class="tool" aria-label={playing.value ? t("pause") : t("play")} data-test="player-toggle" onClick={toggle}><Icon name={playing.value ? "pause" : "play"} size={20} /></button>
      {now.media.kind === "round" ? <Small /> : null}
      <button class="grow what" onClick={() => go(hrefOf(now.m.chat, now.m.seq))} data-test="player-where">
        <b class="cut" dir="auto">{now.media.kind === "audio" ? now.media.name : senderOf(now)}</b>
        <span class="small quiet cut">{now.media.kind === "audio" ? <bdi>{senderOf(now)}</bdi> : t(`kind_${now.media.kind}` as "kind_voice")} · <span class="num" dir="ltr">{spell(time.value)} / {spell(length.value)}</span></span>
      </button>
      {isSpoken(now.media) ? <button class="tool speed" aria-label={t("speed")} data-test="player-speed" onClick={turnSpeed}><span class="num" dir="ltr">{speed.value}×</span></button> : null}
      <button class="tool flip" aria-label={t("play_next")} onClick={next}><Icon name="skip" size={20} /></button>
      <button class="tool" aria-label={t("close")} data-test="player-close" onClick={stop}><Icon name="close" size={20} /></button>
      <i class="gone-by" style={`inline-size:${part * 100}%`} />
    </div>
  );
}
