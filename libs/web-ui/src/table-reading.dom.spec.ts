import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ColumnChoice, TableReading } from '@yigou/contracts';
import { TableReadingPanel } from './table-reading';
import { TableReadingHarness } from './testing/table-reading.harness';

const READING: TableReading = {
  sheet: '附件1',
  headerRow: 3,
  columns: [
    { written: '户主', column: '户主姓名' },
    { written: '证号', column: null },
    { written: '村', column: '村' },
    { written: '备注', column: null },
  ],
  fields: [
    { label: '户主姓名', required: true },
    { label: '身份证号', required: true },
    { label: '村', required: false },
  ],
  otherSheets: ['说明'],
  skipped: [{ row: 1, kind: 'title', said: '某县名单' }],
  remembered: [
    { written: '别的表的列', column: '村' },
    { written: '户主', column: '户主姓名' },
  ],
};

describe('how a file was understood', () => {
  let fixture: ComponentFixture<TableReadingPanel>;
  let panel: TableReadingHarness;
  let sent: ColumnChoice[][];
  beforeEach(async () => {
    fixture = TestBed.createComponent(TableReadingPanel);
    fixture.componentRef.setInput('reading', READING);
    sent = [];
    fixture.componentInstance.mapped.subscribe((choices) => sent.push(choices));
    panel = await TestbedHarnessEnvironment.harnessForFixture(fixture, TableReadingHarness);
  });

  it('says what is missing and opens the columns there; else what was read, renamed, not read and skipped', async () => {
    expect(await panel.says('missing')).toContain('身份证号');
    expect(await panel.isAdjusting()).toBe(true);
    expect(await panel.says('renamed')).toContain('“户主” → 户主姓名');
    expect(await panel.says('unread')).toContain('“证号”、“备注”');
    expect(await panel.says('sheets')).toContain('说明');
    expect(await panel.says('skipped')).toContain('第 1 行（标题）：某县名单');
    const whole = READING.columns.map((one) => (one.written === '证号' ? { ...one, column: '身份证号' } : one));
    fixture.componentRef.setInput('reading', { ...READING, columns: whole });
    expect(await panel.says('missing')).toBeNull();
    expect(await panel.says('sum')).toMatch(/工作表“附件1”，\s*表头在第 3 行，读取了 3 列/);
    expect(await panel.isAdjusting()).toBe(false);
  });

  it('is put right by the keyboard; what was remembered of other files stays', async () => {
    expect(await panel.canApply()).toBe(false);
    await panel.choose(1, 1);
    expect(await panel.chosen()).toEqual({ '户主姓名（必填）': '0', '身份证号（必填）': '1', 村: '2' });
    expect(await panel.left()).toEqual(['备注']);
    await panel.send();
    expect(sent).toEqual([
      [
        { written: '别的表的列', column: '村' },
        { written: '户主', column: '户主姓名' },
        { written: '证号', column: '身份证号' },
      ],
    ]);
  });

  it('is put right by dragging; a column that another one displaces is not read', async () => {
    await panel.drag(0, 1);
    await panel.choose(2, 3);
    expect(await panel.left()).toEqual(['村']);
    await panel.send();
    expect(sent[0]).toEqual(
      expect.arrayContaining([
        { written: '证号', column: '身份证号' },
        { written: '村', column: null },
        { written: '备注', column: '村' },
      ]),
    );
    // One column is read as one thing.
    await panel.choose(0, 1);
    expect(await panel.chosen()).toMatchObject({ '户主姓名（必填）': '1', '身份证号（必填）': '' });
  });

  it('forgets what was remembered, and sends nothing while the file is being read', async () => {
    await panel.forgets();
    expect(sent).toEqual([[]]);
    fixture.componentRef.setInput('busy', true);
    await panel.choose(1, 1);
    expect(await panel.canApply()).toBe(false);
    await panel.send();
    expect(sent).toHaveLength(1);
  });
});
