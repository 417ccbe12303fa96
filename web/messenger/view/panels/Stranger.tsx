/** Over the first words of somebody unknown: know them, keep them away, or say what is wrong. */
import { useSignal } from "@preact/signals";
import { Icon } from "../icons";
import { nameOf } from "../names";
import { openReport } from "../panels";
import { t } from "../say";
import { confirm } from "../Sheet";
import { ask } from "../state";
import { tell, toast } from "../Toast";

/** Whom this device asked about already. */
const MET = "met";
const MET_MAX = 200;
const met = (): number[] => JSON.parse(localStorage.getItem(MET) ?? "[]") as number[];

export function Stranger({ user }: { user: number }) {
  const done = useSignal(met().includes(user));
  if (done.value) return null;
  const close = () => { localStorage.setItem(MET, JSON.stringify([...met(), user].slice(-MET_MAX))); done.value = true; };
  const add = async () => { if ((await tell(ask("contact.set", { u: user }))) !== undefined) toast(t("contact_added")); };
  const block = async () => { if (await confirm({ title: t("block_q"), text: t("block_text"), yes: t("block"), danger: true })) await tell(ask("block.set", { u: user, on: true })); };
  return (
    <div class="stranger" role="region" aria-label={t("stranger", { name: nameOf(user) })} data-test="stranger">
      <button class="btn plain" data-test="stranger-add" onClick={() => void add()}><Icon name="addperson" size={20} />{t("to_contacts")}</button>
      <button class="btn plain bad" data-test="stranger-block" onClick={() => void block()}><Icon name="block" size={20} />{t("block")}</button>
      <button class="btn plain bad" data-test="stranger-report" onClick={() => openReport({ user })}><Icon name="flag" size={20} />{t("report")}</button>
      <button class="tool" aria-label={t("close")} data-test="stranger-close" onClick={close}><Icon name="close" size={20} /></button>
    </div>
  );
}
