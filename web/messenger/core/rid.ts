// Keys of requests: 41 bits of server time, 22 random bits, as a decimal string.

export const DAY = 86_400_000;
export const RID_LIFE = 7 * DAY;
const RANDOM_BITS = 22;

/** A new rid; `now` is the server's clock in ms, `random` 22 bits. */
export function makeRid(now: number, random: number): string {
  return ((BigInt(Math.floor(now)) << BigInt(RANDOM_BITS)) | BigInt(random & ((1 << RANDOM_BITS) - 1))).toString();
}

export function drawRid(now: number): string {
  return makeRid(now, crypto.getRandomValues(new Uint32Array(1))[0]!);
}

/** When the rid was drawn, by the server's clock. */
export function ridTime(rid: string): number {
  return Number(BigInt(rid) >> BigInt(RANDOM_BITS));
}
