// npm run vitals: how the pages that strangers open feel on a slow phone (390 px, a processor four times slower, Fast 3G). Prints a table; ends with 1 where a page is
// beyond a bar. Address: YIGOU_STOREFRONT_URL. `--runs=5` measures each page so many times (3), the figure in the middle counts; `--only=/products` measures those.
import { chromium } from '@playwright/test';
import { addresses, chromiumPath } from '../support/environment.ts';
import { openedPages } from './opened-pages.ts';
import { open, type Vitals } from './phone.ts';

/** “Good” of web.dev, and a stricter share for what jumps. */
const BARS = { lcp: 2_500, cls: 0.05, inp: 200 } as const;
type Bar = keyof typeof BARS;
const COLUMNS = ['LCP ms', 'CLS', 'INP ms', 'kB'] as const;

const option = (name: string): string | undefined =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3);
const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Somebody was here a moment ago: a page is rendered for the first who comes and kept for the others. */
async function warm(url: string): Promise<void> {
  for (let time = 0; time < 5; time++) {
    const text = await fetch(url, { headers: { accept: 'text/html' } }).then((answer) => answer.text());
    if (text.includes('ng-server-context')) return;
  }
}

const digits = (name: Bar | 'bytes', value: number): string =>
  name === 'cls' ? value.toFixed(3) : String(Math.round(name === 'bytes' ? value / 1_000 : value));

async function main(): Promise<number> {
  const runs = Number(option('runs') ?? 3);
  const only = option('only');
  const pages = (await openedPages(addresses.storefront)).filter(({ path }) => only === undefined || path === only);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox', '--disable-gpu'] });
  let beyond = 0;
  process.stdout.write(`\n  390 px, processor 4 times slower, Fast 3G, the middle of ${runs}\n\n`);
  process.stdout.write(`  ${COLUMNS.map((name) => name.padStart(10)).join('')}  page\n`);
  try {
    for (const { name, path, act } of pages) {
      const url = addresses.storefront + path;
      const seen: Vitals[] = [];
      for (let run = 0; run < runs; run++) {
        await warm(url);
        seen.push(await open(browser, url, act));
      }
      const cells = (['lcp', 'cls', 'inp', 'bytes'] as const).map((measure) => {
        const value = middle(seen.map((one) => one[measure]));
        const isOver = measure !== 'bytes' && value > BARS[measure];
        if (isOver) beyond += 1;
        return `${digits(measure, value)}${isOver ? '!' : ' '}`.padStart(10);
      });
      process.stdout.write(`  ${cells.join('')}  ${name} ${path}\n`);
    }
  } finally {
    await browser.close();
  }
  const bars = `LCP ${BARS.lcp} ms, CLS ${BARS.cls}, INP ${BARS.inp} ms`;
  process.stdout.write(`\n  ${beyond === 0 ? 'Every page is within' : `${beyond} figures are beyond`} ${bars}.\n`);
  return beyond === 0 ? 0 : 1;
}

process.exitCode = await main();
