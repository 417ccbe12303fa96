// Every method of @maxhub/max-bot-api that a contract knows, then every update. Says `ok NAME`, `no NAME WHY`, `heard TYPE`.
import { readFileSync } from "node:fs";
import { Bot, Keyboard } from "@maxhub/max-bot-api";

const { BOT_TOKEN, BOT_URL, CHAT, USER, OTHER, SPARE, PICTURE, POST, FILM, TONE } = process.env;
const [chat, user, other] = [Number(CHAT), Number(USER), Number(OTHER)];
const bot = new Bot(BOT_TOKEN, { clientOptions: { baseUrl: BOT_URL } });
const { api } = bot;

async function step(name, work) {
  try {
    const found = await work();
    console.log(`ok ${name}`);
    return found;
  } catch (error) {
    console.log(`no ${name} ${String(error?.stack ?? error).replaceAll("\n", " ")}`);
    return undefined;
  }
}

console.log(`has ${Object.keys(api).join(" ")}`);
await step("getMyInfo", () => api.getMyInfo());
await step("setMyCommands", () => api.setMyCommands([{ name: "start", description: "Begin" }]));
await step("deleteMyCommands", () => api.deleteMyCommands());
await step("getAllChats", () => api.getAllChats());
await step("getChat", () => api.getChat(chat));
await step("editChatInfo", () => api.editChatInfo(chat, { title: "Toured" }));
const keys = Keyboard.inlineKeyboard([[Keyboard.button.callback("A", "a"), Keyboard.button.link("B", "https://b.example")]]);
const sent = await step("sendMessageToChat", () => api.sendMessageToChat(chat, "**hi**", { format: "markdown", attachments: [keys] }));
const mid = sent.body.mid;
await step("sendMessageToUser", () => api.sendMessageToUser(user, "hello"));
await step("sendMessageToChat as a reply", () => api.sendMessageToChat(chat, "re", { link: { type: "reply", mid } }));
await step("getMessage", () => api.getMessage(mid));
await step("getMessages", () => api.getMessages(chat));
await step("getMessages by name", () => api.getMessages(chat, { message_ids: [mid] }));
await step("editMessage", () => api.editMessage(mid, { text: "<b>other</b>", format: "html" }));
await step("pinMessage", () => api.pinMessage(chat, mid));
await step("getPinnedMessage", () => api.getPinnedMessage(chat));
await step("unpinMessage", () => api.unpinMessage(chat));
await step("sendAction", () => api.sendAction(chat, "typing_on"));
await step("getChatMembership", () => api.getChatMembership(chat));
await step("getChatAdmins", () => api.getChatAdmins(chat));
await step("getChatMembers", () => api.getChatMembers(chat));
await step("addChatMembers", () => api.addChatMembers(chat, [other]));
await step("addChatAdmins", () => api.addChatAdmins(chat, [{ user_id: other, permissions: ["pin_message"] }]));
await step("removeChatAdmin", () => api.removeChatAdmin(chat, other));
await step("removeChatMember", () => api.removeChatMember(chat, other));
const image = await step("uploadImage", () => api.uploadImage({ source: readFileSync(PICTURE) }));
await step("sendMessageToChat with a picture", () => api.sendMessageToChat(chat, "look", { attachments: [image.toJson()] }));
const file = await step("uploadFile", () => api.uploadFile({ source: Buffer.from("plain words") }));
await step("sendMessageToChat with a file", () => api.sendMessageToChat(chat, "take", { attachments: [file.toJson()] }));
const film = await step("uploadVideo", () => api.uploadVideo({ source: FILM }));
const seen = await step("sendMessageToChat with a film", () => api.sendMessageToChat(chat, "see", { attachments: [film.toJson()] }));
await step("getVideoInfo", () => api.getVideoInfo(seen.body.attachments[0].payload.token));
const tone = await step("uploadAudio", () => api.uploadAudio({ source: TONE }));
await step("sendMessageToChat with sound", () => api.sendMessageToChat(chat, "hear", { attachments: [tone.toJson()] }));
const comment = await step("sendComment", () => api.sendComment(POST, "**well**", { format: "markdown" }));
const own = (comment?.message ?? comment)?.body?.mid;
await step("getComments", () => api.getComments(POST));
await step("getComment", () => api.getComment(POST, own));
await step("editComment", () => api.editComment(POST, own, "better", {}));
await step("deleteComment", () => api.deleteComment(POST, own));
await step("leaveChat", () => api.leaveChat(Number(SPARE)));
await step("subscribe", () => api.subscribe("https://hook.example/maxhub"));
await step("getSubscriptions", () => api.getSubscriptions());
await step("unsubscribe", () => api.unsubscribe("https://hook.example/maxhub"));
await step("deleteMessage", () => api.deleteMessage(mid));
await step("getUpdates", () => api.getUpdates(undefined, { timeout: 0 }));
console.log("done");

const KINDS = ["message_created", "message_edited", "message_removed", "message_callback", "bot_added", "bot_removed", "bot_started", "bot_stopped", "user_added", "user_removed", "chat_title_changed", "dialog_muted", "dialog_unmuted", "dialog_removed", "comment_created", "comment_edited", "comment_removed"];
for (const kind of KINDS) {
  bot.on(kind, async (ctx) => {
    console.log(`heard ${kind}`);
    if (kind === "message_callback") await step("answerOnCallback", () => ctx.answerOnCallback({ notification: "pressed" }));
  });
}
bot.start();
