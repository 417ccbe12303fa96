/** Folders for chats: make, rename, remove. */
import { useSignal } from "@preact/signals";
import { Icon } from "../icons";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { ask, folders } from "../state";
import { tell } from "../Toast";

export function Folders({ close }: { close: () => void }) {
  const title = useSignal("");
  const add = async () => {
    if (!title.value.trim()) return;
    await tell(ask("folder.set", { title: title.value.trim() }));
    title.value = "";
  };
  return (
    <Sheet title={t("folders")} onClose={close} test="folders">
      <p class="pad quiet small">{t("folders_text")}</p>
      {folders.value.map((f) => (
        <div class="line" key={f.id}>
          <Icon name="folder" />
          <input class="in grow" dir="auto" aria-label={t("folder_name")} defaultValue={f.title} maxLength={32} onChange={(ev) => { const next = ev.currentTarget.value.trim(); if (next && next !== f.title) void tell(ask("folder.set", { id: f.id, title: next })); }} />
          <button class="tool" aria-label={`${t("delete")}: ${f.title}`} onClick={() => void tell(ask("folder.remove", { id: f.id }))}><Icon name="bin" /></button>
        </div>
      ))}
      <form class="line" onSubmit={(ev) => { ev.preventDefault(); void add(); }}>
        <Icon name="plus" />
        <input class="in grow" dir="auto" placeholder={t("new_folder")} aria-label={t("new_folder")} maxLength={32} value={title.value} data-test="folder-title" onInput={(ev) => { title.value = ev.currentTarget.value; }} />
        <button class="tool" aria-label={t("create")} disabled={!title.value.trim()}><Icon name="check" /></button>
      </form>
    </Sheet>
  );
}
