/** Bringing people into a chat. */
import { useSignal } from "@preact/signals";
import { nameOf } from "../names";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Chat, type User } from "../state";
import { tell, toast } from "../Toast";
import { PickPeople } from "./People";

export function AddPeople({ close, ch }: { close: () => void; ch: Chat }) {
  const chosen = useSignal<ReadonlyMap<number, User>>(new Map());
  const add = async () => {
    const r = await tell(ask("member.add", { c: ch.id, u: [...chosen.value.keys()] }));
    if (!r) return;
    if (r.skipped?.length) toast(t("skipped", { names: r.skipped.map(([u]) => nameOf(u)).join(", ") }));
    close();
  };
  return <Sheet title={t("add_people")} onClose={close} tall test="add-sheet" foot={<button class="btn" disabled={!chosen.value.size} data-test="add-go" onClick={() => void add()}>{t("add")}</button>}><PickPeople chosen={chosen} /></Sheet>;
}
