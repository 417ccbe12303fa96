/** The one thing that sounds: voice, round films and music, going on while one browses, each followed by the next of its chat. */
import { computed, signal } from "@preact/signals";
import type { Media } from "../../core/api";
import { titleOf, nameOf } from "../names";
import { t } from "../say";
import { chatOf, core, type Message } from "../state";
import { talk } from "../talk";
import { toast } from "../Toast";
import { at, filmFor, hasVariant, original } from "./url";

export interface Track { m: Message; media: Media }
const SPEEDS = [1, 1.5, 2] as const;
type Speed = (typeof SPEEDS)[number];

export const track = signal<Track | null>(null);
export const playing = signal(false);
/** Seconds. */
export const time = signal(0);
export const length = signal(0);
export const speed = signal<Speed>((Number(localStorage.getItem("speed")) || 1) as Speed);
export const keyOf = (m: Message, media: Media): string => `${m.chat}/${m.seq || m.key}/${media.id || media.key}`;
export const current = computed(() => (track.value ? keyOf(track.value.m, track.value.media) : ""));

let element: HTMLMediaElement | undefined;
let queue: Track[] = [];
let renewed = "";

const sounds = (media: Media): boolean => media.kind === "voice" || media.kind === "round" || media.kind === "audio";
export const isSpoken = (media: Media): boolean => media.kind !== "audio";

/** The element on which the current round film is drawn. */
export const film = (): HTMLVideoElement | undefined => (element instanceof HTMLVideoElement ? element : undefined);

function source(media: Media, local?: string): string {
  if (local) return local;
  if (media.kind === "round") return filmFor(media, false) ?? original(media);
  return hasVariant(media, "a") ? at(media, "a") : original(media);
}

/** What follows in this chat, of the same sort: speech after speech, music after music. */
function follow(to: Track): Track[] {
  const items = talk.value?.chat === to.m.chat ? talk.value.items : [];
  const from = items.findIndex((m) => m.key === to.m.key);
  if (from < 0) return queue.slice(queue.findIndex((each) => keyOf(each.m, each.media) === keyOf(to.m, to.media)) + 1);
  const later = items.slice(from).flatMap((m) => (m.removed ? [] : m.media.filter((media) => sounds(media) && isSpoken(media) === isSpoken(to.media)).map((media) => ({ m, media }))));
  return later.slice(later.findIndex((each) => each.media.id === to.media.id) + 1);
}

export function play(to: Track, local?: string): void {
  if (keyOf(to.m, to.media) === current.value && element) return toggle();
  stop();
  const fresh: HTMLMediaElement = to.media.kind === "round" ? document.createElement("video") : new Audio();
  element = fresh;
  queue = follow(to);
  track.value = to;
  time.value = 0;
  length.value = to.media.duration / 1000;
  fresh.src = source(to.media, local);
  fresh.preload = "auto";
  if (fresh instanceof HTMLVideoElement) fresh.playsInline = true;
  fresh.ontimeupdate = () => { time.value = fresh.currentTime; };
  fresh.ondurationchange = () => { if (Number.isFinite(fresh.duration) && fresh.duration > 0) length.value = fresh.duration; };
  fresh.onplay = () => { playing.value = true; pace(fresh); };
  fresh.onpause = () => { if (element === fresh) playing.value = false; };
  fresh.onended = () => { if (element === fresh) next(); };
  fresh.onerror = () => { if (element === fresh) void failed(to); };
  void fresh.play().catch(() => undefined);
  session(to);
}

/** Perhaps only the pass had run out: it is renewed once. */
async function failed(to: Track): Promise<void> {
  const key = keyOf(to.m, to.media);
  stop();
  if (renewed === key || !to.media.id) return toast(t("media_lost"));
  renewed = key;
  await core.renewPass();
  play(to);
}

export function next(): void {
  const to = follow(track.value as Track)[0] ?? queue[0];
  stop();
  if (to) play(to);
}

export function toggle(): void {
  if (!element) return;
  if (element.paused) void element.play().catch(() => undefined);
  else element.pause();
}

export function stop(): void {
  const old = element;
  element = undefined;
  track.value = null;
  playing.value = false;
  if (!old) return;
  old.pause();
  old.removeAttribute("src");
  old.load();
}

/** Goes on after its place on the page changed. */
export function goOn(): void {
  if (element && playing.peek()) void element.play().catch(() => undefined);
}

export function seek(to: number): void {
  if (!element) return;
  element.currentTime = Math.max(0, Math.min(to, length.value || to));
  time.value = element.currentTime;
}

const pace = (to: HTMLMediaElement): void => { to.playbackRate = track.value && isSpoken(track.value.media) ? speed.value : 1; };

export function turnSpeed(): void {
  speed.value = SPEEDS[(SPEEDS.indexOf(speed.value) + 1) % SPEEDS.length] ?? 1;
  localStorage.setItem("speed", String(speed.value));
  if (element) pace(element);
}

/** Keys of headsets and lock screens. */
function session(to: Track): void {
  if (!("mediaSession" in navigator)) return;
  navigator.mediaSession.metadata = new MediaMetadata({ title: to.media.kind === "audio" ? to.media.name : t(`kind_${to.media.kind}` as "kind_voice"), artist: senderOf(to) });
  for (const [key, run] of [["play", toggle], ["pause", toggle], ["nexttrack", next], ["stop", stop]] as const) navigator.mediaSession.setActionHandler(key, run);
}

export function senderOf(to: Track): string {
  const ch = chatOf(to.m.chat);
  return to.m.from ? nameOf(to.m.from) : ch ? titleOf(ch) : "";
}
