/** A bot's profile: what it says of itself, what it can be told, how much it hears; and bringing it into a chat. */
import { useSignal } from "@preact/signals";
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { botWords } from "../../words/bots";
import { canPost, colourOf, hasRight, iconOf, may, May, membersLine, nameOf, Right, titleOf } from "../names";
import { useFetched } from "../panels/fetched";
import { go, hrefOf } from "../route";
import { lang, moreWords, t } from "../say";
import { Sheet, showSheet } from "../Sheet";
import { ask, type Chat, chats, core, userOf } from "../state";
import { constructing } from "../talk";
import { tell, toast } from "../Toast";

export function BotFacts({ bot, close }: { bot: number; close: () => void }) {
  const info = useFetched(() => ask("bot.info", { u: bot }), [bot]);
  const words = botWords[lang.value];
  const user = userOf(bot);
  const known = info.value.value;
  const about = known?.about || user?.about;
  const link = user?.username ? `${location.origin}/${user.username}` : "";
  const dialog = chats.value.find((ch) => ch.peer === bot);
  return (
    <>
      <dl class="facts" data-test="bot-facts">
        {about ? <div><dt>{words.about}</dt><dd dir="auto">{about}</dd></div> : null}
        {known?.cmds.length ? <div><dt>{t("commands")}</dt><dd>{known.cmds.map((c) => <span class="cmd" key={c.n}><b><bdi dir="ltr">/{c.n}</bdi></b>{c.ab ? <span class="small quiet" dir="auto">{c.ab}</span> : null}</span>)}</dd></div> : null}
        {known ? <div><dt>{words.hears}</dt><dd data-test="bot-hears">{known.all ? words.hears_all : words.hears_some}</dd></div> : null}
      </dl>
      <div class="group">
        {known?.con ? <button class="line" data-test="bot-construct" onClick={() => { close(); showSheet((end) => <WriteWhere close={end} bot={bot} />); }}><Icon name="pen" /><span class="grow">{words.con_write}</span></button> : null}
        <button class="line" data-test="bot-add" onClick={() => { close(); showSheet((end) => <AddBot close={end} bot={bot} />); }}><Icon name="addperson" /><span class="grow">{words.add}</span></button>
        {link ? <button class="line" data-test="bot-link" onClick={() => void navigator.clipboard?.writeText(link).then(() => toast(t("copied"), undefined, 2000))}><Icon name="link" /><span class="grow">{words.link}</span></button> : null}
        {dialog && known?.cmds.some((c) => c.n === "help") ? <button class="line" onClick={() => { close(); go(hrefOf(dialog.id)); void tell(core.send(dialog.id, { text: "/help" })); }}><Icon name="info" /><span class="grow">{words.help}</span></button> : null}
      </div>
    </>
  );
}

/** For which chat a message is written with this bot. */
function WriteWhere({ close, bot }: { close: () => void; bot: number }) {
  const q = useSignal("");
  const needle = q.value.trim().toLocaleLowerCase();
  const list = chats.value.filter((ch) => ch.joined && canPost(ch) && titleOf(ch).toLocaleLowerCase().includes(needle)).slice(0, 60);
  return (
    <Sheet title={botWords[lang.value].con_where} onClose={close} tall test="construct-sheet">
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search")} aria-label={t("search")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      {list.map((ch) => <button class="line" key={ch.id} data-test="construct-in" onClick={() => { close(); constructing.value = { chat: ch.id, bot }; go(hrefOf(ch.id)); }}><Avatar id={colourOf(ch)} name={titleOf(ch)} icon={iconOf(ch)} size={42} /><bdi class="grow cut">{titleOf(ch)}</bdi></button>)}
      {list.length ? null : <p class="pad quiet center">{t("nothing_found")}</p>}
    </Sheet>
  );
}

const canAdd = (ch: Chat): boolean => ch.joined && !ch.state && (ch.kind === "channel" ? hasRight(ch, Right.invite) : ch.kind === "group" && (hasRight(ch, Right.invite) || may(ch, May.addPeople)));

/** To which group or channel. In a channel only administrators can do anything, so its rights are asked next. */
export function AddBot({ close, bot }: { close: () => void; bot: number }) {
  const q = useSignal("");
  const words = botWords[lang.value];
  const needle = q.value.trim().toLocaleLowerCase();
  const list = chats.value.filter((ch) => canAdd(ch) && titleOf(ch).toLocaleLowerCase().includes(needle)).slice(0, 60);
  const add = async (ch: Chat) => {
    const r = await tell(ask("member.add", { c: ch.id, u: [bot] }));
    if (!r) return;
    const why = r.skipped[0]?.[1];
    if (why && why !== "member") { toast(words.not_added); return; }
    close();
    go(hrefOf(ch.id));
    toast((why ? words.in_already : words.added).replace("{name}", nameOf(bot)));
    if (ch.kind !== "channel" || !hasRight(ch, Right.addAdmins)) return;
    const [{ Promote }] = await Promise.all([import("../panels/Rights"), moreWords()]);
    setTimeout(() => showSheet((end) => <Promote close={end} ch={ch} m={{ u: bot, ro: "member" }} done={() => undefined} />)); // after the change of address, which closes dialogs
  };
  return (
    <Sheet title={words.add_title.replace("{name}", nameOf(bot))} onClose={close} tall test="bot-add-sheet">
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search")} aria-label={t("search")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      {list.map((ch) => <button class="line" key={ch.id} data-test="bot-add-to" onClick={() => void add(ch)}><Avatar id={colourOf(ch)} name={titleOf(ch)} size={42} /><span class="grow"><bdi class="cut" style="display:block">{titleOf(ch)}</bdi><span class="sub cut">{membersLine(ch)}</span></span></button>)}
      {list.length ? null : <p class="pad quiet center">{q.value ? t("nothing_found") : words.no_place}</p>}
    </Sheet>
  );
}
