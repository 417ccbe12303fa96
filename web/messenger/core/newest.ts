/** Answers may overtake each other: only that of the last question counts. */
export class Newest {
  private asked = 0;

  /** One of `then` and `no` is called, unless something was asked after this. */
  ask<T>(work: Promise<T>, then: (found: T) => void, no: (error: unknown) => void): Promise<void> {
    const mine = ++this.asked;
    return work.then((found) => { if (mine === this.asked) then(found); }, (error: unknown) => { if (mine === this.asked) no(error); });
  }
}
