/** A person: who they are, and what one may do about them. */
import { useSignal } from "@preact/signals";
import { botWords } from "../../words/bots";
import { Avatar } from "../Avatar";
import { muteMenu } from "../chatmenu";
import { Icon } from "../icons";
import { Later } from "../Later";
import { placeOf } from "../Menu";
import { isMuted } from "../names";
import { openDialog } from "../openchat";
import { openReport, openShared } from "../panels";
import { hrefOf } from "../route";
import { lang, t } from "../say";
import { confirm, Sheet } from "../Sheet";
import { ask, chats, core, me, userOf } from "../state";
import { tell, toast } from "../Toast";
import { lastSeen } from "../when";
import { Face } from "./Face";
import { useFetched } from "./fetched";

export function UserCard({ close, user: id }: { close: () => void; user: number }) {
  const user = userOf(id);
  if (!user) return <Sheet title={t("profile")} onClose={close}><div class="empty"><span class="spin" /></div></Sheet>;
  const bot = botWords[lang.value];
  const own = id === me.value?.id;
  const dialog = chats.value.find((ch) => ch.peer === id);
  const block = async () => {
    if (!user.blocked && !(await confirm({ title: user.bot ? bot.stop_q : t("block_q"), text: user.bot ? bot.stop_text : t("block_text"), yes: user.bot ? bot.stop : t("block"), danger: true }))) return;
    await tell(ask("block.set", { u: id, on: !user.blocked }));
  };
  const contact = async () => {
    if (user.contact) await tell(ask("contact.remove", { u: id }));
    else if (await tell(ask("contact.set", { u: id }))) toast(t("contact_added"));
  };
  return (
    <Sheet title={t("profile")} onClose={close} test="user-card">
      <div class="hero"><Face id={id} name={user.name} photo={user.photo} /><h2><bdi>{user.deleted ? t("deleted_account") : user.name}</bdi></h2><p class="quiet">{user.bot ? t("bot") : user.online ? t("online") : lastSeen(user.lastSeen)}</p></div>
      {own || user.deleted ? null : (
        <div class="acts">
          <button data-test="write" onClick={() => void tell(openDialog(id)).then(close)}><Icon name="chat" />{t("write_short")}</button>
          {dialog ? <button data-test="card-mute" onClick={(ev) => (isMuted(dialog) ? void tell(core.chatset(dialog.id, { mute: 0 })) : muteMenu(placeOf(ev), dialog))}><Icon name={isMuted(dialog) ? "sound" : "mute"} />{isMuted(dialog) ? t("unmute") : t("mute")}</button> : null}
          <button data-test="card-contact" onClick={() => void contact()}><Icon name={user.contact ? "check" : "addperson"} />{user.contact ? t("in_contacts") : t("to_contacts")}</button>
        </div>
      )}
      <dl class="facts">
        {user.about && !user.bot ? <div><dt>{t("about_label")}</dt><dd dir="auto">{user.about}</dd></div> : null}
        {user.username ? <div><dt>{t("public_name")}</dt><dd><button style="color:var(--accent)" data-test="card-link" onClick={() => void navigator.clipboard?.writeText(`${location.origin}/${user.username}`).then(() => toast(t("copied"), undefined, 2000))}><bdi>@{user.username}</bdi></button></dd></div> : null}
        {user.own ? <div><dt>{t("contact_name")}</dt><dd dir="auto" data-test="own-name">{t("own_name", { name: user.own })}</dd></div> : null}
      </dl>
      {user.contact && !own ? <Rename id={id} name={user.name} /> : null}
      {own || user.deleted || user.bot ? null : <Common id={id} close={close} />}
      {user.bot && !user.deleted ? <Later load={() => import("../bots/parts").then((p) => p.BotFacts)} props={{ bot: id, close }} /> : null}
      {dialog ? <div class="group"><button class="line" data-test="open-shared" onClick={() => { close(); openShared(dialog.id); }}><Icon name="picture" /><span class="grow">{t("shared")}</span><span class="flip"><Icon name="next" size={18} /></span></button></div> : null}
      {own || user.deleted ? null : (
        <div class="group">
          <button class="line danger" data-test="block" onClick={() => void block()}><Icon name="block" />{user.bot ? (user.blocked ? bot.restart : bot.stop) : user.blocked ? t("unblock") : t("block")}</button>
          <button class="line danger" data-test="report-user" onClick={() => { close(); openReport({ user: id }); }}><Icon name="flag" />{t("report")}</button>
        </div>
      )}
    </Sheet>
  );
}

/** What one calls a contact; nobody else learns it. */
function Rename({ id, name }: { id: number; name: string }) {
  const typed = useSignal<string | null>(null);
  const save = async () => {
    if ((await tell(ask("contact.set", { u: id, name: typed.value?.trim() ?? "" }))) === undefined) return;
    typed.value = null;
  };
  if (typed.value === null) return <div class="group"><button class="line" data-test="rename" onClick={() => { typed.value = name; }}><Icon name="pen" /><span class="grow">{t("contact_rename")}</span></button></div>;
  return (
    <form class="pad row" onSubmit={(ev) => { ev.preventDefault(); void save(); }}>
      <input class="in" dir="auto" ref={(el) => el?.focus()} maxLength={64} value={typed.value} aria-label={t("contact_name")} data-test="rename-name" onInput={(ev) => { typed.value = ev.currentTarget.value; }} />
      <button class="btn" disabled={!typed.value.trim()} data-test="rename-save">{t("save")}</button>
    </form>
  );
}

/** The groups both are in. */
function Common({ id, close }: { id: number; close: () => void }) {
  const found = useFetched(() => ask("chat.common", { u: id }).then((r) => r.chats), [id]);
  const list = found.value.value ?? [];
  if (!list.length) return null;
  return (
    <section class="group" aria-label={t("common_groups")}>
      <h3>{t("common_groups")}</h3>
      {list.map((ch) => <a class="line" key={ch.c} href={hrefOf(ch.c)} data-test="common" onClick={close}><Avatar id={ch.c} name={ch.ti ?? ""} photo={ch.ph} size={42} /><bdi class="grow cut">{ch.ti}</bdi></a>)}
    </section>
  );
}
