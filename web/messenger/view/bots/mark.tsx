/** What the first load knows of bots: their mark, and the place of their buttons until the part that draws them is here. */
import { signal } from "@preact/signals";
import { type Chat, type Message, userOf } from "../state";
import { t } from "../say";

const part = signal<typeof import("./parts") | null>(null);
let asked = false;
const ROW_PX = 44;

/** Beside the name of somebody who is a program. */
export function BotMark({ user }: { user: number }) {
  return userOf(user)?.bot ? <span class="bot-mark" data-test="bot-mark">{t("bot")}</span> : null;
}

export function Buttons({ m, ch }: { m: Message; ch: Chat }) {
  if (!part.value && !asked) {
    asked = true;
    import("./parts").then((found) => { part.value = found; }).catch(() => { asked = false; });
  }
  const rows = m.keyboard ?? [];
  return part.value ? <part.value.Keys m={m} ch={ch} rows={rows} /> : <div style={`block-size:${rows.length * ROW_PX}px`} aria-busy="true" />;
}
