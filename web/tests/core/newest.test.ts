import { expect, test } from "vitest";
import { Newest } from "../../messenger/core/newest";

const seen: string[] = [];
const say = (word: string) => seen.push(word);

test("an answer that is overtaken by a later question’s says nothing any more", async () => {
  seen.length = 0;
  const newest = new Newest();
  let slow!: (word: string) => void;
  const first = newest.ask(new Promise<string>((resolve) => { slow = resolve; }), say, () => say("no"));
  await newest.ask(Promise.resolve("banned"), say, () => say("no"));
  slow("all");
  await first;
  expect(seen).toEqual(["banned"]);
});

test("nor does a refusal; the last one’s is told", async () => {
  seen.length = 0;
  const newest = new Newest();
  const first = newest.ask(Promise.reject(new Error("old")), say, (error) => say(String(error)));
  const last = newest.ask(Promise.reject(new Error("new")), say, (error) => say(String(error)));
  await Promise.all([first, last]);
  expect(seen).toEqual(["Error: new"]);
});
