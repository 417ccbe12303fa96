/** What is being recorded, and how the finger stands: shared by the button and the recorder, which is fetched with the first recording. */
import { signal } from "@preact/signals";

export type RecordKind = "voice" | "round";
/** `slid`: px drawn towards cancelling; `lifted`: px drawn up towards the lock; `end`: what the hand decided. */
export interface Recording { chat: number; kind: RecordKind; locked: boolean; slid: number; lifted: number; end?: "send" | "cancel" }

export const recording = signal<Recording | null>(null);
export const recordKind = signal<RecordKind>(localStorage.getItem("record") === "round" ? "round" : "voice");

export function chooseKind(kind: RecordKind): void {
  recordKind.value = kind;
  localStorage.setItem("record", kind);
}

export function startRecording(chat: number, kind: RecordKind, locked: boolean): void {
  if (!recording.value) recording.value = { chat, kind, locked, slid: 0, lifted: 0 };
}
