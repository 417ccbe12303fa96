// Names of what lies beside the store. The service worker has the last two in `sw/media.ts`, since it can import nothing of the page's.

/** Bytes of files on their way. */
export const BLOBS_NAME = 'tambour-files';
/** Fetched media. */
export const MEDIA_CACHE = 'media';
/** The service worker says here what it fetched, the worker what is gone. */
export const MEDIA_CHANNEL = 'tambour-media';
