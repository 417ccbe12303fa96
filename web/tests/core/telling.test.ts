// A panel that was opened without a line: what it says stays while the line is tried again.
import { expect, it } from 'vitest';
import { Refused } from '../../messenger/core/api';
import { Telling } from '../../messenger/core/telling';

const noLine = new Refused({ c: 'OFFLINE', msg: '' });

it('waits while the line is only being opened, and says so once that came to nothing', () => {
  const panel = new Telling();
  expect((['connecting', 'updating', 'offline'] as const).map((line) => panel.refusal(noLine, line))).toEqual([false, false, true]);
});

it('goes on saying so while the line is tried again and again', () => {
  const panel = new Telling();
  const tries = ['offline', 'connecting', 'offline', 'connecting', 'updating', 'offline'] as const;
  expect(tries.map((line) => panel.refusal(noLine, line))).toEqual(tries.map(() => true));
});

it('waits again once it is asked again', () => {
  const panel = new Telling();
  panel.refusal(noLine, 'offline');
  expect(panel.refusal(undefined, 'online')).toBe(false);
  expect(panel.refusal(noLine, 'connecting')).toBe(false);
});

it('says a refusal of the server at once', () => {
  expect(new Telling().refusal(new Refused({ c: 'FORBIDDEN', msg: '' }), 'connecting')).toBe(true);
});
