/** Short notes at the foot of the screen, and the voice a screen reader hears. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { maybe, t, tn } from "./say";

interface Note { key: number; text: string; undo?: { text: string; run: () => void } | undefined }
const notes = signal<Note[]>([]);
const spoken = signal("");
let last = 0;

export function toast(text: string, undo?: Note["undo"], ms = 5000): void {
  const key = (last += 1);
  notes.value = [...notes.value.slice(-2), { key, text, undo }];
  setTimeout(() => { notes.value = notes.value.filter((n) => n.key !== key); }, ms);
}

/** Say something to screen readers only. */
export function announce(text: string): void { spoken.value = text; }

interface Said { c?: string; code?: string; why?: unknown; field?: unknown; wait?: unknown; facts?: Record<string, unknown>; x?: Record<string, unknown> }

/** A server's no, in the reader's words: by its finer reason, else its field, else its code. */
export function sorry(err: unknown): string {
  const e = (err ?? {}) as Said;
  const facts = { ...(e as Record<string, unknown>), ...(e.facts ?? {}), ...(e.x ?? {}) };
  const code = String(facts["c"] ?? e.code ?? "");
  const finer = facts["why"] ?? facts["reason"];
  const why = typeof finer === "string" ? maybe(`why_${finer.replaceAll(".", "_")}`) : undefined;
  if (why) return [why.replace("{word}", String(facts["word"] ?? "")).replace("{rule}", String(facts["rule"] ?? "")), facts["note"]].filter(Boolean).join(" ");
  const wait = Number(facts["wait"] ?? 0);
  if (wait && (code === "FLOOD" || code === "SLOWMODE" || code === "RETRY")) return tn("err_wait", Math.ceil(wait));
  return maybe(`err_${code}_${String(facts["field"] ?? "")}`) ?? maybe(`err_${code}`) ?? t("err_other");
}

/** Do it, and tell when it was refused. True when it worked. */
export async function tell<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (err) {
    toast(sorry(err));
    return undefined;
  }
}

export function Toasts() {
  const box = useRef<HTMLDivElement>(null);
  // a popover shown last lies above every open dialog
  useEffect(() => {
    box.current?.hidePopover?.();
    if (notes.value.length) box.current?.showPopover?.();
  }, [notes.value]);
  return (
    <>
      <div class="toasts" role="status" popover="manual" ref={box}>
        {notes.value.map((n) => (
          <div class="toast" key={n.key} data-test="toast">
            <span>{n.text}</span>
            {n.undo ? <button onClick={() => { n.undo?.run(); notes.value = notes.value.filter((o) => o.key !== n.key); }}>{n.undo.text}</button> : null}
          </div>
        ))}
      </div>
      <div class="sr" aria-live="polite" data-test="spoken">{spoken.value}</div>
    </>
  );
}
