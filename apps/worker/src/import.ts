import { DomainError } from '@yigou/kernel';
import cliProgress from 'cli-progress';
import type { ImportSummary } from '@yigou/catalogue';
import { withContext } from './cli/command-context';
import { print } from './cli/print';

const SHOWN_ERRORS = 50;
const USAGE = 2;

const [what, path] = process.argv.slice(2);
if (what !== 'products' || !path) {
  print('usage: npm run import -- products FILE.csv|FILE.xlsx');
  process.exit(USAGE);
}

const bar = new cliProgress.SingleBar({
  format:
    '{bar} {percentage}% | {value}/{total} rows | {created} new, {updated} changed, {unchanged} unchanged, {failed} failed',
  clearOnComplete: false,
  stream: process.stderr,
});
const figures = ({ created, updated, unchanged, failed }: Readonly<ImportSummary>) => ({
  created,
  updated,
  unchanged,
  failed,
});

try {
  const summary = await withContext('import', ({ imports }) =>
    imports.run(
      { path },
      {
        onProgress: (progress) => {
          if (!bar.isActive) bar.start(progress.rowsTotal, 0, figures(progress));
          bar.update(progress.rowsDone, figures(progress));
        },
      },
    ),
  );
  bar.stop();
  report(summary);
} catch (error) {
  bar.stop();
  if (!(error instanceof DomainError)) throw error;
  const { reason } = error.details;
  print(`${error.message}${typeof reason === 'string' ? ` ${reason}` : ''}`);
  process.exitCode = USAGE;
}

function report(summary: ImportSummary): void {
  if (summary.errors.length > 0) {
    print('行号\t列\t原因');
    for (const { row, column, reason } of summary.errors.slice(0, SHOWN_ERRORS)) print(`${row}\t${column}\t${reason}`);
    const more = summary.errors.length - SHOWN_ERRORS;
    if (more > 0) print(`… 另有 ${more} 条`);
  }
  for (const { row, column, reason } of summary.notices.slice(0, SHOWN_ERRORS))
    print(`${row}\t${column}\t提示：${reason}`);
  const { rowsTotal, created, updated, unchanged, failed } = summary;
  print(`共 ${rowsTotal} 行：新增 ${created}，更新 ${updated}，未变 ${unchanged}，失败 ${failed}`);
}
