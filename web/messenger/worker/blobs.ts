// Bytes of files that are on their way, beside the store: a database of their own, opened when the first file is sent; memory where there is none.
import { BLOBS_NAME } from './names';

export interface Blobs {
  put(key: string, bytes: Blob): Promise<void>;
  get(key: string): Promise<Blob | undefined>;
  drop(keys: readonly string[]): Promise<void>;
  keys(): Promise<string[]>;
}

export class MemoryBlobs implements Blobs {
  private readonly held = new Map<string, Blob>();
  put(key: string, bytes: Blob): Promise<void> {
    this.held.set(key, bytes);
    return Promise.resolve();
  }
  get(key: string): Promise<Blob | undefined> {
    return Promise.resolve(this.held.get(key));
  }
  drop(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.held.delete(key);
    return Promise.resolve();
  }
  keys(): Promise<string[]> {
    return Promise.resolve([...this.held.keys()]);
  }
}

/** On disk; what does not fit there is held in memory, and lost with the page. */
class DiskBlobs implements Blobs {
  private readonly overflow = new MemoryBlobs();
  constructor(private readonly db: IDBDatabase) {
    db.onversionchange = () => db.close();
  }

  async put(key: string, bytes: Blob): Promise<void> {
    try {
      await this.run('readwrite', (store) => store.put(bytes, key));
      await this.overflow.drop([key]);
    } catch {
      await this.overflow.put(key, bytes);
    }
  }

  async get(key: string): Promise<Blob | undefined> {
    return (await this.overflow.get(key)) ?? (await this.run<Blob | undefined>('readonly', (store) => store.get(key) as IDBRequest<Blob | undefined>));
  }

  async drop(keys: readonly string[]): Promise<void> {
    await this.overflow.drop(keys);
    for (const key of keys) await this.run('readwrite', (store) => store.delete(key));
  }

  keys(): Promise<string[]> {
    return this.run<IDBValidKey[]>('readonly', (store) => store.getAllKeys()).then((keys) => keys.map(String));
  }

  private run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<T> {
    return new Promise((resolve, reject) => {
      const tx = this.db.transaction('files', mode);
      const request = ask(tx.objectStore('files'));
      tx.oncomplete = () => resolve(request.result as T);
      tx.onerror = tx.onabort = () => reject(tx.error ?? new Error('not kept'));
    });
  }
}

export async function openBlobs(): Promise<Blobs> {
  try {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(BLOBS_NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('files');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no database'));
    });
    return new DiskBlobs(db);
  } catch {
    return new MemoryBlobs();
  }
}
