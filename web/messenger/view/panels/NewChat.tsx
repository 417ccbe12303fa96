/** Beginning to talk: with a person by phone or name, in a new group, through a new channel. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../icons";
import { openDialog, openName } from "../openchat";
import { go, hrefOf } from "../route";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { ask, core, type User } from "../state";
import { sorry, tell, toast } from "../Toast";
import { PersonLine, PickPeople, usePeople } from "./People";

type Kind = "dialog" | "group" | "channel";

export function NewChat({ close, kind }: { close: () => void; kind: Kind }) {
  const now = useSignal<Kind>(kind);
  if (now.value === "dialog") return <ToPerson close={close} other={(k) => { now.value = k; }} />;
  return <Create close={close} kind={now.value} onBack={kind === "dialog" ? () => { now.value = "dialog"; } : undefined} />;
}

function ToPerson({ close, other }: { close: () => void; other: (kind: Kind) => void }) {
  const q = useSignal("");
  const busy = useSignal(false);
  const list = usePeople(q.value);
  const phone = /^[+\d][\d\s()-]{6,}$/.test(q.value.trim());
  const name = /^@?[A-Za-z]\w{3,}$/.test(q.value.trim());
  const find = async () => {
    busy.value = true;
    const typed = q.value.trim();
    try {
      if (phone) {
        const { users } = await ask("contact.import", { phones: [typed.replace(/[^\d+]/g, "")] });
        if (users[0]) { await openDialog(users[0].u); close(); } else toast(t("phone_unknown"));
      } else {
        go(hrefOf(await openName(typed.replace("@", ""))));
        close();
      }
    } catch (err) {
      toast(sorry(err));
    }
    busy.value = false;
  };
  return (
    <Sheet title={t("new_chat")} onClose={close} tall test="new-chat-sheet">
      <form class="pad" onSubmit={(ev) => { ev.preventDefault(); if (phone || name) void find(); }}>
        <div class="searchbox"><Icon name="search" size={20} /><input class="in search" autoFocus dir="auto" value={q.value} placeholder={t("phone_or_name")} aria-label={t("phone_or_name")} data-test="find-person" onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div>
      </form>
      {phone || name ? <button class="line go" disabled={busy.value} data-test="find-go" onClick={() => void find()}><Icon name={phone ? "person" : "at"} /><span class="grow"><bdi dir="ltr">{t("write_to", { whom: q.value.trim() })}</bdi></span>{busy.value ? <span class="spin" /> : null}</button> : null}
      {q.value ? null : (
        <>
          <button class="line go" data-test="new-group" onClick={() => other("group")}><Icon name="people" />{t("new_group")}</button>
          <button class="line go" data-test="new-channel" onClick={() => other("channel")}><Icon name="horn" />{t("new_channel")}</button>
        </>
      )}
      {list.map((u) => <PersonLine key={u.id} user={u} onClick={() => void tell(openDialog(u.id)).then(close)} />)}
      {!list.length && !q.value ? <p class="pad quiet center">{t("no_contacts")}</p> : null}
    </Sheet>
  );
}

function Create({ close, kind, onBack }: { close: () => void; kind: "group" | "channel"; onBack?: (() => void) | undefined }) {
  const title = useSignal("");
  const about = useSignal("");
  const open = useSignal(false);
  const name = useSignal("");
  const free = useSignal<boolean | null>(null);
  const chosen = useSignal<ReadonlyMap<number, User>>(new Map());
  const busy = useSignal(false);
  const step = useSignal<1 | 2>(1);
  useEffect(() => {
    free.value = null;
    if (!open.value || name.value.length < 4) return;
    let past = false;
    const learn = (is: boolean) => { if (!past) free.value = is; };
    const timer = setTimeout(() => { ask("name.check", { name: name.value }).then((r) => learn(r.free)).catch(() => learn(false)); }, 300);
    return () => { past = true; clearTimeout(timer); };
  }, [name.value, open.value]);
  const make = async () => {
    busy.value = true;
    const id = await tell(core.createChat({ kind, title: title.value.trim(), ...(about.value.trim() ? { about: about.value.trim() } : {}), users: [...chosen.value.keys()], ...(open.value ? { public: true, name: name.value } : {}) }));
    busy.value = false;
    if (id !== undefined) { close(); go(hrefOf(id)); }
  };
  const bad = open.value && free.value !== true;
  const foot = step.value === 1
    ? <button class="btn" disabled={!title.value.trim() || bad} data-test="create-next" onClick={() => { if (kind === "channel") void make(); else step.value = 2; }}>{kind === "channel" ? t("create") : t("next")}</button>
    : <button class={busy.value ? "btn busy" : "btn"} disabled={busy.value} data-test="create" onClick={() => void make()}>{t("create")}</button>;
  return (
    <Sheet title={kind === "group" ? t("new_group") : t("new_channel")} onClose={close} onBack={step.value === 2 ? () => { step.value = 1; } : onBack} tall test="create-sheet" foot={foot}>
      {step.value === 2 ? <PickPeople chosen={chosen} /> : (
        <div class="pad col" style="gap:16px">
          <label class="field"><span class="lbl">{t("title")}</span><input class="in" dir="auto" autoFocus maxLength={128} value={title.value} data-test="create-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} /></label>
          <label class="field"><span class="lbl">{t("chat_about")}</span><textarea class="in" dir="auto" rows={3} maxLength={512} value={about.value} onInput={(ev) => { about.value = ev.currentTarget.value; }} /></label>
          <label class="row" style="cursor:pointer"><span class="grow"><b>{t("public_link")}</b><span class="small quiet" style="display:block">{t("public_text")}</span></span><input type="checkbox" class="switch" checked={open.value} data-test="create-public" onChange={(ev) => { open.value = ev.currentTarget.checked; }} /></label>
          {open.value ? (
            <label class="field"><span class="lbl">{t("public_name")}</span><input class="in" dir="ltr" maxLength={32} value={name.value} data-test="create-name" onInput={(ev) => { name.value = ev.currentTarget.value.replace(/[^\w]/g, ""); }} />
              <span class={free.value === false ? "err" : "hint"} role="status">{free.value === false ? t("name_taken") : free.value ? t("name_free") : <bdi dir="ltr">{location.host}/{name.value || "name"}</bdi>}</span></label>
          ) : null}
          <p class="small quiet">{kind === "channel" ? t("channel_text") : t("group_text")}</p>
        </div>
      )}
    </Sheet>
  );
}
