/** The button that records: hold, slide to cancel, slide up to lock; a tap or a key locks at once. */
import { signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Icon } from "./icons";
import { placeOf, showMenu } from "./Menu";
import { chooseKind, recording, recordKind, startRecording } from "./recording";
import { t } from "./say";
import type { Chat } from "./state";
import { toast } from "./Toast";

const TAP_MS = 350;
const CANCEL_PX = 110;
const LOCK_PX = 70;

const part = signal<typeof import("./media/Recorder") | null>(null);
const fetchPart = () => {
  if (!part.value) import("./media/Recorder").then((found) => { part.value = found; }).catch(() => { recording.value = null; toast(t("load_failed")); });
};

export const canRecord = (): boolean => typeof MediaRecorder === "function" && !!navigator.mediaDevices;

export function RecordButton({ ch }: { ch: Chat }) {
  const from = useRef<{ x: number; y: number; at: number } | null>(null);
  const kind = recordKind.value;
  const move = (ev: PointerEvent) => {
    const now = recording.value;
    if (!from.current || !now || now.locked || now.end) return;
    const slid = Math.max(0, (ev.clientX - from.current.x) * (document.documentElement.dir === "rtl" ? 1 : -1));
    const lifted = Math.max(0, from.current.y - ev.clientY);
    const locked = lifted > LOCK_PX && lifted > slid;
    if (locked) navigator.vibrate?.(10);
    recording.value = { ...now, slid: locked ? 0 : slid, lifted: locked ? 0 : lifted, locked, ...(slid > CANCEL_PX ? { end: "cancel" as const } : {}) };
  };
  const up = (ev: PointerEvent) => {
    const began = from.current;
    const now = recording.value;
    from.current = null;
    if (!began || !now || now.locked || now.end) return;
    const tapped = performance.now() - began.at < TAP_MS || ev.type === "pointercancel";
    recording.value = tapped ? { ...now, locked: true, slid: 0, lifted: 0 } : { ...now, end: "send" };
  };
  const down = (ev: PointerEvent) => {
    if (ev.button !== 0) return;
    ev.preventDefault();
    (ev.currentTarget as HTMLElement).setPointerCapture(ev.pointerId);
    from.current = { x: ev.clientX, y: ev.clientY, at: performance.now() };
    fetchPart();
    startRecording(ch.id, kind, false);
  };
  const choose = (ev: MouseEvent) => {
    ev.preventDefault();
    if (recording.value) return;
    showMenu(placeOf(ev), [
      { icon: "mic", text: t("kind_voice"), run: () => chooseKind("voice"), test: "record-voice" },
      { icon: "camera", text: t("kind_round"), run: () => chooseKind("round"), test: "record-round" },
    ], t("record"));
  };
  const held = recording.value && !recording.value.locked;
  return (
    <button class={held ? "tool main held" : "tool"} aria-label={kind === "voice" ? t("record_voice") : t("record_round")} title={t("record_hint")} data-test="record" data-kind={kind} style="touch-action:none"
      onPointerEnter={fetchPart} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onContextMenu={choose}
      onClick={(ev) => { if (ev.detail === 0) { fetchPart(); startRecording(ch.id, kind, true); } }}>
      <Icon name={kind === "voice" ? "mic" : "camera"} />
    </button>
  );
}

/** In the composer's place while one speaks. */
export function RecorderPlace({ ch }: { ch: Chat }) {
  const now = recording.value;
  if (!now || now.chat !== ch.id) return null;
  if (part.value) return <part.value.Recorder key={`${now.chat}${now.kind}`} ch={ch} />;
  fetchPart();
  return <div class="recorder" aria-busy="true"><span class="spin" /></div>;
}
