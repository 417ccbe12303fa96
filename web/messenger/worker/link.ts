// The one connection: a WebSocket, or HTTP with server-sent events where none can be opened. It comes back by itself.
import { Refused } from '../core/api';
import { decodeFrame, isReply, type Frame, type Unpack } from '../core/frames';
import type { WireEvent } from '../core/wire';
import { backOff } from './backoff';
import { rpc } from './session';

const SILENCE_MS = 75_000;
const OPEN_MS = 15_000;
const ANSWER_MS = 20_000;
const BACK_OFF_MAX_MS = 30_000;
const AT_ONCE = 24;
const FALLBACK_AFTER = 2;
const UPGRADE_SOON_MS = 2000;
const UPGRADE_LATER_MS = 10 * 60_000;
const AWAY_MS = 30_000;

export interface LinkHooks {
  token(): Promise<string>;
  /** Renews a token that the server did not take. */
  renew(): Promise<string>;
  /** Query of the address: what this device has. */
  cursors(): string;
  /** With the dictionary, once that is here. */
  unpack(): Unpack | undefined;
  events(events: WireEvent[]): void;
  state(state: 'connecting' | 'updating' | 'offline', retryAt?: number): void;
  /** The server said why it closed; true: it is final, do not come back. */
  closed(code: number, reason: string): boolean;
  /** Bytes that went over the line. */
  count(up: number, down: number): void;
}

interface Waiting { i: number; m: string; p: unknown; resolve: (r: unknown) => void; reject: (e: Refused) => void; timer?: ReturnType<typeof setTimeout> }

export class Link {
  private socket?: WebSocket;
  private source?: EventSource;
  private running = false;
  private ready = false;
  private attempts = 0;
  /** Attempts in a row that did not even open. */
  private unopened = 0;
  private away = false;
  /** Sockets are closed to us though the server answers: try one again only after a while. */
  private blocked = false;
  private upgrade?: ReturnType<typeof setTimeout>;
  private heard = 0;
  private timer?: ReturnType<typeof setTimeout>;
  private watch?: ReturnType<typeof setInterval>;
  private next = 1;
  private readonly flying = new Map<number, Waiting>();
  private queue: Waiting[] = [];
  private generation = 0;

  constructor(private readonly hooks: LinkHooks) {
    self.addEventListener('online', () => this.network(true));
    self.addEventListener('offline', () => this.network(false));
  }

  /** The browser says that the network came or went (it may err: without one there is still a try now and then). */
  network(on: boolean): void {
    this.away = !on;
    if (on) this.kick();
    else if (this.running) this.lost(1006, '');
  }

  get connected(): boolean {
    return this.ready;
  }

  /** Answers come another way than events, which know nothing of what was asked. */
  get apart(): boolean {
    return !!this.source;
  }

  start(): void {
    if (this.running) return;
    this.running = true;
    this.attempts = this.unopened = 0;
    this.watch = setInterval(() => {
      if ((this.socket || this.source) && this.heard && Date.now() - this.heard > SILENCE_MS) this.lost(1006, '');
    }, 5000);
    void this.connect();
  }

  stop(): void {
    this.running = false;
    clearInterval(this.watch);
    clearTimeout(this.timer);
    this.drop();
  }

  /** Do not wait for the next attempt. */
  kick(): void {
    if (!this.running || this.socket || this.source) return;
    this.away = false;
    this.attempts = 0;
    this.plan(0);
  }

  /** Lets go of the connection and comes back with new cursors. */
  again(): void {
    if (this.running) this.lost(1000, '');
  }

  request(m: string, p: unknown): Promise<unknown> {
    if (!this.ready) return Promise.reject(new Refused({ c: 'OFFLINE' }));
    if (this.source) return this.overHttp(m, p);
    return new Promise((resolve, reject) => {
      this.queue.push({ i: this.next++, m, p, resolve, reject });
      this.pump();
    });
  }

  /** A method without a reply. */
  tell(m: string, p: unknown): void {
    if (this.ready && this.socket) this.say({ i: this.next++, m, p });
  }

  private async overHttp(m: string, p: unknown): Promise<unknown> {
    try {
      return await rpc(m, p, await this.hooks.token());
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'AUTH') throw error;
      return rpc(m, p, await this.hooks.renew());
    }
  }

  private pump(): void {
    const leaving: { i: number; m: string; p: unknown }[] = [];
    while (this.queue.length && this.flying.size < AT_ONCE) {
      const call = this.queue.shift()!;
      this.flying.set(call.i, call);
      call.timer = setTimeout(() => {
        this.flying.delete(call.i);
        call.reject(new Refused({ c: 'RETRY' }));
        this.pump();
      }, ANSWER_MS);
      leaving.push({ i: call.i, m: call.m, p: call.p });
    }
    for (const call of leaving) this.say(call);
  }

  private say(call: unknown): void {
    const text = JSON.stringify(call);
    this.socket?.send(text);
    this.hooks.count(text.length, 0);
  }

  private async connect(): Promise<void> {
    const mine = ++this.generation;
    this.hooks.state('connecting');
    let token: string;
    try {
      token = await this.hooks.token();
    } catch {
      if (mine === this.generation && this.running) this.later();
      return;
    }
    if (mine !== this.generation || !this.running) return;
    this.heard = Date.now();
    if (this.unopened >= FALLBACK_AFTER) this.openStream(token);
    else this.openSocket(token);
  }

  private openSocket(token: string): void {
    const z = this.hooks.unpack() ? 'd1' : '0';
    let socket: WebSocket;
    try {
      socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/ws?v=1&z=${z}&${this.hooks.cursors()}`, ['tt1', token]);
    } catch {
      this.unopened++;
      return this.later();
    }
    this.socket = socket;
    this.unopened++;
    socket.binaryType = 'arraybuffer';
    const patience = setTimeout(() => {
      if (socket === this.socket && socket.readyState === WebSocket.CONNECTING) this.lost(1006, '');
    }, OPEN_MS);
    socket.onopen = () => {
      clearTimeout(patience);
      this.unopened = 0;
      this.blocked = false;
      if (socket === this.socket) this.hooks.state('updating');
    };
    socket.onmessage = (message: MessageEvent<string | ArrayBuffer>) => {
      if (socket === this.socket) this.hear(message.data);
    };
    socket.onclose = (close) => {
      clearTimeout(patience);
      if (socket === this.socket) this.lost(close.code, close.reason);
    };
  }

  private openStream(token: string): void {
    this.unopened = 0;
    const source = new EventSource(`/events?v=1&z=0&token=${encodeURIComponent(token)}&${this.hooks.cursors()}`);
    this.source = source;
    source.onopen = () => this.hooks.state('updating');
    source.onmessage = (message: MessageEvent<string>) => {
      if (source === this.source) this.hear(message.data);
    };
    source.addEventListener('close', (message: MessageEvent<string>) => {
      const { code, reason } = JSON.parse(message.data) as { code: number; reason: string };
      if (source === this.source) this.lost(code, reason);
    });
    source.onerror = () => {
      if (source === this.source) this.lost(1006, '');
    };
  }

  private hear(data: string | ArrayBuffer): void {
    this.heard = Date.now();
    this.hooks.count(0, typeof data === 'string' ? data.length : data.byteLength);
    let frames: Frame[];
    try {
      frames = decodeFrame(data, this.hooks.unpack());
    } catch {
      return this.lost(1007, '');
    }
    const events: WireEvent[] = [];
    for (const frame of frames) {
      if (!isReply(frame)) {
        if (frame.t === 'welcome') {
          this.ready = true;
          this.attempts = 0;
          if (this.source) this.planUpgrade();
        }
        events.push(frame);
        continue;
      }
      const call = this.flying.get(frame.i);
      if (!call) continue;
      this.flying.delete(frame.i);
      clearTimeout(call.timer);
      if (frame.x) call.reject(new Refused(frame.x));
      else call.resolve(frame.r);
    }
    if (events.length) this.hooks.events(events);
    this.pump();
  }

  /** Events flow without a socket; perhaps the server was only away for a moment, so a socket is tried once more. */
  private planUpgrade(): void {
    this.upgrade = setTimeout(() => {
      this.blocked = true;
      this.unopened = FALLBACK_AFTER - 1;
      this.lost(1000, '');
    }, this.blocked ? UPGRADE_LATER_MS : UPGRADE_SOON_MS);
  }

  private drop(): void {
    clearTimeout(this.upgrade);
    this.generation++;
    const { socket, source } = this;
    this.socket = this.source = undefined;
    this.ready = false;
    if (socket) {
      socket.onclose = socket.onmessage = socket.onopen = null;
      socket.close();
    }
    source?.close();
    const waiting = [...this.flying.values(), ...this.queue];
    this.flying.clear();
    this.queue = [];
    for (const call of waiting) {
      clearTimeout(call.timer);
      call.reject(new Refused({ c: 'OFFLINE', sent: true }));
    }
  }

  private lost(code: number, reason: string): void {
    this.drop();
    if (!this.running || this.hooks.closed(code, reason)) return;
    if (code === 1000) this.plan(0);
    else if (code === 4001) this.hooks.renew().then(() => this.plan(0), () => this.later());
    else if (code === 4006) this.plan(Math.min(60_000, Number(reason) || 1000));
    else if (code === 4009) this.plan(BACK_OFF_MAX_MS);
    else this.later();
  }

  private later(): void {
    this.plan(backOff(++this.attempts, Math.random()));
  }

  private plan(soon: number): void {
    if (!this.running) return;
    clearTimeout(this.timer);
    const ms = this.away ? AWAY_MS : soon;
    if (ms > 0) this.hooks.state(this.attempts > 1 || this.away ? 'offline' : 'connecting', Date.now() + ms);
    this.timer = setTimeout(() => void this.connect(), ms);
  }
}
