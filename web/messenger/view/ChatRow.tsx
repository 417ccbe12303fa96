/** One row of the chat list. */
import { Avatar } from "./Avatar";
import { archive, chatMenu } from "./chatmenu";
import { Icon } from "./icons";
import { memo } from "./memo";
import { onContext } from "./Menu";
import { colourOf, gist, iconOf, isMuted, isTwo, nameOf, titleOf } from "./names";
import { hrefOf } from "./route";
import { count, t, tn } from "./say";
import { type Chat, me, type Tick, userOf } from "./state";
import { brief, full } from "./when";

/** The state of one's own message: waiting, one tick, two ticks, failed. */
export function TickMark({ tick, size = 18 }: { tick: Tick | undefined; size?: number }) {
  if (!tick) return null;
  const icon = { waiting: "clock", sent: "tick1", read: "tick2", failed: "alert" } as const;
  return <span class={tick} role="img" aria-label={t(`tick_${tick}`)} data-test="tick" data-tick={tick}><Icon name={icon[tick]} size={tick === "waiting" ? size - 3 : size} /></span>;
}

function Preview({ ch }: { ch: Chat }) {
  if (ch.typing.length) return <span class="pv"><span class="doing"><bdi>{isTwo(ch) ? t("typing") : t("typing_who", { who: ch.typing.slice(0, 2).map(nameOf).join(", ") })}</bdi></span></span>;
  if (ch.draft?.text) return <span class="pv led"><bdi class="draft">{t("draft")} </bdi><span class="cut" dir="auto">{ch.draft.text}</span></span>;
  const pv = ch.preview;
  if (!pv) return <span class="pv">{ch.kind === "channel" ? t("no_posts") : t("no_messages")}</span>;
  const sender = pv.service || isTwo(ch) || !pv.from || !userOf(pv.from) && pv.from !== me.value?.id ? "" : pv.from === me.value?.id ? t("you") : nameOf(pv.from);
  if (!sender) return <span class="pv" dir="auto">{gist(pv)}</span>;
  return <span class="pv led"><span class="who"><bdi>{sender}</bdi>: </span><span class="cut" dir="auto">{gist(pv)}</span></span>;
}

/** `place` of `of`: where the row stands in a list of which only a part is in the page; 0: all of it is. */
interface Props { ch: Chat; current: boolean; tab: boolean; place: number; of: number }

export const ChatRow = memo(function ChatRow({ ch, current, tab, place, of }: Props) {
  const title = titleOf(ch);
  const online = ch.peer ? userOf(ch.peer)?.online : false;
  return (
    <li aria-posinset={place || undefined} aria-setsize={of || undefined}>
      <a class="chat" href={hrefOf(ch.id)} aria-current={current} tabIndex={tab ? 0 : -1} data-test="chat-row" data-chat={ch.id} {...onContext((place) => chatMenu(place, ch), () => archive(ch))}>
        <Avatar id={colourOf(ch)} name={title} icon={iconOf(ch)} live={!!online} />
        <span class="grow">
          <span class="l1">
            <span class="ti">
              {ch.kind === "channel" ? <Icon name="horn" size={16} /> : ch.kind === "group" ? <Icon name="people" size={16} /> : null}
              <bdi class={title === "…" ? "bone wait" : undefined} data-test="chat-title">{title}</bdi>
              {isMuted(ch) ? <Icon name="mute" size={15} /> : null}
            </span>
            {ch.kind === "saved" || ch.kind === "channel" ? null : <TickMark tick={ch.preview?.tick} />}
            {ch.time ? <time title={full(ch.time)}>{brief(ch.time)}</time> : null}
          </span>
          <span class="l2">
            <Preview ch={ch} />
            {ch.mentions ? <span class="count" role="img" aria-label={tn("mentions_n", ch.mentions)}>@</span> : null}
            {ch.unread ? <span class={isMuted(ch) ? "count dim" : "count"} role="img" data-test="unread" aria-label={tn("unread_n", ch.unread)}>{count(ch.unread)}</span> : ch.marked ? <span class={isMuted(ch) ? "count dim mark" : "count mark"} role="img" data-test="marked" aria-label={t("marked_unread")} /> : ch.pinOrder ? <Icon name="pin" size={16} /> : null}
          </span>
        </span>
      </a>
    </li>
  );
});

export function ChatBones() {
  return (
    <div aria-hidden="true">
      {Array.from({ length: 9 }, (_, i) => (
        <div class="chat" key={i}>
          <span class="bone" style="inline-size:52px;block-size:52px;border-radius:50%" />
          <span class="col" style="gap:9px">
            <span class="bone" style={`block-size:13px;inline-size:${36 + ((i * 17) % 30)}%`} />
            <span class="bone" style={`block-size:12px;inline-size:${55 + ((i * 23) % 38)}%`} />
          </span>
        </div>
      ))}
    </div>
  );
}
