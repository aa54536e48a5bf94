// ng-zorro ships one prebuilt stylesheet per component, with its own colours written in. This step takes the components the console uses,
// drops the rules that several of them repeat, and puts our tokens where the colours stood, so that one file of tokens paints
// everything and no LESS compiler is needed.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const source = dirname(require.resolve('ng-zorro-antd/package.json'));
const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const target = join(root, 'dist/theme/admin/ng-zorro.css');

/** Plain parts first: the first copy of a rule is the one that stays, so what composes others must come after them. */
const COMPONENTS = [
  '.', // motion and the layer that dialogs and menus float in
  'button',
  'input',
  'empty',
  'spin',
  'select',
  'skeleton',
  'tag',
  'alert',
  'tabs',
  'table',
  'drawer',
  'modal',
  'message',
  'progress',
  'timeline',
];

/** Colour or measure of ng-zorro → token. Alpha greys become solid tokens, so that contrast can be computed. */
const TOKENS = [
  [/#1890ff\b/gi, 'var(--color-primary)'],
  [/#40a9ff\b/gi, 'var(--color-primary-hover)'],
  [/#096dd9\b/gi, 'var(--color-primary-active)'],
  [/#e6f7ff\b/gi, 'var(--color-primary-soft)'],
  [/#(?:bae7ff|91d5ff)\b/gi, 'var(--color-primary-line)'],
  [/rgba\(24,\s*144,\s*255,\s*\.?\d+\)/gi, 'var(--color-focus)'],
  [/#ff4d4f\b/gi, 'var(--color-alarm)'],
  [/#ff7875\b/gi, 'var(--color-alarm)'],
  [/#d9363e\b/gi, 'var(--color-alarm)'],
  [/#(?:fff2f0|fff1f0)\b/gi, 'var(--color-alarm-soft)'],
  [/#(?:ffccc7|ffa39e)\b/gi, 'var(--color-alarm-line)'],
  [/rgba\(255,\s*77,\s*79,\s*\.?\d+\)/gi, 'var(--color-alarm-line)'],
  [/#faad14\b/gi, 'var(--color-warn)'],
  [/#fffbe6\b/gi, 'var(--color-warn-soft)'],
  [/#ffe58f\b/gi, 'var(--color-warn-line)'],
  [/#52c41a\b/gi, 'var(--color-primary)'],
  [/#f6ffed\b/gi, 'var(--color-primary-soft)'],
  [/#b7eb8f\b/gi, 'var(--color-primary-line)'],
  [/#d9d9d9\b/gi, 'var(--color-field-line)'],
  [/#f0f0f0\b/gi, 'var(--color-line)'],
  [/#(?:fafafa|f5f5f5|fbfbfb)\b/gi, 'var(--color-sunken)'],
  [/#bfbfbf\b/gi, 'var(--color-placeholder)'],
  [/rgba\(0,\s*0,\s*0,\s*(?:0?\.85)\)/gi, 'var(--color-ink)'],
  [/rgba\(0,\s*0,\s*0,\s*(?:0?\.45)\)/gi, 'var(--color-muted)'],
  [/rgba\(0,\s*0,\s*0,\s*(?:0?\.25)\)/gi, 'var(--color-placeholder)'],
  [/box-shadow:0 3px 6px -4px [^;}]*/gi, 'box-shadow:var(--shadow-float)'],
  [/box-shadow:0 2px 0 [^;}]*/gi, 'box-shadow:none'],
  [/border-radius:2px\b(?! )/gi, 'border-radius:var(--radius)'],
  [/border-radius:2px 2px 0 0/gi, 'border-radius:var(--radius) var(--radius) 0 0'],
  [/border-radius:0 0 2px 2px/gi, 'border-radius:0 0 var(--radius) var(--radius)'],
];

/** Cuts minified CSS into its top-level rules. */
function* rulesOf(css) {
  let depth = 0;
  let start = 0;
  for (let i = 0; i < css.length; i++) {
    if (css[i] === '{') depth++;
    else if (css[i] === '}' && --depth === 0) {
      yield css.slice(start, i + 1).trim();
      start = i + 1;
    }
  }
}

const rules = new Set();
for (const component of COMPONENTS) {
  const css = await readFile(join(source, component, 'style/index.min.css'), 'utf8');
  for (const rule of rulesOf(css.replace(/@charset[^;]*;/g, ''))) rules.add(rule);
}
let css = [...rules].join('\n');
for (const [pattern, token] of TOKENS) {
  // A token that replaces nothing says that ng-zorro changed its palette: better to stop here than to ship its blue.
  if (!pattern.test(css)) throw new Error(`ng-zorro's styles no longer contain ${pattern}: update the token table.`);
  css = css.replace(pattern, token);
}
await mkdir(dirname(target), { recursive: true });
await writeFile(target, css);
