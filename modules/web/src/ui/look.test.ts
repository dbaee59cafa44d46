import { expect, it } from 'vitest';
import { averageColour } from './blurhash';
import { sizeOf } from './size';

it('reads the average colour of a blurhash', () => {
  expect(averageColour('LEHV6nWB2yk8pyo0adR*.7kCMdnj')).toBe('#979695');
});

it('takes nothing else for one', () => {
  expect([undefined, '', 'LE', 'LE\n\n\n\n', 'LE~~~~'].map(averageColour)).toEqual(Array(5).fill(undefined));
});

it('says sizes as people do', () => {
  expect([1, 999, 1000, 123_456, 2_500_000, 3e12].map(sizeOf)).toEqual([
    '1 bytes',
    '999 bytes',
    '1.0 kB',
    '123 kB',
    '2.5 MB',
    '3000 GB',
  ]);
});
