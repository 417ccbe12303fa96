// What is known of a chat without holes: runs of seqs, ascending, never touching. Pure; the lists are never changed in place.

export type Range = readonly [from: number, to: number];
export type Ranges = readonly Range[];

/** The union with [from, to]; runs that touch become one. */
export function addRange(ranges: Ranges, from: number, to: number): Ranges {
  if (to < from) return ranges;
  const next: Range[] = [];
  let lo = from;
  let hi = to;
  let placed = false;
  for (const range of ranges) {
    if (range[1] < lo - 1) next.push(range);
    else if (range[0] > hi + 1) {
      if (!placed) next.push([lo, hi]);
      placed = true;
      next.push(range);
    } else {
      if (range[0] <= lo && range[1] >= hi) return ranges;
      lo = Math.min(lo, range[0]);
      hi = Math.max(hi, range[1]);
    }
  }
  if (!placed) next.push([lo, hi]);
  return next;
}

/** The run that holds this seq. */
export function runAt(ranges: Ranges, seq: number): Range | undefined {
  return ranges.find((range) => range[0] <= seq && seq <= range[1]);
}

export function covers(ranges: Ranges, from: number, to: number): boolean {
  return to < from || ranges.some((range) => range[0] <= from && to <= range[1]);
}

/** The parts of [from, to] that are not known. */
export function holes(ranges: Ranges, from: number, to: number): Range[] {
  const found: Range[] = [];
  let at = from;
  for (const [lo, hi] of ranges) {
    if (hi < at) continue;
    if (lo > to) break;
    if (lo > at) found.push([at, lo - 1]);
    at = hi + 1;
  }
  if (at <= to) found.push([at, to]);
  return found;
}

/** The seq of a run that lies nearest to `at`; `at` itself where there is none. */
export function nearest(ranges: Ranges, at: number): number {
  let best = at;
  let far = Infinity;
  for (const [lo, hi] of ranges) {
    const place = Math.max(lo, Math.min(at, hi));
    if (Math.abs(place - at) < far) [best, far] = [place, Math.abs(place - at)];
  }
  return best;
}
