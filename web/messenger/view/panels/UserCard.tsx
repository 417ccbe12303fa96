/** A person: who they are, and what one may do about them. */
import { Avatar } from "../Avatar";
import { Icon } from "../icons";
import { Later } from "../Later";
import { openDialog } from "../openchat";
import { openReport, openShared } from "../panels";
import { t } from "../say";
import { confirm, Sheet } from "../Sheet";
import { lang } from "../say";
import { botWords } from "../../words/bots";
import { ask, chats, me, userOf } from "../state";
import { tell, toast } from "../Toast";
import { lastSeen } from "../when";

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
    else if (await tell(ask("contact.set", { u: id, name: user.name }))) toast(t("contact_added"));
  };
  return (
    <Sheet title={t("profile")} onClose={close} test="user-card">
      <div class="hero"><Avatar id={id} name={user.name} /><h2><bdi>{user.deleted ? t("deleted_account") : user.name}</bdi></h2><p class="quiet">{user.bot ? t("bot") : user.online ? t("online") : lastSeen(user.lastSeen)}</p></div>
      {own || user.deleted ? null : (
        <div class="acts">
          <button data-test="write" onClick={() => void tell(openDialog(id)).then(close)}><Icon name="chat" />{t("write_short")}</button>
          <button onClick={() => void contact()}><Icon name={user.contact ? "check" : "addperson"} />{user.contact ? t("in_contacts") : t("to_contacts")}</button>
        </div>
      )}
      <dl class="facts">
        {user.about && !user.bot ? <div><dt>{t("about_label")}</dt><dd dir="auto">{user.about}</dd></div> : null}
        {user.username ? <div><dt>{t("public_name")}</dt><dd><bdi>@{user.username}</bdi></dd></div> : null}
      </dl>
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
