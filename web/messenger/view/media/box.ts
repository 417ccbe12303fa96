/** How large media are in a bubble, before a byte of them is here: nothing moves when they come. Pure. */
import type { Media } from "../../core/api";

/** Sides in CSS px: at most this wide and high, never a sliver. */
const WIDE = 420;
const HIGH = 460;
const LEAST = 120;
const ALBUM = 420;
/** Between the pictures of an album, px. */
export const GAP = 2;

export interface Box { w: number; h: number }
/** A picture's place in an album, as parts of its width and height. */
export interface Cell { x: number; y: number; w: number; h: number }

export const isSeen = (m: Media): boolean => m.kind === "photo" || m.kind === "video" || m.kind === "loop";

export function boxOf(m: Media): Box {
  if (m.kind === "sticker") return { w: 192, h: 192 };
  if (m.kind === "round") return { w: 240, h: 240 };
  const w = m.width || 320;
  const h = m.height || 240;
  const scale = Math.min(WIDE / w, HIGH / h, m.kind === "photo" ? Math.max(1, LEAST / Math.min(w, h)) : 2);
  return { w: Math.round(Math.max(LEAST, w * scale)), h: Math.round(Math.max(LEAST, h * scale)) };
}

const ratio = (m: Media): number => Math.min(2.2, Math.max(0.5, (m.width || 4) / (m.height || 3)));

/** Rows of pictures that each fill the width: two or three in a row by their shapes, as people lay out prints. */
export function mosaic(media: readonly Media[]): { box: Box; cells: Cell[] } {
  const ratios = media.map(ratio);
  const rows = rowsFor(ratios);
  const cells: Cell[] = [];
  const heights = rows.map(([from, to]) => 1 / ratios.slice(from, to).reduce((sum, r) => sum + r, 0));
  const tall = heights.reduce((sum, h) => sum + h, 0);
  const squeeze = Math.min(1, 1.35 / tall);
  let y = 0;
  rows.forEach(([from, to], i) => {
    const h = (heights[i] as number) * squeeze;
    const sum = ratios.slice(from, to).reduce((all, r) => all + r, 0);
    let x = 0;
    for (let at = from; at < to; at += 1) {
      const w = (ratios[at] as number) / sum;
      cells.push({ x, y: y / (tall * squeeze), w, h: h / (tall * squeeze) });
      x += w;
    }
    y += h;
  });
  return { box: { w: ALBUM, h: Math.round(ALBUM * tall * squeeze) }, cells };
}

/** Cuts into rows: of all cuts with one to four in a row, the one whose rows are nearest to a good height. */
function rowsFor(ratios: number[]): [number, number][] {
  const good = ratios.length <= 2 ? 0.62 : ratios.length <= 4 ? 0.52 : 0.38;
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= ratios.length; to += 1) {
    let found = { cost: Infinity, from: to - 1 };
    for (let from = Math.max(0, to - 4); from < to; from += 1) {
      const height = 1 / ratios.slice(from, to).reduce((sum, r) => sum + r, 0);
      const cost = (best[from] as { cost: number }).cost + Math.abs(Math.log(height / good));
      if (cost < found.cost) found = { cost, from };
    }
    best.push(found);
  }
  const rows: [number, number][] = [];
  for (let to = ratios.length; to > 0; to = (best[to] as { from: number }).from) rows.unshift([(best[to] as { from: number }).from, to]);
  return rows;
}

/** Height in px of all that a message carries, for a bubble `wide` px wide. */
export function carriedHeight(m: { media: readonly Media[]; contact?: unknown; place?: unknown; link?: unknown }, wide = 400): number {
  const seen = m.media.filter(isSeen);
  const others = m.media.filter((each) => !isSeen(each));
  const box = seen.length > 1 ? mosaic(seen).box : seen[0] ? boxOf(seen[0]) : undefined;
  const fit = (b: Box) => b.h * Math.min(1, wide / b.w);
  const rest = others.reduce((sum, each) => sum + (each.kind === "sticker" || each.kind === "round" ? fit(boxOf(each)) : 58), 0);
  return (box ? fit(box) : 0) + rest + (m.contact ? 70 : 0) + (m.place ? 170 : 0) + (m.link ? 90 : 0);
}
