import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EvidenceView } from '@yigou/contracts';
import {
  EvidenceListHarness,
  EvidenceTileHarness,
  type EvidenceViewerHarness,
} from '../testing/evidence-viewer.harness';
import { EvidenceListComponent } from './evidence-list';
import { EvidenceTileComponent } from './evidence-tile';

const file = (id: string, pages: number): EvidenceView => ({
  id,
  fileName: `${id}.pdf`,
  mediaType: 'application/pdf',
  bytes: 2_048,
  pages,
  scan: 'unscanned',
  uploadedAt: '2026-11-27T02:00:00Z',
});

beforeEach(() => {
  HTMLElement.prototype.scrollTo ??= () => undefined;
});

describe('looking at evidence', () => {
  let list: EvidenceListHarness;
  let viewer: EvidenceViewerHarness;

  beforeEach(async () => {
    const fixture = TestBed.createComponent(EvidenceListComponent);
    fixture.componentRef.setInput('files', [file('证明', 2), file('合同', 1)]);
    list = await TestbedHarnessEnvironment.harnessForFixture(fixture, EvidenceListHarness);
    await list.open();
    viewer = await (await list.dialog())!.viewer();
  });

  it('names the files, and opens the one that is pressed in a dialog of its own', async () => {
    expect(await list.names()).toEqual(['证明.pdf', '合同.pdf']);
    expect(await (await (await list.dialog())!.dialog()).name()).toBe('佐证材料');
    expect([await viewer.shown(), await viewer.current()]).toEqual(['证明.pdf，第 1 页，共 2 页', 0]);
  });

  it('turns pages through all files by keyboard, and stops at the ends', async () => {
    await viewer.press('right');
    expect(await viewer.shown()).toBe('证明.pdf，第 2 页，共 2 页');
    await viewer.press('pageDown');
    expect(await viewer.shown()).toBe('合同.pdf，第 1 页，共 1 页');
    await viewer.press('right');
    expect([await viewer.place(), await viewer.current()]).toEqual(['3 / 3', 2]);
    await viewer.press('pageUp');
    await viewer.press('left');
    await viewer.press('left');
    expect(await viewer.place()).toBe('1 / 3');
    await viewer.choose(2);
    expect(await viewer.shown()).toBe('合同.pdf，第 1 页，共 1 页');
  });

  it('makes the page larger and says which file has not been looked through for viruses', async () => {
    await viewer.press('+');
    expect(await viewer.width()).toContain('150%');
    await viewer.press('-');
    expect(await viewer.width()).toContain('100%');
    expect(await viewer.warning()).toContain('未查毒');
  });

  it('says so when a page does not come', async () => {
    await viewer.fail();
    expect([await viewer.shown(), await viewer.failure()]).toEqual([null, expect.stringContaining('下载原文件')]);
  });

  it('is gone when it is closed', async () => {
    await (await (await list.dialog())!.dialog()).close();
    expect(await list.dialog()).toBeNull();
  });
});

describe('a stored file, small', () => {
  it('says what it is and opens large, unless whoever sees it may not look into it', async () => {
    const fixture = TestBed.createComponent(EvidenceTileComponent);
    fixture.componentRef.setInput('file', file('证明', 2));
    const tile = await TestbedHarnessEnvironment.harnessForFixture(fixture, EvidenceTileHarness);
    for (const part of ['查看', '证明.pdf', '2 页']) expect(await tile.words()).toContain(part);
    await tile.open();
    expect(await (await tile.dialog())!.viewer().then((one) => one.shown())).toBe('证明.pdf，第 1 页，共 2 页');
    fixture.componentRef.setInput('openable', false);
    expect(await tile.canOpen()).toBe(false);
    expect(await tile.words()).toContain('已上传');
  });
});
