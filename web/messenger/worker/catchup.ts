// Fetching what is missing: gaps, rows, people, the whole list.
import { Refused } from '../core/api';
import { askPresence, learnPresence } from '../core/presence';
import { isBehind, receiveDiff, receiveMessages, receiveOwnDiff } from '../core/reduce';
import { dropChat, learnUsers, want, type Want } from '../core/state';
import { isJoined } from '../core/views';
import type { Needs, Tab } from './needs';
import type { Windows } from './windows';

const GAP_MS = 400;
/** After a refusal that may pass. */
const AGAIN_MS = 3000;
const LIST_PAGES = 20;
const MESSAGES_MAX = 100;
const WATCHED_MAX = 100;
/** Where answers come beside the events, nothing is heard of who comes and goes. */
const WATCH_EVERY_MS = 60_000;

interface House extends Needs {
  readonly saver: boolean;
  readonly tabs: ReadonlyMap<string, Tab>;
  readonly link: { readonly connected: boolean; readonly apart: boolean };
  readonly windows: Pick<Windows, 'of' | 'place' | 'wiped'>;
  resync(): Promise<void>;
}

export class Catchup {
  private readonly fetching = new Set<string>();
  private readonly owed = new Set<string>();
  readonly freshPeople = new Set<number>();
  private neededPeople = new Set<number>();
  private listing = false;
  private watchAgain = false;
  private watching = false;

  constructor(private readonly house: House) {}

  fulfil(wish: Want): void {
    switch (wish.k) {
      case 'gap': return this.house.later(`gap${wish.c}`, GAP_MS, () => this.closeGap(wish.c));
      case 'diff': return void this.fetchDiff(wish.c);
      case 'row': return this.house.later(`row${wish.c}`, 50, () => this.fetchRow(wish.c));
      case 'reload': {
        this.house.windows.wiped(wish.c);
        for (const w of this.house.windows.of(wish.c)) void this.house.windows.place(w);
        return;
      }
      case 'messages': return void this.fetchMessages(wish.c, wish.s);
      case 'user-gap': return this.house.later('user', GAP_MS, () => this.fetchUserDiff());
      case 'resync': return void this.house.resync();
      case 'rows': return void this.listAll(false);
      case 'folders': return void this.house.attempt('folder.list', {});
      case 'settings': return void this.house.attempt('settings.get', {});
      case 'presence': return this.watchPresence();
      case 'me': return void this.house.attempt('me.get', {});
      case 'users': {
        if (wish.anew) for (const u of wish.u) this.freshPeople.delete(u);
        return this.need(wish.u, !wish.anew);
      }
    }
  }

  /** The missing event did not come: ask, if it is still missing. */
  private async closeGap(c: number): Promise<void> {
    const chat = this.house.state.chats.get(c);
    if (chat?.ranges.length || this.house.state.open.has(c)) await this.fetchDiff(c);
    else if (chat) {
      chat.hold.clear();
      await this.fetchRow(c);
    }
  }

  fetchDiff(c: number): Promise<void> {
    return this.once(`diff${c}`, async (again) => {
      if (again && !isBehind(this.house.state, c)) return;
      for (;;) {
        const chat = this.house.state.chats.get(c);
        if (!chat || !this.house.link.connected) return;
        const diff = await this.house.attempt('chat.diff', { c, ev: chat.applied });
        if (!diff) {
          this.house.later(`again${c}`, AGAIN_MS, () => (isBehind(this.house.state, c) ? this.fetchDiff(c) : undefined));
          return this.fetchRow(c);
        }
        receiveDiff(this.house.state, c, diff);
        this.house.state.out.wants = this.house.state.out.wants.filter((wish) => wish.k !== 'diff' || wish.c !== c);
        this.house.drawing.flush();
        if (!isBehind(this.house.state, c) && !('more' in diff && diff.more)) return;
      }
    });
  }

  private async fetchMessages(c: number, s: number[]): Promise<void> {
    const found = await this.house.attempt('msg.get', { c, s: s.slice(0, MESSAGES_MAX) });
    if (found) receiveMessages(this.house.state, c, found.msgs, found);
    this.house.drawing.flush();
  }

  private fetchRow(c: number): Promise<void> {
    return this.once(`row${c}`, async () => {
      try {
        await this.house.request('chat.get', { c });
      } catch (error) {
        const lost = error instanceof Refused && ['NOT_FOUND', 'FORBIDDEN', 'GONE'].includes(error.code);
        if (lost) dropChat(this.house.state, c);
      }
      this.house.drawing.flush();
    });
  }

  /** Live interest in a chat on screen. */
  openRow(c: number): Promise<void> {
    return this.once(`open${c}`, async (again) => {
      if (again && !this.house.state.open.has(c)) return; // closed and opened again: the last word to the server is that it is open
      try {
        await this.house.request('chat.open', { c });
      } catch (error) {
        if (!(error instanceof Refused) || error.code === 'OFFLINE' || error.code === 'RETRY') return;
        for (const w of this.house.windows.of(c)) w.gone = error.facts;
        dropChat(this.house.state, c);
      }
      for (const w of this.house.windows.of(c)) await this.house.windows.place(w);
      this.house.drawing.redraw(c);
    });
  }

  private fetchUserDiff(): Promise<void> {
    return this.once('user', async () => {
      const diff = await this.house.attempt('user.diff', { pts: this.house.state.pts });
      if (diff) receiveOwnDiff(this.house.state, diff);
      this.house.drawing.flush();
    });
  }

  /** The rest of the chat list, page by page; after a full sync, what is not in it is gone. */
  async listAll(full: boolean): Promise<void> {
    if (this.listing) return;
    this.listing = true;
    const before = new Set(this.house.state.chats.keys());
    const mine = this.house.state;
    let whole = true;
    for (const archived of [false, true]) {
      let next: unknown;
      for (let page = 0; page < LIST_PAGES; page++) {
        const found = await this.house.attempt('chats.list', { limit: 50, archived, ...(next ? { before: next } : {}) });
        for (const ch of found?.chats ?? []) before.delete(ch.c);
        if (!found) whole = false;
        next = found?.next;
        if (!next) break;
      }
      if (next) whole = false;
    }
    this.listing = false;
    if (!full || !whole || mine !== this.house.state) return;
    // it may have moved from a page that was still to come to one that had been: so each is asked for
    for (const c of before) {
      const chat = this.house.state.chats.get(c);
      if (chat && isJoined(chat.w) && !this.house.state.open.has(c)) want(this.house.state, { k: 'row', c });
    }
    this.house.drawing.flush();
  }

  /** People to know; those known are asked again once per start unless `missing`. */
  need(users: readonly number[], missing = false): void {
    for (const u of users) if (u && !this.freshPeople.has(u) && !(missing && this.neededPeople.has(u))) this.neededPeople.add(u);
    if (this.neededPeople.size && this.house.settled) this.house.later('people', 20, () => this.fetchPeople());
  }

  private async fetchPeople(): Promise<void> {
    const u = [...this.neededPeople].slice(0, 100);
    if (!u.length) return;
    for (const each of u) {
      this.freshPeople.add(each);
      this.neededPeople.delete(each);
    }
    const found = await this.house.attempt('user.get', { u });
    if (found) for (const each of u) if (!this.house.state.people.has(each)) learnUsers(this.house.state, [{ u: each, del: 1 }]);
    if (!found) for (const each of u) {
      this.freshPeople.delete(each);
      this.neededPeople.add(each);
    }
    this.house.drawing.flush();
    if (found && this.neededPeople.size) this.need([]);
  }

  /** Those on screen; one set at a time, so that the last one asked for is the last one answered. */
  watchPresence(): void {
    this.watchAgain = true;
    if (!this.watching) void this.watchInTurn();
  }

  private async watchInTurn(): Promise<void> {
    this.watching = true;
    try {
      while (this.watchAgain) {
        this.watchAgain = false;
        await this.watch();
      }
    } finally {
      this.watching = false;
    }
  }

  private async watch(): Promise<void> {
    const { saver, settled, tabs, state } = this.house;
    if (!settled) return;
    const u = saver ? [] : [...new Set([...tabs.values()].flatMap((tab) => tab.presence))].slice(0, WATCHED_MAX);
    if (!u.length && !state.watch.asked.size) return;
    askPresence(state, u);
    this.house.drawing.flush();
    const found = await this.house.attempt('presence.sub', { u });
    if (found && state === this.house.state && !this.watchAgain) learnPresence(state, found.users);
    if (!found || this.house.link.apart) this.house.later('presence', found ? WATCH_EVERY_MS : AGAIN_MS, () => this.watchPresence());
    this.house.drawing.flush();
  }

  /** One of a kind at a time; what is asked for meanwhile is done afterwards, since the answer under way may be older. */
  private async once(key: string, work: (again: boolean) => Promise<void>): Promise<void> {
    if (this.fetching.has(key)) return void this.owed.add(key);
    this.fetching.add(key);
    try {
      await work(false);
      while (this.owed.delete(key)) await work(true);
    } finally {
      this.fetching.delete(key);
      this.owed.delete(key);
    }
  }
}
