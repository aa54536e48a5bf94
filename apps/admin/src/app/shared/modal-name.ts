import { afterRenderEffect, Directive, ElementRef, inject, input } from '@angular/core';

/** Makes the nz-modal or nz-drawer around a dialog with a name and a way out in Chinese: the one names itself after nothing, the other is to a screen reader no dialog at all, and both say “Close”. */
@Directive({ selector: '[ygModalName]' })
export class ModalName {
  readonly ygModalName = input.required<string>();
  private readonly host: HTMLElement = inject(ElementRef).nativeElement;

  constructor() {
    afterRenderEffect(() => {
      const name = this.ygModalName();
      const layer = this.host.closest('[role="dialog"], .ant-drawer-content');
      layer?.setAttribute('role', 'dialog');
      layer?.setAttribute('aria-modal', 'true');
      layer?.setAttribute('aria-label', name);
      layer?.querySelector('.ant-modal-close, .ant-drawer-close')?.setAttribute('aria-label', '关闭');
    });
  }
}
