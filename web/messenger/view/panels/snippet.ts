/** One line of a message around the first place that answers a search. */
import type { WireMessage } from "../../core/api";
import { t } from "../say";

type Hit = [number, number];
const BEFORE = 12;
const SIZE = 160;

const isTail = (code: number): boolean => code >= 0xdc00 && code <= 0xdfff;

export function snippet(m: WireMessage, hits: readonly Hit[]): { text: string; hits: Hit[] } {
  const text = (m.x ?? "").replace(/\s/g, " ");
  if (!hits.length) return { text: text.slice(0, SIZE) || m.po?.q || m.fl?.find((f) => f.n)?.n || m.ct?.n || m.lo?.ti || (m.fl?.[0] ? t(`kind_${m.fl[0].k}`) : ""), hits: [] };
  let from = Math.max(0, (hits[0]?.[0] ?? 0) - BEFORE);
  const space = text.indexOf(" ", from);
  if (from && space >= 0 && space < (hits[0]?.[0] ?? 0)) from = space + 1;
  if (isTail(text.charCodeAt(from))) from += 1;
  const lead = from ? "… " : "";
  const to = from + SIZE;
  return {
    text: lead + text.slice(from, to),
    hits: hits.filter(([at, size]) => at >= from && at + size <= to).map(([at, size]): Hit => [at - from + lead.length, size]),
  };
}
