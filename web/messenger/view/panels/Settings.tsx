/** Oneself: profile, looks, privacy, devices, safety, notices. */
import { useSignal } from "@preact/signals";
import { type Audience, type Privacy, Refused } from "../../core/api";
import { Avatar } from "../Avatar";
import { Icon, type IconName } from "../icons";
import { device } from "../device";
import { canPasskey, makePasskey } from "../passkey";
import { openName } from "../openchat";
import { openKeys, openMoving, openNotifications } from "../panels";
import { go, hrefOf } from "../route";
import { type Lang, lang, langs, speak, t, tn } from "../say";
import { confirm, Sheet } from "../Sheet";
import { account, ask, core, me, userFrom } from "../state";
import { enterSends, setEnterSends, setTextSize, setTheme, type TextSize, textSize, type Theme, theme } from "../theme";
import { sorry, tell, toast } from "../Toast";
import { brief, full } from "../when";
import { useFetched } from "./fetched";
import { Notices } from "./Notices";
import { PersonLine } from "./People";
import { PhotoButtons } from "./Crop";
import { Traffic } from "./Traffic";
import { Wait } from "./Wait";

type Page = "main" | "profile" | "privacy" | "devices" | "password" | "passkeys" | "blocked" | "notices" | "qr" | "traffic";

export function Settings({ close, page }: { close: () => void; page?: string | undefined }) {
  const now = useSignal<Page>((page as Page | undefined) ?? "main");
  const titles: Record<Page, string> = { main: t("settings"), profile: t("profile"), privacy: t("privacy"), devices: t("devices"), password: t("two_step"), passkeys: t("passkeys"), blocked: t("blocked"), notices: t("notices"), qr: t("qr_approve"), traffic: t("traffic") };
  const to = (next: Page) => { now.value = next; };
  const body = { main: () => <Main to={to} close={close} />, profile: () => <Profile done={() => to("main")} />, privacy: () => <PrivacyPage to={to} />, devices: () => <Devices />, password: () => <Password done={() => to("main")} />, passkeys: () => <Passkeys />, blocked: () => <Blocked />, notices: () => <Notices />, qr: () => <QrIn done={() => to("devices")} />, traffic: () => <Traffic /> }[now.value];
  return <Sheet title={titles[now.value]} onClose={close} onBack={now.value === "main" ? undefined : () => to("main")} tall test="settings">{body()}</Sheet>;
}

function Main({ to, close }: { to: (p: Page) => void; close: () => void }) {
  const user = me.value;
  const line = (icon: IconName, text: string, page: Page) => <button class="line" data-test={`settings-${page}`} onClick={() => to(page)}><Icon name={icon} /><span class="grow">{text}</span><span class="flip"><Icon name="next" size={18} /></span></button>;
  const out = async () => {
    if (!(await confirm({ title: t("sign_out_q"), text: t("sign_out_text"), yes: t("sign_out"), danger: true }))) return;
    close();
    await tell(core.signOut());
  };
  return (
    <>
      <div class="group">
        <button class="line" data-test="settings-profile" onClick={() => to("profile")}>
          <Avatar id={user?.id ?? 0} name={user?.name ?? ""} size={64} />
          <span class="grow"><b class="cut" style="display:block;font-size:var(--t-l)"><bdi>{user?.name}</bdi></b>{user?.phone ? <span class="sub" dir="ltr">{user.phone}</span> : null}{user?.username ? <span class="sub"><bdi>@{user.username}</bdi></span> : null}</span>
          <Icon name="pen" size={20} />
        </button>
      </div>
      <div class="group">
        <h3>{t("looks")}</h3>
        <div class="pad chips" role="radiogroup" aria-label={t("theme")}>
          {(["auto", "light", "dark"] as Theme[]).map((x) => <button class="chip" key={x} role="radio" aria-checked={theme.value === x} data-test={`theme-${x}`} onClick={() => setTheme(x)}>{t(`theme_${x}` as "theme_auto")}</button>)}
        </div>
        <div class="pad chips" role="radiogroup" aria-label={t("language")}>
          {(Object.keys(langs) as Lang[]).map((l) => <button class="chip" key={l} role="radio" aria-checked={lang.value === l} lang={l} data-test={`lang-${l}`} onClick={() => { void speak(l, true); void ask("me.edit", { lang: l }).catch(() => undefined); }}>{langs[l]}</button>)}
        </div>
        <p class="pad small quiet" id="text-size" style="padding-block-end:0">{t("text_size")}</p>
        <div class="pad chips" role="radiogroup" aria-labelledby="text-size">
          {(["s", "m", "l", "xl"] as TextSize[]).map((x) => <button class="chip" key={x} role="radio" aria-checked={textSize.value === x} data-test={`text-${x}`} onClick={() => setTextSize(x)}>{t(`size_${x}`)}</button>)}
        </div>
        <label class="line only-keys"><span class="grow">{t("enter_sends")}<span class="sub">{t("enter_sends_text")}</span></span><input type="checkbox" class="switch" checked={enterSends.value} data-test="enter-sends" onChange={(ev) => setEnterSends(ev.currentTarget.checked)} /></label>
        <label class="line"><span class="grow">{t("saver")}<span class="sub">{t("saver_text")}</span></span><input type="checkbox" class="switch" checked={account.value.saver} data-test="saver" onChange={(ev) => core.setSaver(ev.currentTarget.checked)} /></label>
        {line("download", t("traffic"), "traffic")}
      </div>
      <div class="group">
        <button class="line" data-test="settings-notifications" onClick={openNotifications}><Icon name="bell" /><span class="grow">{t("notifications")}</span><span class="flip"><Icon name="next" size={18} /></span></button>
        {line("lock", t("privacy"), "privacy")}
        {line("device", t("devices"), "devices")}
        {line("qr", t("qr_approve"), "qr")}
        {line("shield", t("two_step"), "password")}
        {canPasskey() ? line("key", t("passkeys"), "passkeys") : null}
        {line("info", t("notices"), "notices")}
        <a class="line" data-test="settings-rules" href={`/rules?lang=${lang.value}`} target="_blank" rel="noopener"><Icon name="book" /><span class="grow">{t("rules")}</span><span class="flip"><Icon name="next" size={18} /></span></a>
        <button class="line" data-test="settings-bots" onClick={() => void tell(openName("drum")).then((id) => { if (id) { close(); go(hrefOf(id)); } })}><Icon name="slash" /><span class="grow">{t("my_bots")}</span><span class="flip"><Icon name="next" size={18} /></span></button>
        <button class="line" data-test="settings-moving" onClick={() => openMoving()}><Icon name="box" /><span class="grow">{t("moving")}</span><span class="flip"><Icon name="next" size={18} /></span></button>
        <button class="line only-keys" data-test="settings-keys" onClick={openKeys}><Icon name="keys" /><span class="grow">{t("keys")}</span></button>
      </div>
      <div class="group">
        <button class="line" data-test="sign-out" onClick={() => void out()}><Icon name="out" />{t("sign_out")}</button>
      </div>
      <p class="pad small quiet">{t("honest")}</p>
    </>
  );
}

/** What a page is about, drawn above its first words. */
const Lead = ({ icon, text }: { icon: IconName; text: string }) => <div class="lead"><span class="art"><Icon name={icon} size={40} /></span><p class="quiet">{text}</p></div>;

function Profile({ done }: { done: () => void }) {
  const user = me.value;
  const name = useSignal(user?.name ?? "");
  const about = useSignal(user?.about ?? "");
  const handle = useSignal(user?.username ?? "");
  const free = useSignal("");
  const busy = useSignal(false);
  const check = (value: string) => {
    handle.value = value.replace(/[^\w]/g, "");
    free.value = "";
    const asked = handle.value;
    if (asked.length >= 4 && asked !== user?.username) setTimeout(() => { if (handle.value === asked) ask("name.check", { name: asked }).then((r) => { if (handle.value === asked) free.value = r.free ? t("name_free") : t("name_taken"); }).catch(() => undefined); }, 300);
  };
  const save = async () => {
    busy.value = true;
    const edited = await tell(ask("me.edit", { name: name.value.trim(), about: about.value.trim() }));
    const named = handle.value === (user?.username ?? "") || (await tell(ask("name.set", { name: handle.value }))) !== undefined;
    busy.value = false;
    if (edited && named) { toast(t("saved_ok"), undefined, 2000); done(); }
  };
  const remove = async () => {
    const question = { title: t("delete_account_q"), text: t("delete_account_text"), yes: t("delete_account"), danger: true, ...(user?.password ? { secret: { label: t("password") } } : {}) };
    const said = await confirm(question);
    if (!said) return;
    const params = { ...(said.secret ? { password: said.secret } : {}) };
    try {
      await ask("account.delete", params);
    } catch (err) {
      if (!(err instanceof Refused) || err.why !== "account.owns_chats") return toast(sorry(err));
      if (!(await confirm({ ...question, text: t("delete_owns_chats"), secret: undefined }))) return;
      if ((await tell(ask("account.delete", { ...params, chats: true }))) === undefined) return;
    }
    await core.signOut();
  };
  return (
    <form class="pad col" style="gap:16px" onSubmit={(ev) => { ev.preventDefault(); void save(); }}>
      <PhotoButtons owner={{ me: true }} id={user?.id ?? 0} name={name.value} photo={user?.photo} />
      <label class="field"><span class="lbl">{t("your_name")}</span><input class="in" dir="auto" required maxLength={64} value={name.value} data-test="profile-name" onInput={(ev) => { name.value = ev.currentTarget.value; }} /></label>
      <label class="field"><span class="lbl">{t("about_label")}</span><textarea class="in" dir="auto" rows={3} maxLength={512} value={about.value} data-test="profile-about" onInput={(ev) => { about.value = ev.currentTarget.value; }} /></label>
      <label class="field"><span class="lbl">{t("public_name")}</span><input class="in" dir="ltr" maxLength={32} value={handle.value} data-test="profile-handle" onInput={(ev) => check(ev.currentTarget.value)} /><span class="hint" role="status">{free.value || (handle.value ? <bdi dir="ltr">{location.host}/{handle.value}</bdi> : t("public_name_text"))}</span></label>
      <button class={busy.value ? "btn busy" : "btn"} disabled={busy.value || !name.value.trim()} data-test="profile-save">{t("save")}</button>
      <button type="button" class="btn plain bad" data-test="delete-account" onClick={() => void remove()}>{t("delete_account")}</button>
    </form>
  );
}

function PrivacyPage({ to }: { to: (p: Page) => void }) {
  const privacy = useFetched(() => ask("privacy.get", {}));
  const set = (change: Privacy) => { void tell(ask("privacy.set", change)); if (privacy.value.value) privacy.value.value = { ...privacy.value.value, ...change }; };
  const rows: [keyof Privacy, string][] = [["find_by_phone", t("who_finds")], ["last_seen", t("who_sees")], ["add_to_groups", t("who_adds")]];
  return (
    <>
      <Wait for={privacy}>{(p) => rows.map(([key, text]) => (
        <div class="group" key={key}>
          <h3 id={`p-${key}`}>{text}</h3>
          <div class="pad chips" role="radiogroup" aria-labelledby={`p-${key}`}>
            {(["all", "contacts", "nobody"] as Audience[]).map((a) => <button class="chip" key={a} role="radio" aria-checked={(p[key] ?? "all") === a} onClick={() => set({ [key]: a })}>{t(`aud_${a}` as "aud_all")}</button>)}
          </div>
        </div>
      ))}</Wait>
      <label class="line"><Icon name="link" /><span class="grow">{t("previews")}<span class="sub">{t("previews_text")}</span></span><input type="checkbox" class="switch" data-test="previews" checked={!account.value.settings.no_previews} onChange={(ev) => void tell(ask("settings.set", { patch: { no_previews: ev.currentTarget.checked ? null : 1 } }))} /></label>
      <button class="line" onClick={() => to("blocked")}><Icon name="block" /><span class="grow">{t("blocked")}</span><span class="flip"><Icon name="next" size={18} /></span></button>
    </>
  );
}

function Blocked() {
  const list = useFetched(() => ask("block.list", {}).then((r) => r.users.map(userFrom)));
  return <Wait for={list}>{(users) => users.length ? users.map((u) => <PersonLine key={u.id} user={u} end={<button class="btn plain" onClick={() => void tell(ask("block.set", { u: u.id, on: false })).then(list.again)}>{t("unblock")}</button>} />) : <div class="empty"><p>{t("nobody_blocked")}</p></div>}</Wait>;
}

function Devices() {
  const list = useFetched(() => ask("sessions.list", {}).then((r) => r.sessions));
  const revoke = async (id: number | string) => { await tell(ask("sessions.revoke", { id })); list.again(); };
  const all = async () => {
    if (!(await confirm({ title: t("others_out_q"), yes: t("others_out"), danger: true }))) return;
    await tell(ask("sessions.revoke", { all: true }));
    list.again();
  };
  return (
    <Wait for={list}>{(sessions) => (
      <>
        {sessions.map((s) => (
          <div class="line" key={s.id} data-test="session">
            <Icon name="device" />
            <span class="grow"><b class="cut" style="display:block"><bdi>{s.device || t("unknown_device")}</bdi></b><span class="sub">{s.address ? <><bdi dir="ltr">{s.address}</bdi> · </> : null}<bdi title={full(s.seen)}>{brief(s.seen)}</bdi></span></span>
            {s.current ? <span class="tag ok">{t("this_device")}</span> : <button class="tool" aria-label={`${t("sign_out")}: ${s.device}`} data-test="revoke" onClick={() => void revoke(s.id)}><Icon name="out" /></button>}
          </div>
        ))}
        {sessions.length > 1 ? <button class="line danger" data-test="revoke-all" onClick={() => void all()}><Icon name="out" />{t("others_out")}</button> : null}
      </>
    )}</Wait>
  );
}

const PASSWORD_MIN = 8;

function Password({ done }: { done: () => void }) {
  const has = !!me.value?.password;
  const old = useSignal("");
  const fresh = useSignal("");
  const hint = useSignal("");
  const set = async (password: string) => {
    const r = await tell(ask("2fa.set", { ...(password ? { password } : {}), ...(old.value ? { old: old.value } : {}), ...(hint.value ? { hint: hint.value } : {}) }));
    if (r !== undefined) { toast(t("saved_ok"), undefined, 2000); done(); }
  };
  return (
    <form class="pad col" style="gap:16px" onSubmit={(ev) => { ev.preventDefault(); void set(fresh.value); }}>
      <Lead icon="shield" text={t("two_step_text")} />
      {has ? <label class="field"><span class="lbl">{t("old_password")}</span><input class="in" type="password" autoComplete="current-password" value={old.value} data-test="password-old" onInput={(ev) => { old.value = ev.currentTarget.value; }} /></label> : null}
      <label class="field"><span class="lbl">{t("new_password")}</span><input class="in" type="password" autoComplete="new-password" minLength={PASSWORD_MIN} maxLength={128} value={fresh.value} data-test="password-new" onInput={(ev) => { fresh.value = ev.currentTarget.value; }} /><span class="hint">{tn("password_least", PASSWORD_MIN)}</span></label>
      <label class="field"><span class="lbl">{t("password_hint")}</span><input class="in" dir="auto" maxLength={64} value={hint.value} data-test="password-hint" onInput={(ev) => { hint.value = ev.currentTarget.value; }} /></label>
      <button class="btn" disabled={fresh.value.length < PASSWORD_MIN || (has && !old.value)} data-test="password-save">{t("save")}</button>
      {has ? <button type="button" class="btn plain bad" disabled={!old.value} data-test="password-off" onClick={() => void set("")}>{t("password_off")}</button> : null}
    </form>
  );
}

function Passkeys() {
  const list = useFetched(() => ask("passkey.list", {}).then((r) => r.passkeys));
  const add = async () => {
    await tell((async () => {
      const { id, options } = await ask("passkey.add.begin", {});
      await ask("passkey.add.finish", { id, credential: await makePasskey(options), label: device() });
    })());
    list.again();
  };
  return (
    <>
      <Lead icon="key" text={t("passkeys_text")} />
      <Wait for={list}>{(keys) => keys.map((k) => <div class="line" key={k.id} data-test="passkey"><Icon name="key" /><span class="grow"><bdi>{k.label}</bdi><span class="sub">{full(k.created)}</span></span><button class="tool" aria-label={`${t("delete")}: ${k.label}`} data-test="passkey-remove" onClick={() => void tell(ask("passkey.remove", { id: k.id })).then(list.again)}><Icon name="bin" /></button></div>)}</Wait>
      <button class="line go" data-test="passkey-add" onClick={() => void add()}><Icon name="plus" />{t("add_passkey")}</button>
    </>
  );
}

function QrIn({ done }: { done: () => void }) {
  const url = useSignal("");
  const accept = async () => {
    const r = await tell(ask("auth.qr.accept", { url: url.value.trim() }));
    if (r) { toast(t("qr_done", { device: r.device })); done(); }
  };
  return (
    <form class="pad col" style="gap:16px" onSubmit={(ev) => { ev.preventDefault(); void accept(); }}>
      <Lead icon="qr" text={t("qr_approve_text")} />
      <label class="field"><span class="lbl">{t("qr_address")}</span><input class="in" dir="ltr" value={url.value} placeholder={`${location.origin}/qr/…`} data-test="qr-url" onInput={(ev) => { url.value = ev.currentTarget.value; }} /></label>
      <button class="btn" disabled={!url.value.includes("/qr/")} data-test="qr-accept">{t("approve")}</button>
    </form>
  );
}

/** A scanned code opened this page: ask before letting the other device in. */
export function Approve({ close, url }: { close: () => void; url: string }) {
  const accept = async () => {
    const r = await tell(ask("auth.qr.accept", { url }));
    if (r) { toast(t("qr_done", { device: r.device })); close(); }
  };
  return (
    <Sheet title={t("qr_approve")} onClose={close} test="approve-sheet" foot={<><button class="btn plain" onClick={close}>{t("cancel")}</button><button class="btn" data-test="approve" onClick={() => void accept()}>{t("approve")}</button></>}>
      <p class="pad quiet">{t("qr_warning")}</p>
    </Sheet>
  );
}
