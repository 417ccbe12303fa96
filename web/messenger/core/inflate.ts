// What unpacks frames of the thin variant. It travels by itself, with the dictionary it needs: the first connection goes without.
import { inflateSync } from 'fflate';
import type { Unpack } from './frames';

export const unpacker = (dictionary: Uint8Array): Unpack => (packed) => inflateSync(packed, { dictionary });
