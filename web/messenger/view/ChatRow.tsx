/** One row of the chat list. */
import { Avatar } from "./Avatar";
import { Icon } from "./icons";
import { chatMenu } from "./chatmenu";
import { onContext } from "./Menu";
import { colourOf, gist, iconOf, nameOf, titleOf } from "./names";
import { hrefOf } from "./route";
import { count, t, tn } from "./say";
import { me, outboxOf, type Chat, typingIn, userOf } from "./state";
import { brief, full } from "./when";

export const isMuted = (ch: Chat): boolean => (ch.mu ?? 0) > Date.now() || ch.mu === -1;

/** The state of our own last message: waiting, one tick, two ticks. */
function Mark({ ch }: { ch: Chat }) {
  const la = ch.la;
  if (outboxOf(ch.c) > 0) return <Icon name="clock" size={16} />;
  if (!la || la.f !== me.value?.u || la.k === "svc" || ch.k === "saved" || ch.k === "channel") return null;
  return (ch.ord ?? 0) >= la.s ? <Icon name="tick2" size={18} cls="read" /> : <Icon name="tick1" size={18} />;
}

function Preview({ ch }: { ch: Chat }) {
  const doing = typingIn(ch.c);
  if (doing.length) return <span class="pv"><span class="doing"><bdi>{ch.k === "dialog" ? t("typing") : t("typing_who", { who: doing.map(nameOf).slice(0, 2).join(", ") })}</bdi></span></span>;
  if (ch.dr?.x) return <span class="pv"><span class="draft">{t("draft")} </span><bdi>{ch.dr.x}</bdi></span>;
  const la = ch.la;
  if (!la) return <span class="pv">{ch.k === "channel" ? t("no_posts") : t("no_messages")}</span>;
  const sender = la.k === "svc" || ch.k === "dialog" || ch.k === "saved" || la.f === 0 ? "" : la.f === me.value?.u ? t("you") : nameOf(la.f);
  return <span class="pv" dir="auto">{sender ? <span class="who"><bdi>{sender}</bdi>: </span> : null}<bdi>{gist(la)}</bdi></span>;
}

export function ChatRow({ ch, current, tab }: { ch: Chat; current: boolean; tab: boolean }) {
  const title = titleOf(ch);
  const unread = ch.un_ ?? 0;
  const time = ch.la?.d ?? ch.ts ?? 0;
  const peer = ch.k === "dialog" && ch.pe ? userOf(ch.pe) : undefined;
  return (
    <li>
      <a class="chat" href={hrefOf(ch.c)} aria-current={current} tabIndex={tab ? 0 : -1} data-test="chat-row" data-chat={ch.c} {...onContext((place) => chatMenu(place, ch))}>
        <Avatar id={colourOf(ch)} name={title} icon={iconOf(ch)} live={!!peer?.on} />
        <span class="grow">
          <span class="l1">
            <span class="ti">
              {ch.k === "channel" ? <Icon name="horn" size={16} /> : ch.k === "group" ? <Icon name="people" size={16} /> : null}
              <bdi data-test="chat-title">{title}</bdi>
              {isMuted(ch) ? <Icon name="mute" size={15} /> : null}
            </span>
            <Mark ch={ch} />
            {time ? <time title={full(time)}>{brief(time)}</time> : null}
          </span>
          <span class="l2">
            <Preview ch={ch} />
            {ch.me_ ? <span class="count" aria-label={tn("mentions_n", ch.me_)}>@</span> : null}
            {unread ? <span class={isMuted(ch) ? "count dim" : "count"} data-test="unread" aria-label={tn("unread_n", unread)}>{count(unread)}</span> : ch.pi ? <Icon name="pin" size={16} /> : null}
          </span>
        </span>
      </a>
    </li>
  );
}

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
