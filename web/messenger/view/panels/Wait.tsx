/** Draws what was fetched, or bones, also while the line is only just being opened, or the refusal. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { Telling } from "../../core/telling";
import { t } from "../say";
import { sorry } from "../Toast";
import { connection } from "../state";
import type { Fetched } from "./fetched";

export function Wait<T>({ for: f, children }: { for: Fetched<T>; children: (value: T) => ComponentChildren }) {
  const telling = useRef(new Telling());
  const refused = telling.current.refusal(f.error.value, connection.value.state);
  if (f.value.value !== undefined) return <>{children(f.value.value)}</>;
  if (refused) return <div class="empty"><p>{sorry(f.error.value)}</p><button class="btn soft" onClick={f.again}>{t("again")}</button></div>;
  return <div class="pad col" aria-busy="true">{[70, 45, 60].map((w) => <span class="bone" key={w} style={`block-size:18px;inline-size:${w}%`} />)}</div>;
}
