import { expect, test } from "vitest";
import { Pager } from "../../messenger/view/panels/pages";

/** A question whose answer comes when the test says so. */
function question() {
  let answer!: (page: string) => void;
  let refuse!: (error: unknown) => void;
  const work = new Promise<string>((resolve, reject) => { answer = resolve; refuse = reject; });
  return { get: () => work, answer, refuse };
}
const heard = () => {
  const said: string[] = [];
  return { said, take: (page: string) => { said.push(page); }, no: (error: unknown) => { said.push(`no: ${String(error)}`); } };
};

test("who presses twice has the next page once", async () => {
  const { said, take, no } = heard();
  const [pager, second] = [new Pager(), question()];
  const both = [pager.next(second.get, take, no), pager.next(second.get, take, no)];
  second.answer("second");
  await Promise.all(both);
  await pager.next(() => Promise.resolve("third"), take, no);
  expect(said).toEqual(["second", "third"]);
});

test("a page or a refusal of the list before says nothing in the one that began since", async () => {
  for (const end of ["answer", "refuse"] as const) {
    const { said, take, no } = heard();
    const [pager, old, mine] = [new Pager(), question(), question()];
    const before = pager.next(old.get, take, no);
    pager.begin();
    const now = pager.next(mine.get, take, no);
    old[end]("of the tab before");
    await before;
    mine.answer("mine");
    await now;
    expect(said).toEqual(["mine"]);
  }
});

test("after a refusal it can be asked again", async () => {
  const { said, take, no } = heard();
  const pager = new Pager();
  await pager.next(() => Promise.reject(new Error("busy")), take, no);
  await pager.next(() => Promise.resolve("second"), take, no);
  expect(said).toEqual(["no: Error: busy", "second"]);
});
