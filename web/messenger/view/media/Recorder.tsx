/** Speaking into the microphone or the camera: level, time, cancel, lock, send. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Icon } from "../icons";
import { recording } from "../recording";
import { t } from "../say";
import { type Chat, core } from "../state";
import { answering, replying, wantFocus } from "../talk";
import { announce, tell, toast } from "../Toast";
import { stop as silence } from "./player";
import { spell } from "./sizes";
import { hold } from "./url";
import { packed } from "./wave";
import "./recorder.css";

const SHORTEST_MS = 600;
const LONGEST_MS = { voice: 60 * 60_000, round: 60_000 } as const;
const TICK_MS = 50;
const BARS = 44;
const TYPES = {
  voice: ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"],
  round: ["video/webm;codecs=vp8,opus", "video/mp4;codecs=avc1.42E01E,mp4a.40.2", "video/mp4", "video/webm"],
} as const;

/** One recording from the microphone's consent to its bytes. */
class Take {
  readonly levels: number[] = [];
  private readonly chunks: Blob[] = [];
  private readonly sound = new AudioContext();
  private began = 0;
  private length = 0;
  private constructor(readonly stream: MediaStream, private readonly recorder: MediaRecorder) {}

  static async begin(kind: "voice" | "round"): Promise<Take> {
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      ...(kind === "round" ? { video: { facingMode: "user", width: { ideal: 480 }, height: { ideal: 480 }, aspectRatio: { ideal: 1 } } } : {}),
    });
    const mimeType = TYPES[kind].find((type) => MediaRecorder.isTypeSupported(type));
    const take = new Take(stream, new MediaRecorder(stream, { ...(mimeType ? { mimeType } : {}), audioBitsPerSecond: kind === "voice" ? 16_000 : 32_000, ...(kind === "round" ? { videoBitsPerSecond: 900_000 } : {}) }));
    take.run();
    return take;
  }

  private run(): void {
    this.recorder.ondataavailable = (ev) => { if (ev.data.size) this.chunks.push(ev.data); };
    this.recorder.start(1000);
    this.began = performance.now();
    const ear = this.sound.createAnalyser();
    ear.fftSize = 1024;
    this.sound.createMediaStreamSource(this.stream).connect(ear);
    this.ear = ear;
  }
  private ear?: AnalyserNode;

  get running(): boolean { return this.recorder.state === "recording"; }
  get ms(): number { return this.running ? performance.now() - this.began : this.length; }

  /** Hears how loud it is now, 0…1. */
  listen(): void {
    if (!this.ear || !this.running) return;
    const wave = new Float32Array(this.ear.fftSize);
    this.ear.getFloatTimeDomainData(wave);
    this.levels.push(Math.min(1, Math.sqrt(wave.reduce((sum, v) => sum + v * v, 0) / wave.length) * 4));
  }

  async end(): Promise<Blob> {
    if (this.running) {
      this.length = this.ms;
      await new Promise<void>((done) => { this.recorder.onstop = () => done(); this.recorder.stop(); });
    }
    return new Blob(this.chunks, { type: (this.recorder.mimeType || "audio/webm").split(";")[0] as string });
  }

  close(): void {
    if (this.running) this.recorder.stop();
    for (const track of this.stream.getTracks()) track.stop();
    void this.sound.close();
  }

  /** The whole in 64 steps, the loudest at the top. */
  get wave(): string {
    const top = Math.max(0.05, ...this.levels);
    const step = this.levels.length / 64 || 1;
    return packed(Array.from({ length: 64 }, (_, i) => Math.max(0, ...this.levels.slice(Math.floor(i * step), Math.max(Math.floor(i * step) + 1, Math.floor((i + 1) * step)))) / top));
  }
}

const faultOf = (error: unknown): "mic_denied" | "mic_missing" => ((error as DOMException)?.name === "NotAllowedError" ? "mic_denied" : "mic_missing");

export function Recorder({ ch }: { ch: Chat }) {
  const take = useRef<Take | null>(null);
  const face = useRef<HTMLVideoElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const tick = useSignal(0);
  const full = useSignal(false);
  const now = recording.value;
  const kind = now?.kind ?? "voice";
  const leave = () => { recording.value = null; wantFocus.value += 1; };

  useEffect(() => {
    let gone = false;
    silence();
    Take.begin(kind).then((made) => {
      if (gone) return made.close();
      take.current = made;
      tick.value += 1;
      announce(t("recording_on"));
      if (face.current) { face.current.srcObject = made.stream; void face.current.play().catch(() => undefined); }
    }).catch((error: unknown) => { if (!gone) { toast(t(faultOf(error))); leave(); } });
    const timer = setInterval(() => {
      const it = take.current;
      if (!it) return;
      it.listen();
      if (it.running && it.ms >= LONGEST_MS[kind]) { full.value = true; void it.end(); if (recording.value && !recording.value.locked) recording.value = { ...recording.value, locked: true }; }
      tick.value += 1;
    }, TICK_MS);
    return () => { gone = true; clearInterval(timer); take.current?.close(); if (recording.value?.chat === ch.id) recording.value = null; };
  }, []);

  const finish = async () => {
    const it = take.current;
    if (!it) return leave();
    const bytes = await it.end();
    const ms = it.ms;
    if (ms < SHORTEST_MS || !bytes.size) { toast(t("record_hint")); return leave(); }
    await tell((async () => {
      const key = await core.keepFile(bytes);
      hold(key, bytes);
      const reply = answering();
      const end = bytes.type.split("/")[1] ?? "webm";
      await core.send(ch.id, { text: "", ...reply, files: [{ key, kind, name: `${kind}.${end}`, mime: bytes.type, size: bytes.size, duration: Math.round(ms), wave: it.wave, ...(kind === "round" ? { width: 480, height: 480 } : {}) }] });
      replying.value = null;
    })());
    leave();
  };
  useEffect(() => {
    if (now?.end === "send") void finish();
    if (now?.end === "cancel") { announce(t("recording_off")); leave(); }
  }, [now?.end]);
  useEffect(() => { if (now?.locked) box.current?.querySelector<HTMLElement>("[data-test=record-send]")?.focus(); }, [now?.locked]);
  if (!now) return null;

  const ms = take.current?.ms ?? 0;
  const levels = take.current?.levels.slice(-BARS) ?? [];
  void tick.value;
  const keys = (ev: KeyboardEvent) => {
    if (ev.key === "Escape") { ev.preventDefault(); ev.stopPropagation(); recording.value = { ...now, end: "cancel" }; }
  };
  return (
    <div ref={box} class={now.locked ? "recorder locked" : "recorder"} role="group" aria-label={t("recording_on")} data-test="recorder" data-state={full.value ? "full" : take.current ? "on" : "asking"} onKeyDown={keys}>
      {now.locked ? <button class="tool bad" aria-label={t("record_cancel")} data-test="record-cancel" onClick={() => { recording.value = { ...now, end: "cancel" }; }}><Icon name="bin" /></button> : null}
      <span class={full.value ? "led" : "led on"} />
      <span class="num" role="timer" data-test="record-time" dir="ltr">{spell(ms / 1000)}</span>
      <svg class="levels" viewBox={`0 0 ${BARS * 4} 28`} preserveAspectRatio="none" aria-hidden="true" data-test="record-level" data-level={(levels.at(-1) ?? 0).toFixed(2)}>
        {Array.from({ length: BARS }, (_, i) => { const h = Math.max(2.5, (levels[i - BARS + levels.length] ?? 0) * 28); return <rect key={i} x={i * 4} y={(28 - h) / 2} width="2.6" height={h} rx="1.3" />; })}
      </svg>
      {now.locked ? null : <span class="slide" style={`--slid:${now.slid}px`}><span class="flip"><Icon name="back" size={16} /></span>{t("slide_cancel")}</span>}
      {now.locked ? <button class="tool main flip" aria-label={t("send")} data-test="record-send" onClick={() => { recording.value = { ...now, end: "send" }; }}><Icon name="send" /></button>
        : <span class="lockup" style={`--lifted:${Math.min(now.lifted, 60)}px`} aria-hidden="true"><Icon name="lock" size={20} /><Icon name="up" size={16} /></span>}
      {kind === "round" ? (
        <div class="face" data-test="record-face"><video ref={face} muted playsInline /><svg viewBox="0 0 100 100" aria-hidden="true"><circle cx="50" cy="50" r="48.500" stroke-dasharray={`${(ms / LONGEST_MS.round) * 304.7} 304.7`} /></svg></div>
      ) : null}
    </div>
  );
}
