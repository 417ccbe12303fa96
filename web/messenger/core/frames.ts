// Frames to values: text or binary, one value or an array of them.
import { inflateSync } from 'fflate';
import type { WireEvent, WireReply } from './wire';

export type Frame = WireEvent | WireReply;
export const DICTIONARY_ID = 1;

/** Raises when the frame is not what the protocol says. */
export function decodeFrame(data: string | ArrayBuffer, dictionary?: Uint8Array): Frame[] {
  let text: string;
  if (typeof data === 'string') text = data;
  else {
    const bytes = new Uint8Array(data);
    if (bytes[0] !== DICTIONARY_ID || !dictionary) throw new Error('unknown dictionary');
    text = new TextDecoder().decode(inflateSync(bytes.subarray(1), { dictionary }));
  }
  const value: unknown = JSON.parse(text);
  return (Array.isArray(value) ? value : [value]) as Frame[];
}

export function isReply(frame: Frame): frame is WireReply {
  return 'i' in frame && !('t' in frame);
}
