import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { HttpEventType, provideHttpClient } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting, type TestRequest } from '@angular/common/http/testing';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RouteResponse } from '@yigou/contracts';
import { EvidenceUploadHarness } from '../testing/evidence-upload.harness';
import { type EvidenceRoute } from './evidence-sender';
import { claimsOf, EvidenceUploadComponent } from './evidence-upload';

type Stored = RouteResponse<'uploadPublicEvidence'>;

@Component({
  imports: [EvidenceUploadComponent],
  template: `
    <yg-evidence-upload
      label="核查材料"
      [route]="route()"
      [max]="max()"
      [writable]="writable()"
      [(files)]="files"
      [(busy)]="busy"
    />
  `,
})
class Page {
  readonly route = signal<EvidenceRoute>('uploadEvidence');
  readonly max = signal(3);
  readonly writable = signal(true);
  readonly files = signal<readonly Stored[]>([]);
  readonly busy = signal(false);
}

const paper = (name: string, size = 4, type = 'application/pdf') => {
  const file = new File(['x'], name, { type });
  Object.defineProperty(file, 'size', { value: size });
  return file;
};
const stored = (id: string, fileName: string): Stored => ({
  id,
  fileName,
  mediaType: 'application/pdf',
  bytes: 2_048,
  pages: 3,
  scan: 'clean',
  uploadedAt: '2026-11-27T02:00:00Z',
  claim: `claim of ${id}`,
});

describe('uploading evidence', () => {
  let fixture: ComponentFixture<Page>;
  let page: Page;
  let upload: EvidenceUploadHarness;
  let http: HttpTestingController;

  /** An answer passes through promises before it reaches the screen. */
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
  };
  const underway = (): TestRequest => http.expectOne('/api/v1/evidence');
  const refuse = (code: string, message: string, status = 422) =>
    underway().flush({ error: { code, message, details: {} } }, { status, statusText: 'no' });

  beforeEach(async () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(), provideHttpClientTesting()] });
    http = TestBed.inject(HttpTestingController);
    fixture = TestBed.createComponent(Page);
    page = fixture.componentInstance;
    document.body.append(fixture.nativeElement as HTMLElement);
    upload = await TestbedHarnessEnvironment.loader(fixture).getHarness(EvidenceUploadHarness);
  });

  afterEach(() => (fixture.nativeElement as HTMLElement).remove());

  it('shows how much has gone, then that the file is looked at, then the file', async () => {
    await upload.choose(paper('报告.pdf'));
    const request = underway();
    expect((request.request.body as FormData).get('file')).toMatchObject({ name: '报告.pdf' });
    expect(request.request.reportUploadProgress).toBe(true);
    expect(page.busy()).toBe(true);
    request.event({ type: HttpEventType.UploadProgress, loaded: 45, total: 100 });
    await settle();
    expect(await upload.percent()).toBe(45);
    expect(await upload.said()).toBe('正在上传 报告.pdf');
    request.event({ type: HttpEventType.UploadProgress, loaded: 100, total: 100 });
    await settle();
    expect(await upload.sending()).toEqual([expect.stringContaining('正在检查文件')]);
    request.flush(stored('a', '报告.pdf'));
    await settle();
    expect(await upload.sending()).toEqual([]);
    expect(await upload.files()).toEqual([expect.stringContaining('报告.pdf')]);
    expect(await upload.said()).toBe('已上传 报告.pdf');
    expect(page.files().map((file) => file.id)).toEqual(['a']);
    expect(page.busy()).toBe(false);
  });

  it('sends one after the other', async () => {
    await upload.choose(paper('一.pdf'), paper('二.pdf'));
    expect(await upload.sending()).toEqual([expect.stringContaining('一.pdf'), expect.stringContaining('等待上传')]);
    underway().flush(stored('a', '一.pdf'));
    await settle();
    underway().flush(stored('b', '二.pdf'));
    await settle();
    expect(page.files().map((file) => file.id)).toEqual(['a', 'b']);
  });

  it('says why it sends a file not at all, and goes on with the others', async () => {
    await upload.drop(paper('表.docx', 4, ''), paper('大.pdf', 21 * 1024 * 1024), paper('好.pdf'));
    const [word, large] = await upload.sending();
    expect(word).toContain('请先另存为 PDF');
    expect(large).toContain('超过 20 MB');
    underway().flush(stored('a', '好.pdf'));
    await settle();
    expect(page.files()).toHaveLength(1);
    await upload.press('知道了：表.docx');
    await upload.press('知道了：大.pdf');
    expect(await upload.sending()).toEqual([]);
  });

  it('gives the reason of a refusal, and offers no second attempt of what is refused for good', async () => {
    await upload.choose(paper('坏.pdf'));
    refuse('evidence_infected', '该文件未通过病毒检查，没有保存。');
    await settle();
    expect(await upload.sending()).toEqual([expect.stringContaining('未通过病毒检查')]);
    expect(await upload.offers('重试：坏.pdf')).toBe(false);
    expect(page.busy()).toBe(false);
  });

  it('tries again what the network lost', async () => {
    await upload.choose(paper('照片.jpg', 4, 'image/jpeg'));
    underway().error(new ProgressEvent('error'));
    await settle();
    await upload.press('重试：照片.jpg');
    underway().flush(stored('a', '照片.jpg'));
    await settle();
    expect(await upload.sending()).toEqual([]);
    expect(page.files()).toHaveLength(1);
  });

  it('calls off what is on its way, goes on with the next, and stays at the field', async () => {
    await upload.choose(paper('一.pdf'), paper('二.pdf'));
    const first = underway();
    await upload.press('取消上传：一.pdf');
    await settle();
    expect(first.cancelled).toBe(true);
    expect(await upload.fieldIsFocused()).toBe(true);
    underway().flush(stored('b', '二.pdf'));
    await settle();
    expect(page.files().map((file) => file.id)).toEqual(['b']);
  });

  it('takes as many as are asked for, and again one more when one was removed', async () => {
    page.max.set(1);
    page.files.set([stored('a', '旧.pdf')]);
    await fixture.whenStable();
    expect(await upload.takesMore()).toBe(false);
    await upload.press('删除文件：旧.pdf');
    expect(page.files()).toEqual([]);
    expect(await upload.takesMore()).toBe(true);
    expect(await upload.label()).toBe('上传核查材料');
    expect(await upload.fieldIsFocused()).toBe(true);
    expect(await upload.said()).toBe('已删除 旧.pdf');
    await upload.choose(paper('一.pdf'), paper('二.pdf'));
    expect(await upload.sending()).toContainEqual(expect.stringContaining('最多 1 个文件'));
  });

  it('only shows what is there where nothing may be changed', async () => {
    page.files.set([stored('a', '旧.pdf')]);
    page.writable.set(false);
    await fixture.whenStable();
    expect(await upload.takesMore()).toBe(false);
    expect(await upload.offers('删除文件：旧.pdf')).toBe(false);
    expect(await upload.files()).toEqual([expect.stringContaining('3 页')]);
  });

  it('leaves a visitor with the claim, and with nothing to open', async () => {
    page.route.set('uploadPublicEvidence');
    await upload.choose(paper('证明.pdf'));
    http.expectOne('/api/v1/public-evidence').flush(stored('a', '证明.pdf'));
    await settle();
    expect(claimsOf(page.files())).toEqual([{ id: 'a', claim: 'claim of a' }]);
    expect((fixture.nativeElement as HTMLElement).querySelector('[data-testid="evidence-open"]')).toBeNull();
    expect(await upload.files()).toEqual([expect.stringContaining('已上传')]);
  });

  it('calls off what is on its way when the page is left', async () => {
    await upload.choose(paper('一.pdf'));
    const request = underway();
    fixture.destroy();
    expect(request.cancelled).toBe(true);
  });
});
