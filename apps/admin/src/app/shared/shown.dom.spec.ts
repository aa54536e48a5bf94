import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { ApiError } from '@yigou/web-data';
import { CellView } from './data-table/cell-view';
import { type Cell, share, tag, text } from './data-table/table';
import { LoadError } from './load-error';
import { MissingList } from './missing-list';
import { PageHeader } from './page-header';
import type { Clash } from './saving/merge';
import type { SaveState } from './saving/save-queue';
import { SaveStateLine } from './saving/save-state';
import { StatusTag } from './status-tag';
import { type HistoryStep, StepHistory } from './step-history';
import { CellHarness } from './testing/data-table.harness';
import {
  LoadErrorHarness,
  MissingListHarness,
  PageHeaderHarness,
  SaveStateHarness,
  StatusHarness,
  StepHistoryHarness,
} from './testing/states.harness';

interface Draft {
  readonly name: string;
}

@Component({
  selector: 'yg-shows',
  imports: [CellView, LoadError, MissingList, PageHeader, SaveStateLine, StatusTag, StepHistory],
  template: `
    <yg-page-header heading="批次" [note]="note()"><button type="button">登记批次</button></yg-page-header>
    <yg-status label="待审核" tone="todo" />
    <yg-load-error [error]="error()" (retry)="retries = retries + 1" />
    <yg-missing-list [missing]="{ name: '产品名称', base: '生产基地' }" (go)="gone.push($event)" />
    <yg-step-history [steps]="steps()" empty="还没有办理。" />
    <yg-save-state
      [state]="state()"
      [clashes]="clashes()"
      [labels]="{ name: '产品名称' }"
      (settled)="settled.push($event.takeTheirs)"
    />
    <yg-cell [cell]="cell()" />
  `,
})
class Shows {
  readonly note = signal('');
  readonly error = signal<unknown>(new ApiError('unavailable' as never, '服务暂时不可用。', {}, 503, 'r7'));
  retries = 0;
  readonly gone: string[] = [];
  readonly steps = signal<readonly HistoryStep[]>([]);
  readonly state = signal<SaveState>({ kind: 'idle' });
  readonly clashes = signal<readonly Clash<Draft>[]>([]);
  readonly settled: boolean[] = [];
  readonly cell = signal<Cell>(text('核桃', '500克'));
}

describe('what the console shows', () => {
  let fixture: ComponentFixture<Shows>;
  let shows: Shows;
  const loader = () => TestbedHarnessEnvironment.loader(fixture);

  beforeEach(() => {
    fixture = TestBed.createComponent(Shows);
    shows = fixture.componentInstance;
  });

  it('heads a page with its title, what it is for, and its main action', async () => {
    const header = await loader().getHarness(PageHeaderHarness);
    expect([await header.heading(), await header.note(), await header.actions()]).toEqual(['批次', null, '登记批次']);
    shows.note.set('每采收一批登记一次。');
    expect(await header.note()).toBe('每采收一批登记一次。');
  });

  it('says a state in words, with its tone for the eye', async () => {
    const status = await loader().getHarness(StatusHarness);
    expect([await status.words(), await status.tone()]).toEqual(['待审核', 'todo']);
  });

  it('says why something was not read, that nothing is lost, and its number; and tries again', async () => {
    const error = await loader().getHarness(LoadErrorHarness);
    for (const part of ['服务暂时不可用。', '没有改动任何数据', 'r7']) expect(await error.words()).toContain(part);
    await error.retry();
    expect(shows.retries).toBe(1);
  });

  it('leads from what is missing to its field', async () => {
    const missing = await loader().getHarness(MissingListHarness);
    expect(await missing.items()).toEqual(['产品名称', '生产基地']);
    await missing.go(1);
    expect(shows.gone).toEqual(['base']);
  });

  it('tells a history from its newest step, with who and when; and says when there is none', async () => {
    const history = await loader().getHarness(StepHistoryHarness);
    expect(await history.words()).toBe('还没有办理。');
    shows.steps.set([
      { at: '2026-03-01T01:30:00Z', title: '提交', who: '王芳' },
      { at: '2026-03-02T01:30:00Z', title: '退回', text: '缺照片', bad: true },
    ]);
    const [newest, oldest] = await history.steps();
    expect(newest).toContain('退回');
    expect(newest).toContain('缺照片');
    expect(oldest).toContain('2026-03-01 09:30 · 王芳');
    expect(await history.instants()).toEqual(['2026-03-02T01:30:00Z', '2026-03-01T01:30:00Z']);
  });

  it('says whether what is typed is saved', async () => {
    const line = await loader().getHarness(SaveStateHarness);
    expect(await line.says()).toBe('填写的内容会自动保存');
    shows.state.set({ kind: 'failed', message: '网络断了。' } as SaveState);
    expect(await line.says()).toBe('未保存：网络断了。');
    expect(await line.clashWords()).toBeNull();
  });

  it('shows both versions where two people wrote, and takes the one that is meant', async () => {
    shows.clashes.set([{ key: 'name', mine: '黄芪', theirs: '党参' } as Clash<Draft>]);
    const line = await loader().getHarness(SaveStateHarness);
    for (const part of ['产品名称', '您填的', '黄芪', '已保存的', '党参'])
      expect(await line.clashWords()).toContain(part);
    await line.keep('mine');
    await line.keep('theirs');
    expect(shows.settled).toEqual([false, true]);
  });

  it('shows a cell as text, state, share or picture', async () => {
    const cell = await loader().getHarness(CellHarness);
    expect(await cell.words()).toBe('核桃500克');
    shows.cell.set(tag('已付款', 'go'));
    expect(await cell.words()).toBe('已付款');
    shows.cell.set(share('已发 40%', 40));
    expect([await cell.words(), await cell.share()]).toEqual(['已发 40%', expect.stringContaining('40%')]);
    shows.cell.set({ kind: 'photo', key: null, text: '核桃', demo: true });
    expect([await cell.hasPicture(), await cell.words()]).toEqual([false, expect.stringMatching(/核桃 ?演示/)]);
    shows.cell.set({ kind: 'photo', key: 'tea', text: '茶' });
    expect(await cell.hasPicture()).toBe(true);
  });
});
