import { Component, computed, model } from '@angular/core';

const [WIDTH, HEIGHT] = [600, 200] as const;
/** Points nearer than this to the last one say nothing new. */
const STEP = 3;

/**
 * A field to sign in with a finger: the strokes as an SVG path of whole numbers on 600 × 200, empty where nothing was drawn. Who cannot draw hands out on the code, which is why
 * this is never the only way.
 */
@Component({
  selector: 'app-signature-pad',
  template: `
    <svg
      role="img"
      [attr.viewBox]="'0 0 ' + width + ' ' + height"
      [attr.aria-label]="value() ? '已签名' : '签名框，请用手指或鼠标书写'"
      data-testid="signature-pad"
      (pointerdown)="begin($event)"
      (pointermove)="draw($event)"
      (pointerup)="end()"
      (pointercancel)="end()"
    >
      <path [attr.d]="value()" />
    </svg>
    <button type="button" class="yg-button yg-button--small" [disabled]="!value()" (click)="value.set('')">
      清除重签
    </button>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      justify-items: start;
    }
    svg {
      width: 100%;
      max-width: 600px;
      border: 1px dashed var(--yg-line-strong);
      border-radius: var(--yg-radius);
      background: #fff;
      touch-action: none;
      cursor: crosshair;
    }
    path {
      fill: none;
      stroke: var(--yg-ink);
      stroke-width: 4;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
  `,
})
export class SignaturePad {
  readonly value = model('');
  protected readonly width = WIDTH;
  protected readonly height = HEIGHT;
  private last: readonly [number, number] | null = null;
  /** Whether there is more than a dot. */
  readonly signed = computed(() => this.value().includes('L'));

  protected begin(event: PointerEvent): void {
    const pad = event.currentTarget as SVGSVGElement;
    pad.setPointerCapture?.(event.pointerId);
    this.add('M', pointOf(event, pad));
  }

  protected draw(event: PointerEvent): void {
    if (!this.last) return;
    const point = pointOf(event, event.currentTarget as SVGSVGElement);
    if (Math.abs(point[0] - this.last[0]) + Math.abs(point[1] - this.last[1]) >= STEP) this.add('L', point);
  }

  protected end(): void {
    this.last = null;
  }

  private add(kind: 'M' | 'L', point: readonly [number, number]): void {
    this.last = point;
    this.value.update((path) => `${path}${kind}${point[0]} ${point[1]}`);
  }
}

/** Where on the field of 600 × 200 a pointer is, whatever the size on the screen. */
function pointOf(event: PointerEvent, pad: SVGSVGElement): readonly [number, number] {
  const { left, top, width, height } = pad.getBoundingClientRect();
  const within = (at: number, most: number) => Math.min(most, Math.max(0, Math.round(at)));
  return [
    within(((event.clientX - left) * WIDTH) / (width || WIDTH), WIDTH),
    within(((event.clientY - top) * HEIGHT) / (height || HEIGHT), HEIGHT),
  ];
}
