import { expect, it } from 'vitest';
import { pieces } from './highlight';

it('takes a highlight apart without making HTML of it', () => {
  expect(pieces('a &lt;b&gt; <em>c &amp;amp;</em> d')).toEqual([
    { text: 'a <b> ', isMatch: false },
    { text: 'c &amp;', isMatch: true },
    { text: ' d', isMatch: false },
  ]);
  expect(pieces('<em>all</em>')).toEqual([{ text: 'all', isMatch: true }]);
});
