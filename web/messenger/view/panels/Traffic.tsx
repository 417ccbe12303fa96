/** How much data this device used, by kind. */
import { useSignal } from "@preact/signals";
import type { Traffic as Counted, TrafficKind } from "../../core/api";
import { bytes } from "../media/sizes";
import { t } from "../say";
import { core } from "../state";
import { tell, toast } from "../Toast";
import { full } from "../when";
import { useFetched } from "./fetched";
import { Wait } from "./Wait";
import "./traffic.css";

const KINDS: TrafficKind[] = ["messages", "photos", "videos", "voice", "files"];

export function Traffic() {
  const counted = useFetched(() => core.traffic());
  const busy = useSignal(false);
  const reset = async () => {
    busy.value = true;
    const fresh = await tell(core.resetTraffic());
    if (fresh) counted.value.value = { ...fresh };
    busy.value = false;
  };
  return (
    <Wait for={counted}>{(it: Counted) => (
      <div data-test="traffic">
        <p class="pad small quiet">{t("traffic_text")} {t("traffic_since", { date: full(it.since) })}</p>
        <table class="used">
          <thead><tr><td /><th scope="col">{t("traffic_up")}</th><th scope="col">{t("traffic_down")}</th></tr></thead>
          <tbody>{KINDS.map((kind) => <tr key={kind} data-test={`traffic-${kind}`} data-up={it.bytes[kind][0]} data-down={it.bytes[kind][1]}><th scope="row">{t(`traffic_${kind}`)}</th><td><bdi>{bytes(it.bytes[kind][0])}</bdi></td><td><bdi>{bytes(it.bytes[kind][1])}</bdi></td></tr>)}</tbody>
        </table>
        <Kept />
        <button class="line go" disabled={busy.value} data-test="traffic-reset" onClick={() => void reset()}>{t("traffic_reset")}</button>
      </div>
    )}</Wait>
  );
}

/** What the service worker keeps so that it need not be fetched again; see sw/media.ts. */
const CACHE = "media";
const INDEX = "/f/.index";

async function keptBytes(): Promise<number> {
  const noted = await (await caches.open(CACHE)).match(INDEX);
  const entries = (await noted?.json().catch(() => [])) as [string, { size: number }][] | undefined;
  return (entries ?? []).reduce((sum, [, { size }]) => sum + size, 0);
}

function Kept() {
  const kept = useFetched(keptBytes);
  const clear = async () => {
    new BroadcastChannel("tambour-media").postMessage({ gone: "*" }); // first: what is being fetched now is not kept
    await caches.delete(CACHE);
    kept.again();
    toast(t("kept_cleared"));
  };
  const size = kept.value.value ?? 0;
  return <><p class="pad small" data-test="kept" data-bytes={size}>{t("kept_here", { size: bytes(size) })}</p><button class="line go" disabled={!size} data-test="kept-clear" onClick={() => void tell(clear())}>{t("kept_clear")}</button></>;
}
