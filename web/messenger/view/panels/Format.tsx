/** How selected words could look: a bar over the composer that puts the marks around them. */
import type { ComponentChildren } from "preact";
import { t } from "../say";

/** [mark, mark at the end, what it is called, how its button looks] */
const marks = (): [string, string, string, ComponentChildren][] => [
  ["**", "**", t("keys_bold"), <b>B</b>],
  ["_", "_", t("keys_italic"), <i>I</i>],
  ["~~", "~~", t("format_strike"), <s>S</s>],
  ["`", "`", t("keys_code"), <code>{"{}"}</code>],
  ["||", "||", t("keys_spoiler"), <span class="veiled">{"\u2003"}</span>],
  ["\n> ", "\n", t("format_quote"), <span>❞</span>],
  ["[", "](https://)", t("format_link"), <u>a</u>],
];

export function Format({ wrap }: { wrap: (mark: string, end: string) => void }) {
  return (
    <div class="format" role="toolbar" aria-label={t("format")} data-test="format">
      {marks().map(([mark, end, name, face]) => <button class="tool" key={mark} aria-label={name} title={name} data-test={`format-${mark.trim() || "quote"}`} onMouseDown={(ev) => ev.preventDefault()} onClick={() => wrap(mark, end)}>{face}</button>)}
    </div>
  );
}
