// @vitest-environment node
import path from 'node:path';
import { ESLint } from 'eslint';
import { expect, it } from 'vitest';

const eslint = new ESLint({ cwd: path.resolve(import.meta.dirname, '../..') });

/** What the rule about layers says of a line in a file. */
async function said(file: string, line: string): Promise<string[]> {
  const [result] = await eslint.lintText(line, { filePath: `src/${file}` });
  return (result?.messages ?? []).filter((one) => one.ruleId === 'starling/layers').map((one) => one.message);
}

it('lets nothing cross the layers', { timeout: 60_000 }, async () => {
  expect(await said('features/story/useFeed.ts', "import '../search/highlight';")).toHaveLength(1);
  expect(await said('features/story/useFeed.ts', "export * from '../../app/App';")).toHaveLength(1);
  expect(await said('lib/rest/words.ts', "import '../../ui/time';")).toHaveLength(1);
  expect(await said('ui/time.ts', "import '../lib/rest/rest';")).toHaveLength(1);
  expect(await said('lib/connection/session.ts', "import 'react';")).toHaveLength(1);
  expect(await said('lib/connection/session.ts', "import '../wire/wire';")).toEqual([]);
  expect(await said('features/story/useFeed.ts', "import '../../ui/time';")).toEqual([]);
  expect(await said('app/App.tsx', "import '../features/story/useFeed';")).toEqual([]);
});
