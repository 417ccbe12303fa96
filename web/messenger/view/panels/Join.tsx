/** An invite link, opened: what it leads to, and joining. */
import { useSignal } from "@preact/signals";
import { Avatar } from "../Avatar";
import { membersLine } from "../names";
import { openReport } from "../panels";
import { go, hrefOf } from "../route";
import { t } from "../say";
import { Sheet } from "../Sheet";
import { ask, glimpseOf } from "../state";
import { tell, toast } from "../Toast";
import { useFetched } from "./fetched";
import { Wait } from "./Wait";

export function Join({ close, token }: { close: () => void; token: string }) {
  const chat = useFetched(() => ask("invite.peek", { token }).then((r) => glimpseOf(r.ch)));
  const busy = useSignal(false);
  const join = async () => {
    busy.value = true;
    const done = await tell(ask("invite.accept", { token }));
    busy.value = false;
    if (!done) return;
    close();
    if (done.ch) go(hrefOf(done.ch.c));
    else toast(t("asked"));
  };
  return (
    <Sheet title={t("invitation")} onClose={close} test="join-sheet" foot={<button class={busy.value ? "btn wide busy" : "btn wide"} disabled={!chat.value.value || busy.value} data-test="join-go" onClick={() => void join()}>{chat.value.value?.kind === "channel" ? t("subscribe") : t("join")}</button>}>
      <Wait for={chat}>{(ch) => (
        <div class="hero"><Avatar id={ch.id} name={ch.title} /><h2><bdi>{ch.title}</bdi></h2><p class="quiet">{membersLine(ch)}</p>{ch.about ? <p dir="auto">{ch.about}</p> : null}<button class="btn plain" data-test="report-link" onClick={() => { close(); openReport({ token }); }}>{t("report")}</button></div>
      )}</Wait>
    </Sheet>
  );
}
