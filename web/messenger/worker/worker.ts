// One per tab. The first to hold the lock leads: it runs the engine; the others pass their page's calls on to it.
import { Refused } from '../core/api';
import { NEW_LEADER, type Call, type Said } from '../core/talk';
import { commands } from './commands';
import { Engine } from './engine';
import type { Tab } from './needs';
import { openStore } from './store';

const LOCK = 'tambour-leader';
const PING_MS = 5000;
const SILENT_PINGS = 3;

type Note =
  | { n: 'lead'; from: string }
  | { n: 'ping' | 'pong' | 'bye'; from: string; to?: string }
  | { n: 'call'; from: string; call: Call }
  | { n: 'said'; to: string; said: Said };

const me = crypto.randomUUID?.() ?? String(Math.random());
const channel = new BroadcastChannel('tambour');
const page = { post: (said: Said) => self.postMessage(said) };
let engine: Engine | undefined;
/** Another tab leads. */
let following = false;
/** Calls from before it was known who leads. */
const waiting: Call[] = [];
let visible = true;
let unanswered = 0;
let queued: AbortController | undefined;

function note(it: Note): void {
  channel.postMessage(it);
}

/** Runs one call of one tab; a refusal travels as its facts. */
async function run(tab: Tab, call: Call): Promise<void> {
  const answer = (said: Said) => {
    if (call.q) tab.post({ q: call.q, ...said });
  };
  try {
    const command = commands[call.k];
    if (!command || !engine) throw new Refused({ c: 'RETRY' });
    const result: unknown = await command(engine, tab, ...(call.a as never[]));
    answer({ r: result });
  } catch (error) {
    answer({ x: error instanceof Refused ? error.facts : { c: 'FAULT', msg: String(error) } });
    if (!(error instanceof Refused)) console.error(error);
  }
}

function tabOf(id: string): Tab {
  let tab = engine!.tabs.get(id);
  if (!tab) {
    const post = id === me ? page.post : (said: Said) => note({ n: 'said', to: id, said });
    engine!.tabs.set(id, (tab = { post, windows: new Set(), presence: [] }));
    if (engine!.started) engine!.drawing.drawAll(tab);
  }
  return tab;
}

async function lead(): Promise<void> {
  engine = new Engine(await openStore());
  tabOf(me);
  await engine.start();
  if (following) page.post({ q: NEW_LEADER });
  following = false;
  note({ n: 'lead', from: me });
  for (const call of waiting.splice(0)) void run(tabOf(me), call);
  await new Promise<never>(() => undefined);
}

function follow(): void {
  engine?.stop();
  engine = undefined;
  following = true;
  page.post({ q: NEW_LEADER });
}

/** Waits for the lock; a leader that froze loses it to a tab that is being looked at. */
async function campaign(steal = false): Promise<void> {
  if (!('locks' in navigator)) return lead();
  queued?.abort();
  const mine = (queued = new AbortController());
  try {
    await navigator.locks.request(LOCK, steal ? { steal: true } : { signal: mine.signal }, lead);
  } catch {
    if (mine.signal.aborted) return;
    follow();
    void campaign();
  }
}

function drop(id: string): void {
  const tab = engine?.tabs.get(id);
  if (!tab || !engine) return;
  for (const w of tab.windows) commands.close!(engine, tab, ...([w] as never[]));
  engine.tabs.delete(id);
}

channel.onmessage = ({ data }: MessageEvent<Note>) => {
  if (data.n === 'said' && data.to === me && !engine) page.post(data.said);
  else if (data.n === 'call' && engine) void run(tabOf(data.from), data.call);
  else if (data.n === 'ping' && engine) {
    tabOf(data.from);
    note({ n: 'pong', from: me, to: data.from });
  } else if (data.n === 'pong' && data.to === me) heardLeader(false);
  else if (data.n === 'bye') drop(data.from);
  else if (data.n === 'lead' && !engine) heardLeader(true);
};

/** Somebody leads; a new one knows nothing of this page yet. */
function heardLeader(anew: boolean): void {
  unanswered = 0;
  if (following && anew) page.post({ q: NEW_LEADER });
  following = true;
  for (const call of waiting.splice(0)) note({ n: 'call', from: me, call });
}

self.onmessage = ({ data }: MessageEvent<Call>) => {
  if (data.k === 'visible') {
    visible = !!data.a[0];
    if (visible) engine?.link.kick();
  } else if (data.k === 'bye') {
    if (engine) void engine.keeper.keep();
    else note({ n: 'bye', from: me });
  } else if (engine?.started) void run(tabOf(me), data);
  else if (following && !engine) note({ n: 'call', from: me, call: data });
  else waiting.push(data);
};

setInterval(() => {
  if (engine || !visible) return;
  if (unanswered >= SILENT_PINGS) {
    unanswered = 0;
    void campaign(true);
    return;
  }
  unanswered++;
  note({ n: 'ping', from: me });
}, PING_MS);

note({ n: 'ping', from: me });
void campaign();
