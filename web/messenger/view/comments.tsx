/** Comments under a channel's post: the button below it, the head of their thread, and ways there and back. */
import { Avatar } from "./Avatar";
import { Icon } from "./icons";
import { back, go, hrefOf, hrefOfThread } from "./route";
import { count, t, tn } from "./say";
import { ask, type Chat, chatOf, type Conversation, type Message } from "./state";
import { sorry, toast } from "./Toast";

/** Where the post is commented on; refused where its group is closed to this person. */
export async function openComments(channel: number, seq: number): Promise<void> {
  try {
    const { c, s } = await ask("thread.history", { c: channel, s: seq, n: 1 });
    go(hrefOfThread(c, s));
  } catch (err) {
    const code = (err as { code?: string }).code;
    toast(code === "OFFLINE" ? sorry(err) : t("comments_off"));
  }
}

/** The place a forwarded message came from, if this person may look there. */
export async function openSource(c: number, s?: number): Promise<void> {
  try {
    if (!chatOf(c)) await ask("chat.get", { c });
    go(hrefOf(c, s));
  } catch (err) {
    const code = (err as { code?: string }).code;
    toast(code === "OFFLINE" ? sorry(err) : t("source_closed"));
  }
}

/** Below a post: how many comments there are, and the way to them. */
export function CommentsLink({ m }: { m: Message }) {
  const n = m.comments ?? 0;
  return (
    <button class="cm" data-test="comments" data-n={n} onClick={(ev) => { ev.stopPropagation(); void openComments(m.chat, m.seq); }}>
      <Icon name="chat" size={18} />
      <span class="grow">{n ? tn("comments_n", n, { n: count(n) }) : t("leave_comment")}</span>
      <span class="flip"><Icon name="next" size={18} /></span>
    </button>
  );
}

/** The head of a thread: it always has a way back. */
export function ThreadHead({ view, ch }: { view: Conversation; ch: Chat }) {
  const post = view.post;
  const home = post ? chatOf(post[0]) : undefined;
  const title = home?.title ?? view.items.find((m) => m.seq === view.thread)?.source?.n ?? ch.title;
  const shown = view.items.filter((m) => m.seq !== view.thread && !m.removed).length;
  return (
    <header>
      <h1 class="sr">{t("comments")}</h1>
      <button class="tool flip" aria-label={t("back")} data-test="back" onClick={() => back(post ? hrefOf(post[0], post[1]) : hrefOf(ch.id))}><Icon name="back" /></button>
      <button class="who" data-test="thread-head" title={t("to_post")} onClick={() => post && void openSource(post[0], post[1])}>
        <Avatar id={post?.[0] ?? ch.id} name={title} />
        <span class="grow">
          <span class="ttl"><bdi class="cut" data-test="talk-title">{view.atStart && shown ? tn("comments_n", shown) : t("comments")}</bdi></span>
          <span class="st cut"><bdi>{title}</bdi></span>
        </span>
      </button>
    </header>
  );
}
