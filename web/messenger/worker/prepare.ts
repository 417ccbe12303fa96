// Before a picture leaves: not larger than anybody will see it, and without what the camera wrote into it. Never worse than the original.

export const SIDE_MAX = 2560;
/** Smaller files that need no scaling go as they are: coding them again would only cost quality. */
const AS_IT_IS_MAX = 400 * 1024;
const QUALITY = 0.84;
const KNOWN = new Set(['image/jpeg', 'image/webp', 'image/png']);

export interface Prepared { bytes: Blob; width: number; height: number }

/** Sides that fit into SIDE_MAX, in whole pixels. */
export function fitted(width: number, height: number, most = SIDE_MAX): [number, number] {
  const scale = Math.min(1, most / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** The picture as it will be sent; undefined: this browser cannot read it, the server may. */
export async function preparePhoto(bytes: Blob): Promise<Prepared | undefined> {
  let picture: ImageBitmap;
  try {
    picture = await createImageBitmap(bytes, { imageOrientation: 'from-image' });
  } catch {
    return undefined;
  }
  const [width, height] = fitted(picture.width, picture.height);
  const same = width === picture.width && height === picture.height;
  if (same && bytes.size <= AS_IT_IS_MAX && KNOWN.has(bytes.type)) {
    picture.close();
    return { bytes, width, height };
  }
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d');
  if (!pen) return undefined;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(picture, 0, 0, width, height);
  picture.close();
  let out = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  if (out.type !== 'image/webp') out = await canvas.convertToBlob({ type: 'image/jpeg', quality: QUALITY });
  return same && out.size >= bytes.size ? { bytes, width, height } : { bytes: out, width, height };
}
