import { Component, DestroyRef, type ElementRef, inject, output, signal, viewChild } from '@angular/core';
import { IconComponent } from '@yigou/web-ui';
import { type CodeReader, codeReader } from './code-reader';

const LOOK_MS = 200;

/** The camera, until it has read a QR code; says what keeps it from looking. Gone, it lets the camera go. */
@Component({
  selector: 'app-code-scanner',
  imports: [IconComponent],
  template: `
    @if (problem()) {
      <p class="notice notice--bad" role="alert" data-testid="scan-problem">
        <yg-icon name="warning" />{{ problem() }}
      </p>
    } @else {
      <p class="muted small" role="status">请对准领取人手机上的取货码</p>
      <video #video playsinline muted aria-label="相机画面"></video>
    }
  `,
  styles: `
    video {
      display: block;
      width: 100%;
      max-height: 60vh;
      margin-block-start: 8px;
      border-radius: var(--yg-radius);
      background: var(--yg-ink);
      object-fit: cover;
      aspect-ratio: 1;
    }
  `,
})
export class CodeScanner {
  readonly read = output<string>();

  protected readonly problem = signal('');
  private readonly video = viewChild<ElementRef<HTMLVideoElement>>('video');
  private stream: MediaStream | undefined;
  private gone = false;

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.gone = true;
      this.letGo();
    });
    void this.begin();
  }

  private async begin(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      this.stream = stream;
      // Whoever closed the dialog before they were asked wants no camera.
      if (this.gone) return this.letGo();
      const video = this.video()?.nativeElement;
      if (!video) return;
      video.srcObject = stream;
      await video.play();
      await this.look(await codeReader(), video);
    } catch (error) {
      this.letGo();
      this.problem.set(problemOf(error));
    }
  }

  private async look(reader: CodeReader, video: HTMLVideoElement): Promise<void> {
    while (!this.gone) {
      const code = await reader.read(video);
      if (this.gone) return;
      if (code !== null) {
        this.letGo();
        this.read.emit(code);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  private letGo(): void {
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = undefined;
  }
}

/** What to do when there is no picture; the code can always be typed. */
const problemOf = (error: unknown): string =>
  error instanceof Error && error.name === 'NotAllowedError'
    ? '没有相机权限。请在浏览器设置里允许本站使用相机，或返回用姓名、编号找人，再输入取货码。'
    : '相机打不开。请返回用姓名、编号找人，再输入取货码。';
