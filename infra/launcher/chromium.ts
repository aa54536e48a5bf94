// A Chromium for the browser tests: an installed one, or on Debian and Ubuntu as root the distribution's.
import { existsSync } from 'node:fs';
import { UserError } from './console.ts';
import { aptInstall, findProgram, isDebianLike, isRoot, run } from './programs.ts';

/** Chromium without window, profile and services: the same engine for a fifth less of processor time. */
const SHELL = 'chromium-headless-shell';
const FONT = 'fonts-noto-cjk';
const NAMES = [SHELL, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function find(): string | undefined {
  const given = process.env.CHROMIUM_PATH;
  if (given && !existsSync(given)) throw new UserError(`CHROMIUM_PATH names ${given}, which is not there.`);
  return (
    given ?? findProgram(NAMES, ['/usr/bin', '/usr/local/bin', '/snap/bin']) ?? MAC.find((file) => existsSync(file))
  );
}

/** Without a Chinese font every character is a box, and the layout is not what people see. */
function hasChineseFont(): boolean {
  return process.platform !== 'linux' || run('fc-list', [':lang=zh', 'family']).stdout.trim() !== '';
}

/** Packages of Debian that the browser tests want, for the browser that was found. A browser that somebody has chosen is theirs. */
export function wantedPackages(found: string | undefined, chosen: boolean, hasFont: boolean): string[] {
  const browser = chosen || found?.endsWith(SHELL) ? [] : [SHELL];
  return [...browser, ...(hasFont ? [] : [FONT])];
}

/** @returns the path of a Chromium; on Debian and Ubuntu it is installed when missing and this is root */
export function provideChromium(): string {
  const before = find();
  const hasFont = hasChineseFont();
  const wanted = wantedPackages(before, process.env.CHROMIUM_PATH !== undefined, hasFont);
  if (isDebianLike() && isRoot && wanted.length > 0 && aptInstall(wanted) !== undefined) {
    // Not every distribution has the shell. A complete browser does as well, and only the pictures suffer from a missing font: the tests read text.
    const rest = [...(before ? [] : ['chromium']), ...(hasFont ? [] : [FONT])];
    const problem = rest.length > 0 ? aptInstall(rest) : undefined;
    if (problem && !find()) throw new UserError(`Chromium could not be installed with apt-get:\n${problem}`);
  }
  const found = find();
  if (found) return found;
  throw new UserError(
    'The browser tests need Chromium. Install it (Debian/Ubuntu: sudo apt-get install chromium fonts-noto-cjk · macOS: Google Chrome), ' +
      'or set CHROMIUM_PATH to one.',
  );
}
