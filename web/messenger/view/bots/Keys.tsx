/** Rows of buttons under a bot's message. */
import { useEffect } from "preact/hooks";
import type { WireButton, WireContact, WirePlace } from "../../core/api";
import { Icon, type IconName } from "../icons";
import { botWords } from "../../words/bots";
import { nameOf } from "../names";
import { go, hrefOf } from "../route";
import { lang, t } from "../say";
import { confirm } from "../Sheet";
import { ask, type Chat, connection, core, me, type Message } from "../state";
import { picked, pressed, talk, unpress } from "../talk";
import { sorry, tell, toast } from "../Toast";

const PATIENCE_MS = 12_000;
export const ICONS: Partial<Record<WireButton["k"], IconName>> = { link: "link", request_contact: "person", request_geo_location: "place", clipboard: "copy", message: "reply", chat: "people", open_app: "device" };
const say = () => botWords[lang.value];
/** The bot that is told of a press. */
const asks = (m: Message): number => m.via ?? m.from;

/** The bot is told; what it answers arrives by itself, as a word, as another message, or not at all. */
async function press(m: Message, row: number, col: number): Promise<void> {
  const key = `${m.chat}/${m.seq}`;
  const button = `${row}/${col}`;
  if (pressed.peek().has(key)) return;
  if (connection.peek().state === "offline") { toast(t("err_OFFLINE")); return; }
  pressed.value = new Map(pressed.peek()).set(key, button);
  const before = talk.peek()?.items.at(-1)?.seq ?? 0;
  try {
    await ask("bot.press", { c: m.chat, s: m.seq, row, col });
  } catch (err) {
    unpress(key, button);
    toast(sorry(err));
    return;
  }
  setTimeout(() => {
    if (pressed.peek().get(key) !== button) return;
    unpress(key, button);
    if (talk.peek()?.items.some((each) => each.from === asks(m) && each.seq > before)) return; // it answered by saying something
    toast(say().silent.replace("{name}", nameOf(asks(m))));
  }, PATIENCE_MS);
}

export async function follow(url: string): Promise<void> {
  const to = new URL(url);
  if (to.origin === location.origin && !/^\/(f|rpc|console|rules)(\/|$)/.test(to.pathname)) return go(to.hash.length > 2 ? to.hash : `#${to.pathname}${to.search}`);
  if (await confirm({ title: say().open_q, text: url, yes: say().open })) window.open(url, "_blank", "noopener,noreferrer");
}

/** One's own card, where the person lets this bot have it; `text`: where it goes. */
export async function ownContact(bot: number, text = say().contact_text): Promise<WireContact | undefined> {
  const own = me.value;
  if (!own?.phone) { toast(say().no_number); return undefined; }
  const yes = await confirm({ title: say().contact_q.replace("{name}", nameOf(bot)), text: text.replace("{phone}", own.phone), yes: say().share });
  return yes ? { n: own.name, ph: own.phone, u: own.id } : undefined;
}

/** Where one is, where the person lets this bot know it; `text`: where it goes. */
export async function ownPlace(bot: number, text = say().place_text): Promise<WirePlace | undefined> {
  if (!("geolocation" in navigator)) { toast(t("place_unknown")); return undefined; }
  if (!(await confirm({ title: say().place_q.replace("{name}", nameOf(bot)), text, yes: say().share }))) return undefined;
  return new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude }),
      (error) => { toast(t(error.code === 1 ? "place_denied" : "place_unknown")); resolve(undefined); },
      { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
    );
  });
}

async function giveContact(m: Message): Promise<void> {
  const contact = await ownContact(m.from);
  if (contact) await tell(core.send(m.chat, { text: "", reply: m.seq, contact }));
}

async function givePlace(m: Message): Promise<void> {
  const place = await ownPlace(m.from);
  if (place) await tell(core.send(m.chat, { text: "", reply: m.seq, place }));
}

export function copy(text: string): void {
  navigator.clipboard.writeText(text).then(() => toast(t("copied"), undefined, 2000), () => toast(t("err_other")));
}

/** A chat of its own: made by who presses first, joined by the others. */
async function gather(m: Message, b: WireButton, row: number, col: number): Promise<void> {
  if (!(await confirm({ title: say().chat_q, text: say().chat_text.replace("{title}", b.ti ?? "").replace("{name}", nameOf(asks(m))), yes: say().chat_yes }))) return;
  const done = await tell(ask("bot.press", { c: m.chat, s: m.seq, row, col }));
  if (done?.c) go(hrefOf(done.c));
}

/** A program of a bot's, in a tab of its own: it is told who opens it, so that is asked. */
async function openApp(m: Message, row: number, col: number): Promise<void> {
  const led = await tell(ask("bot.press", { c: m.chat, s: m.seq, row, col }));
  if (!led?.url) return;
  const { host } = new URL(led.url);
  if (await confirm({ title: say().app_q.replace("{host}", host), text: say().app_text.replace("{name}", nameOf(asks(m))), yes: say().open })) window.open(led.url, "_blank", "noopener,noreferrer");
}

function act(m: Message, b: WireButton, row: number, col: number): void {
  switch (b.k) {
    case "callback": return void press(m, row, col);
    case "link": return void follow(b.u ?? "");
    case "request_contact": return void giveContact(m);
    case "request_geo_location": return void givePlace(m);
    case "chat": return void gather(m, b, row, col);
    case "open_app": return void openApp(m, row, col);
    case "message": return void tell(core.send(m.chat, { text: b.x }));
    case "clipboard": return copy(b.p ?? "");
  }
}

const hostOf = (url = ""): string => { try { return new URL(url).host; } catch { return ""; } };

export function Keys({ m, ch, rows }: { m: Message; ch: Chat; rows: WireButton[][] }) {
  useEffect(() => () => unpress(`${m.chat}/${m.seq}`), [m.version]); // another version is an answer
  const waits = pressed.value.get(`${m.chat}/${m.seq}`);
  const deaf = !ch.joined || !!ch.state;
  return (
    <div class="kb" role="group" aria-label={say().buttons} data-test="keys">
      {rows.map((row, r) => (
        <div class="kr" key={r} style={`--n:${row.length}`}>
          {row.map((b, c) => {
            const busy = waits === `${r}/${c}`;
            const more = b.k === "link" ? `, ${say().leads.replace("{host}", hostOf(b.u))}` : b.k === "clipboard" ? `, ${say().copies}` : "";
            const icon = ICONS[b.k];
            return (
              <button key={c} class={["key", b.i === "positive" && "yes", b.i === "negative" && "no"].filter(Boolean).join(" ")} disabled={deaf} aria-busy={busy} aria-label={more ? b.x + more : undefined} title={b.k === "link" ? b.u : undefined} data-test="key" data-kind={b.k}
                onClick={(ev) => { if (picked.value) return; ev.stopPropagation(); if (!busy) act(m, b, r, c); }}>
                <span dir="auto">{b.x}</span>
                {busy ? <i class="spin" aria-hidden="true" /> : icon ? <Icon name={icon} size={14} /> : null}
              </button>
            );
          })}
        </div>
      ))}
    </div>
  );
}
