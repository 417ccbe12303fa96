/** What a message carries: its place is held until the part that draws it is here. */
import { signal } from "@preact/signals";
import { type Chat, type Message } from "../state";
import { boxOf, carriedHeight, isSeen, mosaic } from "./box";

const part = signal<typeof import("./Attached") | null>(null);
let asked = false;

export const carries = (m: Message): boolean => m.media.length > 0 || !!m.contact || !!m.place;
/** Pictures and films fill the bubble to its edges. */
export const isFilled = (m: Message): boolean => m.media.some(isSeen) || (!!m.place && !m.text);
/** Stands alone, without a bubble. */
export const isBare = (m: Message): boolean => m.media.length === 1 && !m.text && (m.media[0]?.kind === "sticker" || m.media[0]?.kind === "round");

function drawer(): typeof part.value {
  if (!part.value && !asked) {
    asked = true;
    import("./Attached").then((found) => { part.value = found; }).catch(() => { asked = false; });
  }
  return part.value;
}

/** The card of a link, under the words. */
export function CarriedLink({ m, ch }: { m: Message; ch: Chat }) {
  const by = drawer();
  return by && m.link ? <by.LinkCard m={m} ch={ch} link={m.link} /> : <div class="held" style="block-size:64px" aria-busy="true" />;
}

export function Carried({ m, ch }: { m: Message; ch: Chat }) {
  const by = drawer();
  if (by) return <by.Attached m={m} ch={ch} />;
  const seen = m.media.filter(isSeen);
  const box = seen.length > 1 ? mosaic(seen).box : seen[0] ? boxOf(seen[0]) : { w: 260, h: carriedHeight(m) };
  return <div class="held" style={`inline-size:${box.w}px;aspect-ratio:${box.w}/${box.h}`} aria-busy="true" />;
}
