/** Who has read a message and who reacted to it; who chose what in an open poll. */
import { Icon } from "../icons";
import { count, t } from "../say";
import { Sheet } from "../Sheet";
import { ask, type Message, people, userOf } from "../state";
import { openUser } from "../panels";
import { useFetched } from "./fetched";
import { useGathered } from "./gathered";
import { PersonLine } from "./People";
import { Wait } from "./Wait";

function Line({ u, end }: { u: number; end?: preact.ComponentChildren }) {
  userOf(u); // asked for where it is not known
  return <PersonLine user={people.value.get(u) ?? { id: u, name: "…" }} end={end} onClick={() => openUser(u)} />;
}

/** Pages of an answer, gathered. */
function usePages<T extends { next?: number }>(get: (after: number) => Promise<T>) {
  const first = useFetched(() => get(0));
  const { pages, more } = useGathered(first.value.value, (last) => get(last.next ?? 0));
  return { first, pages, foot: pages.at(-1)?.next ? <button class="line go" onClick={more}>{t("more")}</button> : null };
}

export function Who({ close, chat, seq }: { close: () => void; chat: number; seq: number }) {
  const { first, pages, foot } = usePages((after) => ask("msg.who", { c: chat, s: seq, ...(after ? { after } : {}) }));
  const reacted = pages.flatMap((page) => page.rx);
  const readers = (pages[0]?.read ?? []).filter((u) => !reacted.some(([other]) => other === u));
  return (
    <Sheet title={pages[0]?.read ? t("seen_by") : t("reacted")} onClose={close} tall test="who-sheet">
      <Wait for={first}>{() => <>
        {reacted.map(([u, emoji]) => <Line key={u} u={u} end={<span class="glyph" style="font-size:1.35rem">{emoji}</span>} />)}
        {foot}
        {readers.map((u) => <Line key={u} u={u} end={<span style="color:var(--tick)"><Icon name="tick2" size={20} /></span>} />)}
        {!reacted.length && !readers.length ? <div class="empty"><span class="art"><Icon name="eye" size={40} /></span><p>{t("nobody_yet")}</p></div> : null}
      </>}</Wait>
    </Sheet>
  );
}

export function Votes({ close, m }: { close: () => void; m: Message }) {
  const { first, pages, foot } = usePages((after) => ask("poll.who", { c: m.chat, s: m.seq, ...(after ? { after } : {}) }));
  const votes = pages.flatMap((page) => page.votes);
  return (
    <Sheet title={m.poll?.question ?? t("poll")} onClose={close} tall test="votes-sheet">
      <Wait for={first}>{() => m.poll?.options.map((option, i) => {
        const chosen = votes.filter(([, options]) => options.includes(i));
        return option.votes ? (
          <section class="group" key={i} data-test="votes-of">
            <h3><bdi>{option.text}</bdi> · {count(option.votes)}</h3>
            {chosen.map(([u]) => <Line key={u} u={u} />)}
          </section>
        ) : null;
      })}</Wait>
      {foot}
    </Sheet>
  );
}
