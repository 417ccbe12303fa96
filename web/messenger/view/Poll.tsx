/** A poll inside a message: choose, see the shares, close. */
import { useSignal } from "@preact/signals";
import { Icon } from "./icons";
import { openVotes } from "./panels";
import { t, tn } from "./say";
import { type Chat, core, type Message } from "./state";
import { tell } from "./Toast";

export function Poll({ m, ch }: { m: Message; ch: Chat }) {
  const chosen = useSignal<ReadonlySet<number>>(new Set());
  const po = m.poll;
  if (!po) return null;
  const open = po.voted || po.closed;
  const total = Math.max(1, po.options.reduce((n, o) => n + o.votes, 0));
  const share = (votes: number) => Math.round((votes / (po.multiple ? Math.max(1, po.voters) : total)) * 100);
  const vote = (options: number[]) => void tell(core.vote(ch.id, m.seq, options));
  const press = (i: number) => {
    if (!po.multiple) return vote([i]);
    const next = new Set(chosen.value);
    if (!next.delete(i)) next.add(i);
    chosen.value = next;
  };
  const kind = po.closed ? t("poll_closed") : po.answer !== undefined ? t("quiz") : po.anonymous ? t("poll_anonymous") : t("poll_public");
  return (
    <div class="poll" data-test="poll">
      <bdi class="q" dir="auto">{po.question}</bdi>
      <span class="small" style="color:var(--meta)">{kind}</span>
      {po.options.map((o, i) => {
        const picked = open ? o.mine : chosen.value.has(i);
        const wrong = po.answer !== undefined && o.mine && po.answer !== i;
        return (
          <button class="opt" key={i} disabled={open || !m.seq} aria-pressed={picked} data-test="poll-option" onClick={(ev) => { ev.stopPropagation(); press(i); }}>
            <span class="pc">{open ? `${share(o.votes)}%` : <span class={`ring${po.multiple ? " sq" : ""}${picked ? " on" : ""}`}>{picked ? <Icon name="check" size={13} /> : null}</span>}</span>
            <span>
              <bdi>{o.text}</bdi>{open && picked ? <span aria-hidden="true"> ✓</span> : null}
              {open ? <span class={wrong ? "track no" : "track"}><i style={`inline-size:${share(o.votes)}%`} /></span> : null}
            </span>
          </button>
        );
      })}
      <div class="rx foot">
        {open && !po.anonymous && po.voters && ch.kind === "group" && !m.source ? <button data-test="poll-who" onClick={(ev) => { ev.stopPropagation(); openVotes(m); }}>{tn("votes_n", po.voters)}</button> : <span class="small" style="color:var(--meta)">{tn("votes_n", po.voters)}</span>}
        {!open && po.multiple ? <button disabled={!chosen.value.size} data-test="poll-vote" onClick={() => vote([...chosen.value])}>{t("vote")}</button> : null}
        {po.voted && !po.closed && po.answer === undefined ? <button onClick={() => vote([])}>{t("take_back")}</button> : null}
      </div>
    </div>
  );
}
