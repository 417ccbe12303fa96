/** Beginning to talk with a bot: what it says of itself, and the button that starts it. */
import { useSignal } from "@preact/signals";
import { Avatar } from "../Avatar";
import { botWords } from "../../words/bots";
import { nameOf } from "../names";
import { useFetched } from "../panels/fetched";
import { lang, t } from "../say";
import { ask, type Chat, userOf } from "../state";
import { starting, wantFocus } from "../talk";
import { tell } from "../Toast";

/** An empty dialog: the bot introduces itself. */
export function Welcome({ bot }: { bot: number }) {
  const info = useFetched(() => ask("bot.info", { u: bot }), [bot]);
  const about = info.value.value?.about || userOf(bot)?.about;
  return (
    <div class="empty welcome" style="flex:1" data-test="bot-welcome">
      <Avatar id={bot} name={nameOf(bot)} />
      <strong><bdi>{nameOf(bot)}</bdi></strong>
      {about ? <p class="about" dir="auto">{about}</p> : <p>{botWords[lang.value].press_start}</p>}
    </div>
  );
}

/** In the composer's place: Start, with what a link brought along; Restart for a bot that was stopped. `done`: the dialog goes on. */
export function StartBar({ ch, done }: { ch: Chat; done: () => void }) {
  const busy = useSignal(false);
  const bot = ch.peer ?? 0;
  const stopped = !!userOf(bot)?.blocked;
  const start = async () => {
    busy.value = true;
    const payload = starting.value?.chat === ch.id ? starting.value.payload : "";
    const freed = stopped ? await tell(ask("block.set", { u: bot, on: false })) : {};
    const begun = freed !== undefined && (await tell(ask("bot.start", { u: bot, ...(payload ? { p: payload } : {}) })));
    busy.value = false;
    if (!begun) return;
    if (starting.value?.chat === ch.id) starting.value = null;
    wantFocus.value += 1;
    done();
  };
  return <button class={busy.value ? "btn wide busy" : "btn wide"} disabled={busy.value} data-test="bot-start" onClick={() => void start()}>{stopped ? botWords[lang.value].restart : t("bot_start")}</button>;
}
