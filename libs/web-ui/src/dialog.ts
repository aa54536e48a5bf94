import { Component, effect, type ElementRef, input, output, viewChild } from '@angular/core';
import { IconComponent } from './icon';

let nextId = 0;

/** The browser's own modal dialog: focus is kept inside and given back, Escape and (where supported) a click beside it close it, and nothing under it. `side` is a drawer from the edge. */
@Component({
  selector: 'yg-dialog',
  imports: [IconComponent],
  template: `
    <dialog
      #dialog
      closedby="any"
      [class.side]="side()"
      [class.wide]="wide()"
      [attr.aria-labelledby]="headingId"
      (cancel)="cancelled($event)"
      (close)="wasClosed()"
    >
      @if (open()) {
        <div class="frame">
          <header>
            <h2 [id]="headingId">{{ heading() }}</h2>
            <button type="button" class="close" aria-label="关闭" (click)="close()">
              <yg-icon name="close" />
            </button>
          </header>
          <div class="body"><ng-content /></div>
          <footer><ng-content select="[dialogActions]" /></footer>
        </div>
      }
    </dialog>
  `,
  styles: `
    dialog {
      width: min(560px, calc(100vw - 24px));
      max-width: none;
      max-height: min(86dvh, 760px);
      padding: 0;
      overflow: hidden;
      border: 1px solid var(--yg-line);
      border-radius: var(--yg-radius);
      background: var(--yg-surface);
      color: var(--yg-ink);
      box-shadow: var(--yg-shadow);
    }
    dialog::backdrop {
      background: rgb(31 42 36 / 45%);
    }
    dialog.side {
      width: min(400px, calc(100vw - 40px));
      height: 100dvh;
      max-height: none;
      margin: 0 0 0 auto;
      border-width: 0 0 0 1px;
      border-radius: 0;
    }
    dialog.wide {
      width: min(960px, calc(100vw - 24px));
      max-height: 94dvh;
    }
    .frame {
      display: flex;
      flex-direction: column;
      max-height: inherit;
      height: 100%;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 16px;
      padding: 10px 10px 10px 20px;
      border-block-end: 1px solid var(--yg-line);
    }
    h2 {
      font-size: 18px;
    }
    .close {
      display: grid;
      place-items: center;
      width: 44px;
      height: 44px;
      border: 0;
      border-radius: var(--yg-radius);
      background: none;
    }
    .close:hover {
      background: var(--yg-paper-2);
    }
    .body {
      flex: 1;
      min-height: 0;
      padding: 20px;
      overflow-y: auto;
      overscroll-behavior: contain;
    }
    footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
      gap: 12px;
      padding: 12px 20px max(12px, env(safe-area-inset-bottom));
      border-block-start: 1px solid var(--yg-line);
    }
    footer:empty {
      display: none;
    }
    @media (max-width: 600px) {
      dialog:not(.side) {
        width: 100vw;
        margin: auto 0 0;
        border-width: 1px 0 0;
        border-end-start-radius: 0;
        border-end-end-radius: 0;
      }
      footer ::ng-deep .yg-button {
        flex: 1;
      }
    }
  `,
  // What lies under it, a drawer, does not hear of the Escape that closes it.
  host: { '(keydown.escape)': '$event.stopPropagation()' },
})
export class DialogComponent {
  readonly open = input.required<boolean>();
  readonly heading = input.required<string>();
  readonly side = input(false);
  /** For what is looked at rather than read. */
  readonly wide = input(false);
  readonly closed = output<void>();
  protected readonly headingId = `yg-dialog-${++nextId}`;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  /** Whether it has been said that what is shown was closed. The browser says so a moment later, when somebody may have opened it again: that is not closed by it. */
  private told = true;

  constructor() {
    effect(() => {
      const element = this.dialog().nativeElement;
      if (this.open() && !element.open) {
        element.showModal();
        this.told = false;
      }
      if (!this.open() && element.open) this.close();
    });
  }

  protected close(): void {
    this.dialog().nativeElement.close();
    this.tell();
  }

  /** By Escape or a click beside it; the choice of a file within may be cancelled, too. */
  protected cancelled(event: Event): void {
    if (event.target === this.dialog().nativeElement) this.tell();
  }

  protected wasClosed(): void {
    if (!this.dialog().nativeElement.open) this.tell();
  }

  private tell(): void {
    if (this.told) return;
    this.told = true;
    this.closed.emit();
  }
}
