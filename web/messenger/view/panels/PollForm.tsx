/** Asking many people: a question, two to ten answers, perhaps one of them right. */
import { useSignal } from "@preact/signals";
import { t, tn } from "../say";
import { Sheet } from "../Sheet";
import { chatOf, core } from "../state";
import { answering } from "../talk";
import { tell } from "../Toast";

export function PollForm({ close, chat }: { close: () => void; chat: number }) {
  const q = useSignal("");
  const options = useSignal(["", ""]);
  const anonymous = useSignal(true);
  const many = useSignal(false);
  const quiz = useSignal(false);
  const right = useSignal(0);
  const filled = options.value.map((o) => o.trim()).filter(Boolean);
  const set = (i: number, value: string) => {
    const next = options.value.map((o, j) => (i === j ? value : o));
    if (next.length < 10 && next.every((o) => o.trim())) next.push("");
    options.value = next;
  };
  const send = async () => {
    const poll = { q: q.value.trim(), o: filled, an: anonymous.value ? 1 : 0, ...(many.value ? { mu: 1 } : {}), ...(quiz.value ? { qa: Math.min(right.value, filled.length - 1) } : {}) };
    if ((await tell(core.send(chat, { text: "", ...answering(), poll }))) !== undefined) close();
  };
  return (
    <Sheet title={t("new_poll")} onClose={close} tall test="poll-sheet" foot={<button class="btn" disabled={!q.value.trim() || filled.length < 2} data-test="poll-send" onClick={() => void send()}>{t("send")}</button>}>
      <div class="pad col">
        <label class="field"><span class="lbl">{t("question")}</span><input class="in" dir="auto" autoFocus maxLength={255} value={q.value} data-test="poll-q" onInput={(ev) => { q.value = ev.currentTarget.value; }} /></label>
        {options.value.map((o, i) => (
          <div class="row" key={i} style="gap:8px">
            {quiz.value ? <input type="radio" name="right" aria-label={`${t("right_answer")}: ${i + 1}`} checked={right.value === i} onChange={() => { right.value = i; }} /> : null}
            <input class="in" dir="auto" maxLength={100} value={o} placeholder={tn("option_n", i + 1)} aria-label={tn("option_n", i + 1)} data-test={`poll-o-${i}`} onInput={(ev) => set(i, ev.currentTarget.value)} />
          </div>
        ))}
      </div>
      {chatOf(chat)?.kind === "channel" ? null : <Toggle text={t("poll_anonymous")} of={anonymous} />}
      <Toggle text={t("poll_many")} of={many} off={quiz.value} />
      <Toggle text={t("quiz")} of={quiz} off={many.value} />
    </Sheet>
  );
}

function Toggle({ text, of, off }: { text: string; of: { value: boolean }; off?: boolean }) {
  return <label class="line"><span class="grow">{text}</span><input type="checkbox" class="switch" disabled={off} checked={of.value} onChange={(ev) => { of.value = ev.currentTarget.checked; }} /></label>;
}
