import { afterRenderEffect, Directive, ElementRef, inject, input } from '@angular/core';

/** Accessible name of an nz-select that has no label of its own: the combobox is an input inside, which the attribute on the outside does not name. */
@Directive({ selector: 'nz-select[ygName]' })
export class SelectName {
  readonly ygName = input.required<string>();
  private readonly host: HTMLElement = inject(ElementRef).nativeElement;

  constructor() {
    afterRenderEffect(() => this.host.querySelector('input')?.setAttribute('aria-label', this.ygName()));
  }
}
