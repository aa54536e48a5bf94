import { TestBed } from '@angular/core/testing';
import { ActivatedRoute, convertToParamMap } from '@angular/router';
import { describe, expect, it } from '@jest/globals';
import type { ImportUndo, ImportView } from '@yigou/contracts';
import { Confirm } from '@yigou/web-ui';
import { of } from 'rxjs';
import { FormScreen } from '../../shared/testing/form-screen';
import { Imports } from './imports';
import { undoWords } from './undo-words';

const ID = '0b7f3f8e-0000-4000-8000-000000000001';
const preview: NonNullable<ImportView['preview']> = {
  reading: {
    sheet: '价目',
    headerRow: 2,
    columns: [
      { column: '产品', written: '产品' },
      { column: '单价元', written: '售价' },
      { column: null, written: '备注栏' },
    ],
    fields: [
      { label: '产品', required: true },
      { label: '单价元', required: false },
      { label: '描述', required: false },
    ],
    otherSheets: ['旧表'],
    skipped: [{ row: 1, kind: 'title', said: '产品目录' }],
    remembered: [],
  },
  prices: [{ beforeFen: 3_980, afterFen: 39_800, goods: 3, example: '葡萄 500g' }],
  newSuppliers: ['静宁合作社'],
  near: [],
  moreNear: 0,
  changes: [{ row: 3, goods: '葡萄 500g', does: ['价格 ¥39.80 → ¥398.00', '修改分类'] }],
};
const run: ImportView = {
  id: ID,
  fileName: '价.csv',
  status: 'previewed',
  rowsTotal: 3,
  rowsDone: 3,
  created: 0,
  updated: 3,
  unchanged: 0,
  failed: 0,
  round: 1,
  preview,
  errors: [],
  notices: [],
  expiresAt: '2026-12-01T05:00:00Z',
  hasRefusedRows: false,
  undoable: false,
  undo: null,
  createdAt: '2026-11-28T05:00:00Z',
  finishedAt: null,
};
const would: ImportUndo = {
  withdrawn: 2,
  restored: 3,
  texts: 1,
  kept: 1,
  stays: [{ goods: '梨 一箱', obstacle: 'ordered' }],
  suppliers: ['静宁合作社'],
};

async function opened(said: Partial<ImportView>) {
  const route = { queryParamMap: of(convertToParamMap({ id: ID })) };
  const screen = await FormScreen.open(Imports, {}, [{ provide: ActivatedRoute, useValue: route }]);
  await screen.answer(screen.asked('/admin/imports'), { items: [] });
  await screen.answer(screen.asked(`/admin/imports/${ID}`), { ...run, ...said });
  return screen;
}

describe('the screen of imports', () => {
  it('shows what a file would do: prices that leap, new suppliers, how it was read; and lets it be confirmed', async () => {
    const screen = await opened({});
    expect(screen.at('import-prices').textContent).toMatch(/3 个规格的价格将从\s*¥39.80\s*变为\s*¥398.00/);
    expect(screen.at('import-suppliers').textContent).toContain('静宁合作社');
    expect(screen.at('import-changes').textContent).toContain('价格 ¥39.80 → ¥398.00；修改分类');
    const understood = screen.at('table-reading').textContent;
    for (const part of ['工作表“价目”', '表头在第 2 行', '“售价” → 单价元', '备注栏', '旧表', '第 1 行（标题）'])
      expect(understood).toContain(part);
    expect(screen.text()).toContain('在 2026-12-01 13:00 前确认');
    expect(screen.at('import-confirm').textContent).toContain('确认导入');
    expect([screen.all('import-undo'), screen.all('import-refused')]).toEqual([[], []]);
  });

  it('offers the refused rows as a file where there are some', async () => {
    const errors = [{ row: 3, column: '单价元', reason: '请填写金额' }];
    const screen = await opened({ failed: 1_200, errors, hasRefusedRows: true });
    expect(screen.at('import-refused').getAttribute('href')).toContain(`/admin/imports/${ID}/refused-rows`);
    expect(screen.text()).toContain('其余的在下载的文件里');
  });

  it('reads a file again whose columns somebody has said, leaves what waits of it, and shows what lacks columns for the same', async () => {
    const screen = await opened({});
    const give = async () => {
      const field = screen.at('import-file');
      Object.defineProperty(field, 'files', { configurable: true, value: [new File(['x'], '价.csv')] });
      field.dispatchEvent(new Event('change'));
      await screen.settle();
    };
    const choose = async (at: number) => {
      const fields = document.querySelectorAll<HTMLSelectElement>('yg-table-reading select');
      await screen.type(fields[at]!, '2');
      await screen.press('reading-apply');
      return screen.asked('/import-columns/products', 'PUT');
    };
    // The file is not in hand: what was said is kept, and the file asked for.
    const asked = await choose(2);
    expect(screen.bodyOf(asked)).toEqual({ columns: [{ written: '备注栏', column: '描述' }] });
    await screen.answer(asked, {});
    await screen.answer(screen.asked(`/admin/imports/${ID}`, 'DELETE'), { ...run, status: 'discarded' });
    expect(screen.at('import-failure').textContent).toContain('请重新选择这个文件');
    await screen.answer(screen.asked(`/admin/imports/${ID}`, 'GET'), { ...run, status: 'discarded', preview: null });
    await screen.answer(screen.asked('/admin/imports', 'GET'), { items: [] });
    await give();
    const reading = { ...preview.reading, columns: preview.reading.columns.slice(1) };
    await screen.refuse(screen.asked('/admin/imports', 'POST'), 'import_file_invalid', '', {
      reason: '第 2 行缺少列：产品。',
      reading,
    });
    expect(screen.at('import-failure').textContent).toContain('缺少列：产品');
    const fields = document.querySelectorAll<HTMLSelectElement>('yg-table-reading select');
    await screen.type(fields[0]!, '1');
    await screen.press('reading-apply');
    await screen.answer(screen.asked('/import-columns/products', 'PUT'), {});
    expect(screen.asked('/admin/imports', 'POST').request.body).toBeInstanceOf(FormData);
  });

  it('asks of names that are near to others which is meant, and lets nothing be confirmed before', async () => {
    const near = [
      { key: 'a', kind: 'supplier' as const, row: 2, written: '静宁果业社', of: '', candidates: ['静宁县果业合作社'] },
      { key: 'b', kind: 'packing' as const, row: 3, written: '500g袋', of: '葡萄', candidates: ['500g/袋'] },
    ];
    const screen = await opened({ preview: { ...preview, near, moreNear: 3 } });
    expect(screen.all('import-confirm')).toEqual([]);
    expect(screen.at('import-near').textContent).toContain('另有 3 个');
    const radios = [...document.querySelectorAll<HTMLInputElement>('yg-import-questions input')];
    expect(radios).toHaveLength(4);
    const choose = async (at: number) => {
      radios[at]!.dispatchEvent(new Event('change'));
      await screen.settle();
    };
    await choose(0);
    expect(screen.at<HTMLButtonElement>('import-answer').disabled).toBe(true);
    await choose(3);
    await screen.press('import-answer');
    const sent = screen.asked(`/admin/imports/${ID}/answers`, 'PUT');
    expect(screen.bodyOf(sent)).toEqual({
      round: 1,
      answers: [
        { key: 'a', same: '静宁县果业合作社' },
        { key: 'b', same: null },
      ],
    });
  });

  it('asks what undoing would do at the moment, says it in words, and does it once somebody agrees', async () => {
    const screen = await opened({ status: 'applied', undoable: true, preview: null });
    await screen.press('import-undo');
    await screen.answer(screen.asked(`/admin/imports/${ID}/undo`), would);
    const confirm = TestBed.inject(Confirm);
    expect(confirm.question()?.text).toBe(undoWords(would));
    expect(undoWords(would)).toContain('1 项保持现状：“梨 一箱”导入后已有人下单。');
    confirm.answer(true);
    await screen.settle();
    const sent = screen.asked(`/admin/imports/${ID}/undo`);
    expect(sent.request.method).toBe('PUT');
    await screen.answer(sent, { ...run, status: 'undone', undo: would });
    await screen.answer(screen.asked(`/admin/imports/${ID}`), { ...run, status: 'undone', undo: would });
    expect(screen.at('import-undone').textContent).toMatch(/下架新增的规格\s*2\s*个/);
    expect(screen.at('import-stays').textContent).toContain('导入后已有人下单');
  });

  it('names what stands in the way when nothing can be undone', async () => {
    const screen = await opened({ status: 'applied', undoable: true, preview: null });
    await screen.press('import-undo');
    await screen.answer(screen.asked(`/admin/imports/${ID}/undo`), { ...would, withdrawn: 0, restored: 0, texts: 0 });
    expect(screen.at('import-failure').textContent).toContain('“梨 一箱”导入后已有人下单');
    expect(TestBed.inject(Confirm).question()).toBeNull();
  });
});
