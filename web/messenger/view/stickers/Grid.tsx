/** Stickers side by side; arrow keys walk among them. */
import type { WireSticker } from "../../core/api";
import { t } from "../say";
import { Guess } from "../media/Picture";
import { forget, pictureOf } from "./packs";
import "../media/media.css";
import "./stickers.css";

interface Props { list: readonly WireSticker[]; press: (it: WireSticker, ev: Event) => void; marks?: boolean }

export function Grid({ list, press, marks }: Props) {
  return (
    <div class="stick" role="group">
      {list.map((it) => (
        <button key={it.fl.id} data-test="pick-sticker" data-file={it.fl.id} aria-label={it.e ? `${t("kind_sticker")} ${it.e}` : t("kind_sticker")} title={it.e} onClick={(ev) => press(it, ev)}>
          <Picture it={it} />
          {marks && it.e ? <span class="mark glyph" aria-hidden="true">{it.e}</span> : null}
        </button>
      ))}
    </div>
  );
}

export function Picture({ it }: { it: WireSticker }) {
  return (
    <span class="one">
      <Guess hash={it.fl.th} />
      <img src={pictureOf(it.fl)} alt="" loading="lazy" decoding="async" onLoad={(ev) => { ev.currentTarget.parentElement?.classList.add("on"); }} onError={(ev) => { forget(it.fl.id); const box = ev.currentTarget.closest("button"); if (box) box.hidden = true; }} />
    </span>
  );
}

/** Arrow keys: along the line, and to the nearest above or below. */
export function walk(ev: KeyboardEvent): void {
  const all = [...(ev.currentTarget as HTMLElement).querySelectorAll<HTMLElement>(".stick button:not([hidden])")];
  const at = all.indexOf(document.activeElement as HTMLElement);
  if (at < 0 || !ev.key.startsWith("Arrow")) return;
  const along = ev.key === "ArrowRight" || ev.key === "ArrowLeft";
  const ahead = along ? (ev.key === "ArrowRight") !== (document.documentElement.dir === "rtl") : ev.key === "ArrowDown";
  const here = (all[at] as HTMLElement).getBoundingClientRect();
  const rest = ahead ? all.slice(at + 1) : all.slice(0, at).reverse();
  const next = along ? rest[0] : rest.find((b) => { const box = b.getBoundingClientRect(); return Math.abs(box.left - here.left) < 8 && Math.abs(box.top - here.top) > 8; });
  if (next) { ev.preventDefault(); next.focus(); next.scrollIntoView({ block: "nearest" }); }
}
