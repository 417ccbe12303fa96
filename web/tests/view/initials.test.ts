// The same vectors are read by the public pages' test.
import { expect, it } from 'vitest';
import vectors from '../../../tests/vectors/initials.json';
import { initials } from '../../messenger/view/initials';

it.each(vectors as [string, string][])('%s: %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
