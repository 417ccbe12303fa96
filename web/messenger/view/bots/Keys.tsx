/** Rows of buttons under a bot's message. */
import { useEffect } from "preact/hooks";
import type { WireButton } from "../../core/api";
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
const ICONS: Partial<Record<WireButton["k"], IconName>> = { link: "link", request_contact: "person", request_geo_location: "place", clipboard: "copy", message: "reply", chat: "people" };
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

async function giveContact(m: Message): Promise<void> {
  const own = me.value;
  if (!own?.phone) { toast(say().no_number); return; }
  const yes = await confirm({ title: say().contact_q.replace("{name}", nameOf(m.from)), text: say().contact_text.replace("{phone}", own.phone), yes: say().share });
  if (yes) await tell(core.send(m.chat, { text: "", reply: m.seq, contact: { n: own.name, ph: own.phone, u: own.id } }));
}

async function givePlace(m: Message): Promise<void> {
  if (!("geolocation" in navigator)) { toast(t("place_unknown")); return; }
  if (!(await confirm({ title: say().place_q.replace("{name}", nameOf(m.from)), text: say().place_text, yes: say().share }))) return;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => void tell(core.send(m.chat, { text: "", reply: m.seq, place: { lat: coords.latitude, lon: coords.longitude } })),
    (error) => toast(t(error.code === 1 ? "place_denied" : "place_unknown")),
    { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 },
  );
}

/** A chat of its own: made by who presses first, joined by the others. */
async function gather(m: Message, b: WireButton, row: number, col: number): Promise<void> {
  if (!(await confirm({ title: say().chat_q, text: say().chat_text.replace("{title}", b.ti ?? "").replace("{name}", nameOf(asks(m))), yes: say().chat_yes }))) return;
  const done = await tell(ask("bot.press", { c: m.chat, s: m.seq, row, col }));
  if (done?.c) go(hrefOf(done.c));
}

function act(m: Message, b: WireButton, row: number, col: number): void {
  switch (b.k) {
    case "callback": return void press(m, row, col);
    case "link": return void follow(b.u ?? "");
    case "request_contact": return void giveContact(m);
    case "request_geo_location": return void givePlace(m);
    case "chat": return void gather(m, b, row, col);
    case "message": return void tell(core.send(m.chat, { text: b.x }));
    case "clipboard": return void navigator.clipboard.writeText(b.p ?? "").then(() => toast(t("copied"), undefined, 2000), () => toast(t("err_other")));
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
