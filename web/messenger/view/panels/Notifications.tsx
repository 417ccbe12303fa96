/** Notifications of this device: on or off, what they show, about what; and the app on the home screen. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { outsideWords } from "../../words/outside";
import { Icon } from "../icons";
import { installable, look, push, turnOff, turnOn } from "../outside";
import { lang, t } from "../say";
import { Sheet } from "../Sheet";
import { account, ask } from "../state";
import { tell, toast } from "../Toast";

const SHOWS = ["all", "sender", "nothing"] as const;
const KINDS = ["dialog", "group", "channel"] as const;
interface Choice { shows?: string; off?: string[] }

export function Notifications({ close }: { close: () => void }) {
  const w = outsideWords[lang.value];
  const busy = useSignal(false);
  /** Chosen here a moment ago: what is chosen next does not undo it. */
  const mine = useSignal<Choice>({});
  const choice: Choice = { ...((account.value.settings["push"] ?? {}) as Choice), ...mine.value };
  const off = Array.isArray(choice.off) ? choice.off : [];
  useEffect(() => { void look(); }, []);
  const work = async (what: () => Promise<void>) => {
    busy.value = true;
    await what().catch(() => toast(w.failed));
    busy.value = false;
  };
  const choose = (change: Choice) => {
    mine.value = { ...mine.value, ...change };
    void tell(ask("settings.set", { patch: { push: { ...choice, ...change } } })).then((done) => { if (done === undefined) mine.value = {}; });
  };
  const test = async () => { if (await tell(ask("push.test", { lang: lang.value }))) toast(w.tested); };
  const installed = matchMedia("(display-mode: standalone)").matches;
  return (
    <Sheet title={t("notifications")} onClose={close} tall test="notifications-sheet">
      <div class="group">
        {push.value === "unsupported" ? <p class="pad" data-test="push-unsupported">{w.unsupported}</p> : null}
        {push.value === "denied" ? <p class="pad" role="status" data-test="push-denied">{w.denied}</p> : null}
        {push.value === "off" ? (
          <div class="pad col" style="gap:var(--s3)">
            <p class="quiet">{w.why}</p>
            <button class={busy.value ? "btn busy" : "btn"} disabled={busy.value} data-test="push-on" onClick={() => void work(turnOn)}>{w.turn_on}</button>
          </div>
        ) : null}
        {push.value === "on" ? (
          <>
            <p class="line"><Icon name="bell" /><b class="grow" data-test="push-is-on">{w.on}</b></p>
            <button class="line" data-test="push-test" onClick={() => void test()}><Icon name="send" /><span class="grow">{w.test}</span></button>
            <button class="line" disabled={busy.value} data-test="push-off" onClick={() => void work(turnOff)}><Icon name="mute" /><span class="grow">{w.turn_off}</span></button>
          </>
        ) : null}
      </div>
      <div class="group">
        <h3 id="push-shows">{w.shows}</h3>
        <div class="pad chips" role="radiogroup" aria-labelledby="push-shows">
          {SHOWS.map((each) => <button class="chip" key={each} role="radio" aria-checked={(choice.shows ?? "all") === each} data-test={`push-shows-${each}`} onClick={() => choose({ shows: each })}>{w[`shows_${each}`]}</button>)}
        </div>
      </div>
      <div class="group">
        <h3>{w.from}</h3>
        {KINDS.map((kind) => <label class="line" key={kind}><span class="grow">{w[kind]}</span><input type="checkbox" class="switch" data-test={`push-${kind}`} checked={!off.includes(kind)} onChange={(ev) => choose({ off: ev.currentTarget.checked ? off.filter((each) => each !== kind) : [...off, kind] })} /></label>)}
        <p class="pad small quiet">{w.mentions}</p>
      </div>
      {installed || installable.value ? (
        <div class="group">
          <h3>{w.app}</h3>
          {installed ? <p class="pad quiet">{w.installed}</p> : <button class="line" data-test="install" onClick={() => void installable.value?.prompt()}><Icon name="device" /><span class="grow">{w.install}<span class="sub">{w.install_text}</span></span></button>}
        </div>
      ) : null}
    </Sheet>
  );
}
