import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { EvidenceView } from '@yigou/contracts';
import { EvidenceListComponent } from './evidence-list';

const file = (id: string, pages: number): EvidenceView => ({
  id,
  fileName: `${id}.pdf`,
  mediaType: 'application/pdf',
  bytes: 2_048,
  pages,
  scan: 'unscanned',
  uploadedAt: '2026-11-27T02:00:00Z',
});

describe('looking at evidence', () => {
  let fixture: ComponentFixture<EvidenceListComponent>;
  const host = () => fixture.nativeElement as HTMLElement;
  const at = <T extends HTMLElement>(selector: string) => host().querySelector<T>(selector);
  const shown = () => at<HTMLImageElement>('[data-testid="evidence-page"]')?.alt;
  const key = async (name: string) => {
    at('.stage')!.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true }));
    await fixture.whenStable();
  };

  beforeEach(async () => {
    HTMLElement.prototype.scrollTo ??= () => undefined;
    fixture = TestBed.createComponent(EvidenceListComponent);
    fixture.componentRef.setInput('files', [file('证明', 2), file('合同', 1)]);
    await fixture.whenStable();
    host().querySelectorAll<HTMLElement>('[data-testid="evidence-open"]')[0]!.click();
    await fixture.whenStable();
  });

  it('opens at the file that was pressed and turns pages through all files by keyboard', async () => {
    expect(shown()).toBe('证明.pdf，第 1 页，共 2 页');
    await key('ArrowRight');
    expect(shown()).toBe('证明.pdf，第 2 页，共 2 页');
    await key('PageDown');
    expect(shown()).toBe('合同.pdf，第 1 页，共 1 页');
    await key('ArrowRight');
    expect(shown()).toBe('合同.pdf，第 1 页，共 1 页');
    expect(at('.place')?.textContent).toBe('3 / 3');
  });

  it('makes the page larger and says which file has not been looked through for viruses', async () => {
    await key('+');
    expect(at<HTMLImageElement>('[data-testid="evidence-page"]')?.style.width).toBe('150%');
    expect(at('.unscanned')?.textContent).toContain('未查毒');
  });

  it('says so when a page does not come', async () => {
    at('[data-testid="evidence-page"]')!.dispatchEvent(new Event('error'));
    await fixture.whenStable();
    expect(at('.failed')?.textContent).toContain('下载原文件');
  });

  it('is gone when it is closed', async () => {
    at<HTMLButtonElement>('[aria-label="关闭"]')!.click();
    await fixture.whenStable();
    expect(at('dialog')).toBeNull();
  });
});
