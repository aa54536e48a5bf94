import { manualChangeDetection } from '@angular/cdk/testing';
import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { describe, expect, it, jest } from '@jest/globals';
import { ApiError } from '@yigou/web-data';
import { FormScreen } from '../testing/form-screen';
import { SheetImportHarness } from '../testing/sheet-import.harness';
import { SheetImport } from './sheet-import';

const PREVIEW = {
  id: 'i',
  fileName: '名册.xlsx',
  expiresAt: '2026-12-01T00:00:00Z',
  rows: [{ row: 2, outcome: 'ok' }],
};
const CONFIG = {
  heading: '导入',
  note: '',
  hint: '',
  testId: 'sheet',
  kind: 'roster',
  template: '/t',
  list: { path: '/', title: '名册' },
  outcomes: { ok: ['将导入', 'go'] },
  bad: 'ok',
  columns: [],
  skipped: '',
  countOf: () => 1,
  warning: () => null,
  action: () => '导入 1 行',
  notes: () => [],
  read: () => Promise.resolve(PREVIEW),
};

describe('a spreadsheet that is imported', () => {
  it('is read only as .xlsx, and shown row by row before anything is done', async () => {
    const screen = await FormScreen.open(SheetImport, { config: CONFIG });
    // Pictures of the screen are still being loaded: the screen itself says when it has settled.
    await manualChangeDetection(async () => {
      const harness = await TestbedHarnessEnvironment.harnessForFixture(screen.fixture, SheetImportHarness);
      expect(await harness.takes()).toBe('.xlsx');
      const give = async (name: string) => {
        const field = screen.at('sheet-file');
        Object.defineProperty(field, 'files', { configurable: true, value: [new File(['x'], name)] });
        field.dispatchEvent(new Event('change'));
        await screen.settle();
      };
      await give('名册.doc');
      expect(await harness.failure()).toContain('不是 .xlsx 文件，没有读取');
      expect(await harness.listed()).toBe(0);
      await give('名册.xlsx');
      expect(await harness.failure()).toBeNull();
      expect(await harness.listed()).toBe(1);
    });
  });

  it('may be a file that comes from elsewhere as it is: no template, and other endings', async () => {
    const config = { ...CONFIG, template: null, endings: ['.xlsx', '.csv'] };
    const screen = await FormScreen.open(SheetImport, { config });
    await manualChangeDetection(async () => {
      const harness = await TestbedHarnessEnvironment.harnessForFixture(screen.fixture, SheetImportHarness);
      expect(await harness.takes()).toBe('.xlsx,.csv');
      expect(screen.fixture.nativeElement.querySelector('[data-testid="sheet-template"]')).toBeNull();
      const field = screen.at('sheet-file');
      const give = async (name: string) => {
        Object.defineProperty(field, 'files', { configurable: true, value: [new File(['x'], name)] });
        field.dispatchEvent(new Event('change'));
        await screen.settle();
      };
      await give('流水.PDF');
      expect(await harness.failure()).toContain('不是 .xlsx、.csv 文件，没有读取');
      await give('流水.CSV');
      expect(await harness.listed()).toBe(1);
    });
  });

  it('gives back what was refused, as a file with the reasons, and says when not all of it is in there', async () => {
    const refused = { header: ['名称'], rows: [{ cells: ['00123'], reason: '名称：太短' }], more: 2 };
    const config = { ...CONFIG, read: () => Promise.resolve({ ...PREVIEW, refusedRows: refused }) };
    const screen = await FormScreen.open(SheetImport, { config });
    const field = screen.at('sheet-file');
    Object.defineProperty(field, 'files', { configurable: true, value: [new File(['x'], '名册.xlsx')] });
    field.dispatchEvent(new Event('change'));
    await screen.settle();
    expect(screen.text()).toContain('还有 2 行没有放进去');
    const saved: { blob?: Blob; name?: string } = {};
    Object.assign(URL, {
      createObjectURL: (blob: Blob) => ((saved.blob = blob), 'blob:x'),
      revokeObjectURL: () => undefined,
    });
    const click = jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      saved.name = this.download;
    });
    await screen.press('sheet-refused');
    click.mockRestore();
    expect(saved.name).toBe('名册-未通过的行.csv');
    expect(saved.blob?.size).toBe(
      new TextEncoder().encode('\uFEFF"名称","原因"\r\n"=""00123""","名称：太短"\r\n').length,
    );
  });

  it('of which columns are missing is mapped where it is refused, and read again as it was said', async () => {
    const reading = {
      sheet: '',
      headerRow: 1,
      columns: [{ written: '户头', column: null }],
      fields: [{ label: '名称', required: true }],
      otherSheets: [],
      skipped: [],
      remembered: [],
    };
    let times = 0;
    const read = () =>
      (times += 1) === 1
        ? Promise.reject(
            new ApiError('spreadsheet_invalid', '', { reason: '第一行缺少列：名称。', reading }, 422, null),
          )
        : Promise.resolve(PREVIEW);
    const screen = await FormScreen.open(SheetImport, { config: { ...CONFIG, read } });
    await manualChangeDetection(async () => {
      const harness = await TestbedHarnessEnvironment.harnessForFixture(screen.fixture, SheetImportHarness);
      const field = screen.at('sheet-file');
      Object.defineProperty(field, 'files', { configurable: true, value: [new File(['x'], '名册.xlsx')] });
      field.dispatchEvent(new Event('change'));
      await screen.settle();
      expect(await harness.failure()).toContain('缺少列：名称');
      await screen.type(document.querySelector<HTMLSelectElement>('yg-table-reading select')!, '0');
      await screen.press('reading-apply');
      const asked = screen.asked('/import-columns/roster', 'PUT');
      expect(screen.bodyOf(asked)).toEqual({ columns: [{ written: '户头', column: '名称' }] });
      await screen.answer(asked, {});
      expect(await harness.failure()).toBeNull();
      expect(await harness.listed()).toBe(1);
    });
  });
});
