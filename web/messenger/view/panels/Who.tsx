/** Who has read a message and who reacted to it; who chose what in an open poll. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Refused } from "../../core/api";
import { Icon } from "../icons";
import { count, t } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Message, people, userOf } from "../state";
import { openUser } from "../panels";
import { sorry, tell } from "../Toast";
import { PersonLine } from "./People";

function Line({ u, end }: { u: number; end?: preact.ComponentChildren }) {
  userOf(u); // asked for where it is not known
  return <PersonLine user={people.value.get(u) ?? { id: u, name: "…" }} end={end} onClick={() => openUser(u)} />;
}

/** One's own vote may still be under way, and who has not voted is not told: asked once more. */
const AGAIN_MS = 1000;

/** Pages of an answer, gathered. */
function usePages<T extends { next?: number }>(get: (after: number) => Promise<T>, again = 0) {
  const pages = useSignal<T[]>([]);
  const wrong = useSignal<Refused | null>(null);
  const begin = () => get(0).catch((err: Refused) => (again ? new Promise<T>((done, fail) => { setTimeout(() => get(0).then(done, fail), again); }) : Promise.reject(err)));
  useEffect(() => { begin().then((first) => { pages.value = [first]; }).catch((err: Refused) => { wrong.value = err; }); }, []);
  const next = pages.value.at(-1)?.next;
  const more = async () => { const page = await tell(get(next ?? 0)); if (page) pages.value = [...pages.value, page]; };
  return { pages: pages.value, wrong: wrong.value, foot: next ? <button class="line go" onClick={() => void more()}>{t("more")}</button> : null };
}

const Waiting = ({ wrong }: { wrong: Refused | null }) => (wrong ? <p class="pad quiet center">{sorry(wrong)}</p> : <p class="pad center"><span class="spin" role="img" aria-label={t("loading")} /></p>);

export function Who({ close, chat, seq }: { close: () => void; chat: number; seq: number }) {
  const { pages, wrong, foot } = usePages((after) => ask("msg.who", { c: chat, s: seq, ...(after ? { after } : {}) }));
  const reacted = pages.flatMap((page) => page.rx);
  const readers = (pages[0]?.read ?? []).filter((u) => !reacted.some(([other]) => other === u));
  return (
    <Sheet title={pages[0]?.read ? t("seen_by") : t("reacted")} onClose={close} tall test="who-sheet">
      {pages.length ? null : <Waiting wrong={wrong} />}
      {reacted.map(([u, emoji]) => <Line key={u} u={u} end={<span class="glyph" style="font-size:1.35rem">{emoji}</span>} />)}
      {foot}
      {readers.map((u) => <Line key={u} u={u} end={<span style="color:var(--tick)"><Icon name="tick2" size={20} /></span>} />)}
      {pages.length && !reacted.length && !readers.length ? <div class="empty"><span class="art"><Icon name="eye" size={40} /></span><p>{t("nobody_yet")}</p></div> : null}
    </Sheet>
  );
}

export function Votes({ close, m }: { close: () => void; m: Message }) {
  const { pages, wrong, foot } = usePages((after) => ask("poll.who", { c: m.chat, s: m.seq, ...(after ? { after } : {}) }), AGAIN_MS);
  const votes = pages.flatMap((page) => page.votes);
  return (
    <Sheet title={m.poll?.question ?? t("poll")} onClose={close} tall test="votes-sheet">
      {pages.length ? null : <Waiting wrong={wrong} />}
      {pages.length ? m.poll?.options.map((option, i) => {
        const chosen = votes.filter(([, options]) => options.includes(i));
        return option.votes ? (
          <section class="group" key={i} data-test="votes-of">
            <h3><bdi>{option.text}</bdi> · {count(option.votes)}</h3>
            {chosen.map(([u]) => <Line key={u} u={u} />)}
          </section>
        ) : null;
      }) : null}
      {foot}
    </Sheet>
  );
}
