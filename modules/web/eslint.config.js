import path from 'node:path';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** app → features → lib, ui. What a layer may import besides itself; a feature is a layer of its own. */
const MAY_IMPORT = {
  app: ['features', 'lib', 'ui'],
  features: ['lib', 'ui'],
  lib: [],
  ui: [],
};

/** The layer of a file below src, and the feature or part of lib that it belongs to. */
function placeOf(file) {
  const [layer, part] = path.relative(path.join(import.meta.dirname, 'src'), file).split(path.sep);
  return { layer, part };
}

const layers = {
  meta: { type: 'problem', schema: [], messages: { crossed: '{{from}} may not import {{to}}' } },
  create(context) {
    const from = placeOf(context.filename);
    function check(node) {
      const target = node.source?.value;
      if (typeof target !== 'string' || !(from.layer in MAY_IMPORT)) return;
      const crossed = (to) =>
        context.report({ node, messageId: 'crossed', data: { from: `${from.layer}/${from.part}`, to } });
      if (!target.startsWith('.')) {
        const plain = from.layer === 'lib' && from.part !== 'client';
        if (plain && /^react(-dom)?(\/|$)/.test(target)) crossed(target);
        return;
      }
      const to = placeOf(path.resolve(path.dirname(context.filename), target));
      const sameFeature = from.layer === to.layer && (from.layer !== 'features' || from.part === to.part);
      if (!sameFeature && !MAY_IMPORT[from.layer].includes(to.layer)) crossed(`${to.layer}/${to.part}`);
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

export default tseslint.config(
  { ignores: ['target', 'node_modules', 'src/lib/wire/wire.ts'] },
  ...tseslint.configs.strictTypeChecked.map((config) => ({ ...config, files: ['src/**/*.{ts,tsx}'] })),
  {
    files: ['src/**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { starling: { rules: { layers } }, 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'starling/layers': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
);
