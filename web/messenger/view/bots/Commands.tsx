/** The menu behind the slash: what the bots here can be told. */
import { botWords } from "../../words/bots";
import { type placeOf, showMenu } from "../Menu";
import { Icon } from "../icons";
import { canPost, nameOf } from "../names";
import { lang, t } from "../say";
import { type Chat } from "../state";
import { constructing } from "../talk";
import { tell } from "../Toast";
import { addressed, botsOf, type Told } from "./known";

/** `say`: sends the command. */
export async function showCommands(place: ReturnType<typeof placeOf>, ch: Chat, say: (command: string) => void): Promise<void> {
  const bots = await tell(botsOf(ch));
  if (bots) showMenu(place, [], t("commands"), (close) => <Commands close={close} ch={ch} bots={bots.filter((b) => b.cmds.length || (b.con && canPost(ch)))} say={say} />, "commands");
}

function Commands({ close, ch, bots, say }: { close: () => void; ch: Chat; bots: Told[]; say: (command: string) => void }) {
  if (!bots.length) return <p class="pad quiet" role="status">{botWords[lang.value].no_commands}</p>;
  return (
    <div class="cmds" role="menu" aria-label={t("commands")} data-test="commands">
      {bots.map((b) => (
        <div key={b.u} role="group" aria-label={nameOf(b.u)}>
          {ch.kind === "dialog" ? null : <h3><bdi>{nameOf(b.u)}</bdi></h3>}
          {b.con && canPost(ch) ? (
            <button role="menuitem" tabIndex={-1} class="line" data-test="construct" onClick={() => { close(); constructing.value = { chat: ch.id, bot: b.u }; }}>
              <Icon name="pen" /><span class="grow">{botWords[lang.value].con_with.replace("{name}", nameOf(b.u))}</span>
            </button>
          ) : null}
          {b.cmds.map((c) => (
            <button role="menuitem" tabIndex={-1} class="line" key={c.n} data-test="command" onClick={() => { close(); say(addressed(ch, b.u, c.n)); }}>
              <span class="grow"><b dir="ltr">/{c.n}</b>{c.ab ? <span class="sub" dir="auto">{c.ab}</span> : null}</span>
            </button>
          ))}
        </div>
      ))}
    </div>
  );
}
