import { Component, inject, Injectable, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import { IconComponent } from './icon';

export interface ToastMessage {
  readonly id: number;
  readonly text: string;
  readonly tone: 'good' | 'bad';
  readonly link?: { readonly text: string; readonly to: string };
}

const SHOWN_MS = 5_000;

/** Short news that need no answer. */
@Injectable({ providedIn: 'root' })
export class Toast {
  readonly messages = signal<readonly ToastMessage[]>([]);
  private nextId = 0;

  say(text: string, link?: ToastMessage['link']): void {
    this.push({ id: ++this.nextId, text, tone: 'good', link });
  }

  warn(text: string): void {
    this.push({ id: ++this.nextId, text, tone: 'bad' });
  }

  dismiss(id: number): void {
    this.messages.update((list) => list.filter((message) => message.id !== id));
  }

  private push(message: ToastMessage): void {
    this.messages.update((list) => [...list.slice(-2), message]);
    setTimeout(() => this.dismiss(message.id), SHOWN_MS);
  }
}

/** Stands once in the shell; a live region, so that screen readers hear it. */
@Component({
  selector: 'yg-toast-outlet',
  imports: [IconComponent, RouterLink],
  template: `
    <div class="stack" role="status" aria-live="polite">
      @for (message of toast.messages(); track message.id) {
        <div class="toast" [class.bad]="message.tone === 'bad'" data-testid="toast">
          <yg-icon [name]="message.tone === 'bad' ? 'warning' : 'check'" />
          <span class="text">{{ message.text }}</span>
          @if (message.link; as link) {
            <a [routerLink]="link.to" (click)="toast.dismiss(message.id)">{{ link.text }}</a>
          }
          <button type="button" aria-label="关闭提示" (click)="toast.dismiss(message.id)">
            <yg-icon name="close" [size]="16" />
          </button>
        </div>
      }
    </div>
  `,
  styles: `
    .stack {
      position: fixed;
      inset: 124px 0 auto;
      z-index: 60;
      display: grid;
      justify-items: center;
      gap: 8px;
      padding-inline: 12px;
      pointer-events: none;
    }
    .toast {
      display: flex;
      align-items: center;
      gap: 10px;
      max-width: 520px;
      min-height: 48px;
      padding: 4px 4px 4px 16px;
      border-radius: var(--yg-radius);
      background: var(--yg-ink);
      color: #fff;
      box-shadow: var(--yg-shadow);
      pointer-events: auto;
    }
    .text {
      padding-block: 6px;
      line-height: 1.45;
    }
    .toast.bad {
      background: var(--yg-alarm);
    }
    a {
      color: #fff;
      text-decoration: underline;
      white-space: nowrap;
    }
    button {
      display: grid;
      place-items: center;
      width: 40px;
      height: 40px;
      border: 0;
      background: none;
      color: inherit;
    }
    @media (max-width: 720px) {
      .stack {
        inset: auto 0 calc(76px + env(safe-area-inset-bottom));
      }
    }
  `,
})
export class ToastOutletComponent {
  protected readonly toast = inject(Toast);
}
