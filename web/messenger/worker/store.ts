// What survives a reload: IndexedDB, or memory where there is none. One batch is one transaction, so that cursors never run ahead of content.
import type { Task } from '../core/outbox';
import type { Ranges } from '../core/ranges';
import { lostFiles, mergeMessage, type Op } from '../core/state';
import type { WireChat, WireMessage, WireUser } from '../core/wire';

export interface KeptChat { c: number; w: WireChat; applied: number; ranges: Ranges; readHere?: number; draftHere?: boolean }
export interface Kept { chats: KeptChat[]; people: WireUser[]; outbox: Task[]; kv: Map<string, unknown> }
export interface Batch {
  ops: Op[];
  chats: KeptChat[];
  gone: number[];
  people: WireUser[];
  tasks: Task[];
  doneTasks: number[];
  kv: [string, unknown][];
}

export interface Store {
  /** Everything but the messages. */
  load(): Promise<Kept>;
  messages(c: number, from: number, to: number): Promise<WireMessage[]>;
  /** Resolves with the files whose messages went. */
  write(batch: Batch): Promise<Set<string>>;
  /** Forgets all but the keys named. */
  clear(keep: string[], keepOutbox: boolean): Promise<void>;
  readonly durable: boolean;
}

export class MemoryStore implements Store {
  readonly durable = false;
  private chats = new Map<number, KeptChat>();
  private msgs = new Map<number, Map<number, WireMessage>>();
  private people = new Map<number, WireUser>();
  private outbox = new Map<number, Task>();
  private kv = new Map<string, unknown>();

  load(): Promise<Kept> {
    return Promise.resolve({
      chats: structuredClone([...this.chats.values()]), people: [...this.people.values()], outbox: structuredClone([...this.outbox.values()]), kv: new Map(this.kv),
    });
  }

  messages(c: number, from: number, to: number): Promise<WireMessage[]> {
    const found = [...(this.msgs.get(c)?.values() ?? [])].filter((m) => m.s >= from && m.s <= to);
    return Promise.resolve(found.sort((a, b) => a.s - b.s));
  }

  write(batch: Batch): Promise<Set<string>> {
    for (const op of batch.ops) this.run(op); // what it holds is in memory as well: the reducer has seen the files go
    for (const chat of batch.chats) this.chats.set(chat.c, structuredClone(chat));
    for (const c of batch.gone) this.chats.delete(c);
    for (const user of batch.people) this.people.set(user.u, user);
    for (const task of batch.tasks) this.outbox.set(task.n, structuredClone(task));
    for (const n of batch.doneTasks) this.outbox.delete(n);
    for (const [key, value] of batch.kv) this.kv.set(key, value);
    return Promise.resolve(new Set());
  }

  clear(keep: string[], keepOutbox: boolean): Promise<void> {
    this.chats.clear();
    this.msgs.clear();
    this.people.clear();
    if (!keepOutbox) this.outbox.clear();
    for (const key of [...this.kv.keys()]) if (!keep.includes(key)) this.kv.delete(key);
    return Promise.resolve();
  }

  private run(op: Op): void {
    if (op.o === 'wipe') {
      this.msgs.delete(op.c);
      return;
    }
    const c = op.o === 'put' ? op.m.c : op.c;
    let chat = this.msgs.get(c);
    if (!chat) this.msgs.set(c, (chat = new Map()));
    if (op.o === 'put') chat.set(op.m.s, mergeMessage(chat.get(op.m.s), op.m, op.live));
    else if (op.o === 'del') for (const s of op.s) chat.delete(s);
    else {
      const old = chat.get(op.s);
      if (old) chat.set(op.s, op.f(old));
    }
  }
}

const STORES = ['chats', 'msgs', 'people', 'outbox', 'kv'] as const;

/** The durable store, or memory when the browser gives none (private windows, full disks). */
export async function openStore(name = 'tambour'): Promise<Store> {
  try {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore('chats', { keyPath: 'c' });
        request.result.createObjectStore('msgs', { keyPath: ['c', 's'] });
        request.result.createObjectStore('people', { keyPath: 'u' });
        request.result.createObjectStore('outbox', { keyPath: 'n' });
        request.result.createObjectStore('kv');
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('no database'));
      request.onblocked = () => reject(new Error('blocked'));
    });
    return new DiskStore(db);
  } catch {
    return new MemoryStore();
  }
}

class DiskStore implements Store {
  readonly durable = true;
  constructor(private readonly db: IDBDatabase) {
    db.onversionchange = () => db.close();
  }

  async load(): Promise<Kept> {
    const tx = this.db.transaction(['chats', 'people', 'outbox', 'kv']);
    const [chats, people, outbox, keys, values] = await Promise.all([
      answer<KeptChat[]>(tx.objectStore('chats').getAll()), answer<WireUser[]>(tx.objectStore('people').getAll()),
      answer<Task[]>(tx.objectStore('outbox').getAll()), answer(tx.objectStore('kv').getAllKeys()), answer<unknown[]>(tx.objectStore('kv').getAll()),
    ]);
    return { chats, people, outbox, kv: new Map(keys.map((key, i) => [String(key), values[i]])) };
  }

  messages(c: number, from: number, to: number): Promise<WireMessage[]> {
    return answer<WireMessage[]>(this.db.transaction('msgs').objectStore('msgs').getAll(IDBKeyRange.bound([c, from], [c, to])));
  }

  async write(batch: Batch): Promise<Set<string>> {
    const lost = new Set<string>();
    await this.change((tx) => {
      const msgs = tx.objectStore('msgs');
      for (const op of batch.ops) runOp(msgs, op, lost);
      const chats = tx.objectStore('chats');
      for (const chat of batch.chats) chats.put(chat);
      for (const c of batch.gone) chats.delete(c);
      const people = tx.objectStore('people');
      for (const user of batch.people) people.put(user);
      const outbox = tx.objectStore('outbox');
      for (const task of batch.tasks) outbox.put(task);
      for (const n of batch.doneTasks) outbox.delete(n);
      const kv = tx.objectStore('kv');
      for (const [key, value] of batch.kv) kv.put(value, key);
    });
    return lost;
  }

  clear(keep: string[], keepOutbox: boolean): Promise<void> {
    return this.change((tx) => {
      for (const name of STORES) if (name !== 'kv' && !(name === 'outbox' && keepOutbox)) tx.objectStore(name).clear();
      const kv = tx.objectStore('kv');
      const keys = kv.getAllKeys();
      keys.onsuccess = () => {
        for (const key of keys.result) if (!keep.includes(String(key))) kv.delete(key);
      };
    });
  }

  private change(work: (tx: IDBTransaction) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const tx = this.db.transaction(STORES, 'readwrite');
      tx.oncomplete = () => resolve();
      tx.onerror = tx.onabort = () => reject(tx.error ?? new Error('not kept'));
      work(tx);
    });
  }
}

/** Requests of one transaction run in the order they were made, so a later operation sees the earlier one. */
function runOp(msgs: IDBObjectStore, op: Op, lost: Set<string>): void {
  const lose = (old: WireMessage | undefined, fresh?: WireMessage) => {
    for (const id of lostFiles(old, fresh)) lost.add(id);
  };
  if (op.o === 'wipe') {
    const all = IDBKeyRange.bound([op.c, 0], [op.c, Infinity]);
    const old = msgs.getAll(all) as IDBRequest<WireMessage[]>;
    old.onsuccess = () => old.result.forEach((m) => lose(m));
    msgs.delete(all);
  } else if (op.o === 'del') {
    for (const s of op.s) {
      const old = msgs.get([op.c, s]) as IDBRequest<WireMessage | undefined>;
      old.onsuccess = () => lose(old.result);
      msgs.delete([op.c, s]);
    }
  } else {
    const [c, s] = op.o === 'put' ? [op.m.c, op.m.s] : [op.c, op.s];
    const old = msgs.get([c, s]) as IDBRequest<WireMessage | undefined>;
    old.onsuccess = () => {
      const fresh = op.o === 'put' ? mergeMessage(old.result, op.m, op.live) : old.result && op.f(old.result);
      if (fresh) msgs.put(fresh);
      lose(old.result, fresh);
    };
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('no answer'));
  });
}
