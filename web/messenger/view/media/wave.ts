/** Waveforms: 64 steps of 5 bits, packed without gaps, the first in the highest bits. Pure. */

/** How many bars are drawn. */
export const BARS = 48;

/** 64 loudnesses of 5 bits, packed without gaps, first bits first: 0…1 each. */
export function loudness(base64: string | undefined): number[] {
  if (!base64) return Array.from({ length: BARS }, () => 0.12);
  let packed: Uint8Array;
  try { packed = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0)); } catch { return loudness(undefined); }
  const all = Array.from({ length: 64 }, (_, i) => {
    const bit = i * 5;
    const two = ((packed[bit >> 3] ?? 0) << 8) | (packed[(bit >> 3) + 1] ?? 0);
    return ((two >> (11 - (bit & 7))) & 31) / 31;
  });
  return Array.from({ length: BARS }, (_, i) => Math.max(0.08, ...all.slice(Math.floor((i * 64) / BARS), Math.max(Math.floor((i * 64) / BARS) + 1, Math.floor(((i + 1) * 64) / BARS)))));
}

/** Loudnesses 0…1 packed the same way. */
export function packed(levels: readonly number[]): string {
  const out = new Uint8Array(40);
  for (let i = 0; i < 64; i += 1) {
    const v = Math.max(0, Math.min(31, Math.round((levels[i] ?? 0) * 31)));
    const bit = i * 5;
    const two = v << (11 - (bit & 7));
    out[bit >> 3] = (out[bit >> 3] as number) | (two >> 8);
    if ((bit >> 3) + 1 < 40) out[(bit >> 3) + 1] = (out[(bit >> 3) + 1] as number) | (two & 255);
  }
  return btoa(String.fromCharCode(...out));
}
