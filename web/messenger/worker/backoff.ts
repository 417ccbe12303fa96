// How long to wait before another attempt.
const BACK_OFF_MS = 500;
const BACK_OFF_MAX_MS = 30_000;

/** Before attempt `n` (1, 2, …): anything up to a growing limit, so that a crowd does not come back at once. */
export function backOff(n: number, random: number): number {
  return random * Math.min(BACK_OFF_MAX_MS, BACK_OFF_MS * 1.6 ** Math.min(n, 12));
}
