import { describe, expect, it } from '@jest/globals';
import { FormScreen } from '../../shared/testing/form-screen';
import { RosterImport } from './roster-import';

const PREVIEW = {
  id: '0b7f3f8e-0000-4000-8000-000000000001',
  fileName: '名册.xlsx',
  create: 1,
  change: 0,
  end: 1,
  unchanged: 0,
  conflict: 1,
  rows: [
    {
      row: 4,
      creditCode: '11640422MB00000049',
      name: '错学校',
      outcome: 'conflict',
      notes: ['地区代码：没有这个地区'],
    },
    { row: 3, creditCode: '11640422MB00000030', name: '老学校', outcome: 'end', notes: ['撤销'] },
    { row: 2, creditCode: '11640422MB00000022', name: '新学校', outcome: 'create', notes: [] },
  ],
  expiresAt: '2026-11-28T05:00:00Z',
};
type Screen = FormScreen<RosterImport>;
async function read(screen: Screen, name: string): Promise<void> {
  const field = screen.at('roster-file');
  Object.defineProperty(field, 'files', { value: [new File(['x'], name)], configurable: true });
  Object.defineProperty(field, 'value', { value: '', writable: true, configurable: true });
  field.dispatchEvent(new Event('change'));
  await screen.settle();
}

describe('the import of a roster', () => {
  it('shows counts and rows, warns before units end, and does it once', async () => {
    const screen = await FormScreen.open(RosterImport);
    await read(screen, '名册.xlsx');
    await screen.answer(screen.asked('/procurement/subtree/roster'), PREVIEW);
    expect(screen.at('roster-preview').textContent).toMatch(/1有冲突|有冲突/);
    expect(screen.text()).toContain('有 1 个单位将被撤并');
    expect(screen.text()).toContain('地区代码：没有这个地区');
    expect(screen.at('roster-confirm').textContent.trim()).toBe('导入 2 个单位');
    screen.at('roster-confirm').click();
    await screen.settle();
    const sent = screen.asked(`/procurement/subtree/roster/${PREVIEW.id}/confirmation`);
    expect(sent.request.headers.get('Idempotency-Key')).toBeTruthy();
    await screen.answer(sent, { created: 1, changed: 0, ended: 1, skipped: 1 });
  });

  it('has nothing to do where nothing would change, and reads no other kind of file', async () => {
    const screen = await FormScreen.open(RosterImport);
    await read(screen, '名册.xls');
    expect(screen.at('sheet-failure').textContent).toContain('不是 .xlsx、.csv 文件');
    await read(screen, '名册.xlsx');
    await screen.answer(screen.asked('/procurement/subtree/roster'), { ...PREVIEW, create: 0, end: 0 });
    expect((screen.at('roster-confirm') as unknown as HTMLButtonElement).disabled).toBe(true);
    expect(screen.text()).not.toContain('将被撤并');
  });
});
