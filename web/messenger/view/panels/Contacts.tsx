/** The people one knows. */
import { useSignal } from "@preact/signals";
import { Icon } from "../icons";
import { openDialog } from "../openchat";
import { openNew } from "../panels";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { tell } from "../Toast";
import { PersonLine, usePeople } from "./People";

export function Contacts({ close }: { close: () => void }) {
  const q = useSignal("");
  const list = usePeople(q.value);
  return (
    <Sheet title={t("contacts")} onClose={close} tall test="contacts">
      <div class="pad"><div class="searchbox"><Icon name="search" size={20} /><input class="in search" value={q.value} placeholder={t("search_people")} aria-label={t("search_people")} onInput={(ev) => { q.value = ev.currentTarget.value; }} /></div></div>
      <button class="line go" onClick={() => { close(); openNew("dialog"); }}><Icon name="addperson" />{t("add_contact")}</button>
      {list.map((u) => <PersonLine key={u.id} user={u} onClick={() => void tell(openDialog(u.id)).then(close)} />)}
      {list.length ? null : <p class="pad quiet center">{q.value ? t("nothing_found") : t("no_contacts")}</p>}
    </Sheet>
  );
}
