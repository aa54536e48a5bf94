import { afterRenderEffect, Directive, ElementRef, inject, input } from '@angular/core';

/** Accessible name of the nz-modal around: its container has the role of a dialog and names itself after nothing. */
@Directive({ selector: '[ygModalName]' })
export class ModalName {
  readonly ygModalName = input.required<string>();
  private readonly host: HTMLElement = inject(ElementRef).nativeElement;

  constructor() {
    afterRenderEffect(() => this.host.closest('[role="dialog"]')?.setAttribute('aria-label', this.ygModalName()));
  }
}
