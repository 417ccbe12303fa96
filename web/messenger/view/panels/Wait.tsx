/** Draws what was fetched, or bones, also while the line is only just being opened, or the refusal. */
import type { ComponentChildren } from "preact";
import { t } from "../say";
import { sorry } from "../Toast";
import { connection } from "../state";
import { type Fetched, unasked } from "./fetched";

export function Wait<T>({ for: f, children }: { for: Fetched<T>; children: (value: T) => ComponentChildren }) {
  if (f.value.value !== undefined) return <>{children(f.value.value)}</>;
  if (f.error.value && !(unasked(f.error.value) && connection.value.state !== "offline")) return <div class="empty"><p>{sorry(f.error.value)}</p><button class="btn soft" onClick={f.again}>{t("again")}</button></div>;
  return <div class="pad col" aria-busy="true">{[70, 45, 60].map((w) => <span class="bone" key={w} style={`block-size:18px;inline-size:${w}%`} />)}</div>;
}
