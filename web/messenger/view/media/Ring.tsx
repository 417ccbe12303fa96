/** How far a file is, with the way to give it up. */
import { useEffect } from "preact/hooks";
import type { Media } from "../../core/api";
import { Icon } from "../icons";
import { t } from "../say";
import { core, type Message, uploads } from "../state";
import { announce } from "../Toast";

const ROUND = 2 * Math.PI * 20;

export function Ring({ m, media }: { m: Message; media: Media }) {
  const now = uploads.value.get(media.key ?? "");
  const ended = now?.state === "done";
  useEffect(() => { if (ended) announce(t("up_done")); }, [ended]);
  if (m.tick === "failed") return <span class="ring" aria-hidden="true"><Icon name="alert" /></span>;
  const part = now?.part ?? 0;
  const state = now?.state ?? "waiting";
  if (state === "done") return m.media.length > 1 ? <span class="ring done" aria-hidden="true"><Icon name="check" size={18} /></span> : <span class="ring" aria-hidden="true"><span class="spin" /></span>;
  const text = state === "preparing" ? t("up_preparing") : state === "waiting" ? t("up_waiting") : t("up_sending");
  return (
    <button class={state === "sending" ? "ring" : "ring idle"} aria-label={`${t("cancel")}: ${text}`} data-test="upload" data-state={state} onClick={(ev) => { ev.stopPropagation(); core.discard(m.rid ?? ""); }}>
      <svg width="46" height="46" viewBox="0 0 46 46" role="progressbar" aria-valuenow={Math.round(part * 100)} aria-valuemin={0} aria-valuemax={100} aria-label={text}>
        <circle cx="23" cy="23" r="20" class="gone-by" stroke-dasharray={`${Math.max(0.03, part) * ROUND} ${ROUND}`} />
      </svg>
      <Icon name="close" size={20} />
    </button>
  );
}
