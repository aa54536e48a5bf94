import { createInterface } from 'node:readline/promises';
import { DomainError, fenText } from '@yigou/kernel';
import cliProgress from 'cli-progress';
import { type ImportSummary, type PreviewedImport, PreviewUntrue } from '@yigou/catalogue';
import { withContext } from './cli/command-context';
import { print } from './cli/print';

const SHOWN_ERRORS = 50;
const NEAR_KINDS = { supplier: '供应商', product: '产品', packing: '规格' } as const;
const USAGE = 2;

const args = process.argv.slice(2);
const confirmed = args.includes('--yes');
const [what, path] = args.filter((arg) => arg !== '--yes');
if (what !== 'products' || !path) {
  print('usage: npm run import -- products FILE.csv|FILE.xlsx [--yes]');
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

const onProgress = (progress: Readonly<ImportSummary>): void => {
  if (!bar.isActive) bar.start(progress.rowsTotal, 0, figures(progress));
  bar.update(progress.rowsDone, figures(progress));
};

try {
  await withContext('import', async ({ imports }) => {
    const previewed = await imports.preview({ path }, { onProgress });
    bar.stop();
    show(previewed);
    if (previewed.summary.created + previewed.summary.updated === 0) return print('没有要写入的内容。');
    if (!confirmed && !(await agreed())) {
      print('没有写入。要写入请确认，或加上 --yes。');
      process.exitCode = 1;
      return;
    }
    const summary = await imports.run({ path }, { plan: previewed.plan, onProgress });
    bar.stop();
    report(summary);
  });
} catch (error) {
  bar.stop();
  if (error instanceof PreviewUntrue) print('预览之后商品有了变动，其余的行没有写入。请再运行一次，核对新的预览。');
  else if (error instanceof DomainError) {
    const { reason } = error.details;
    print(`${error.message}${typeof reason === 'string' ? ` ${reason}` : ''}`);
  } else throw error;
  process.exitCode = USAGE;
}

/** Asks who sits there; nobody does where the command is part of another. */
async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await line.question('写入以上内容？(y/N) ')).trim());
  } finally {
    line.close();
  }
}

function show({ summary, preview }: PreviewedImport): void {
  const { rowsTotal, created, updated, unchanged, failed } = summary;
  const { columns, otherSheets, skipped } = preview.reading;
  const unread = columns.flatMap(({ written, column }) => (column === null ? [written] : []));
  if (unread.length > 0) print(`没有读取的列：${unread.join('、')}`);
  if (otherSheets.length > 0) print(`没有读取的工作表：${otherSheets.join('、')}`);
  for (const { row, said } of skipped.slice(0, SHOWN_ERRORS)) print(`第 ${row} 行不是商品，没有读取：${said}`);
  for (const { goods, beforeFen, afterFen, example } of preview.prices)
    print(`${goods} 个规格的价格将从 ${fenText(beforeFen)} 变为 ${fenText(afterFen)}，如“${example}”`);
  if (preview.newSuppliers.length > 0) print(`新供应商：${preview.newSuppliers.join('、')}`);
  for (const { row, kind, written, candidates } of preview.near)
    print(
      `第 ${row} 行的${NEAR_KINDS[kind]}“${written}”是否就是“${candidates.join('”或“')}”？若是，请改成已有名称；继续则作为新的写入。`,
    );
  if (preview.moreNear > 0) print(`另有 ${preview.moreNear} 个名称与已有的相近。`);
  if (failed > 0) print('不能写入的行：');
  for (const { row, column, reason } of summary.errors.slice(0, SHOWN_ERRORS)) print(`${row}\t${column}\t${reason}`);
  print(`预览 ${rowsTotal} 行：将新增 ${created}，更新 ${updated}，未变 ${unchanged}，不能写入 ${failed}`);
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
