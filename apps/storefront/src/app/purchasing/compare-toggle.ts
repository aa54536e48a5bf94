import { Component, computed, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MOST_COMPARED } from '@yigou/contracts/labels';
import { CompareTray } from './compare-tray';

/** Puts a product beside others, or takes it away again. */
@Component({
  selector: 'app-compare-toggle',
  template: `
    @if (tray.open()) {
      <button
        type="button"
        class="yg-button"
        [attr.aria-pressed]="on()"
        [attr.aria-label]="words() + '：' + name()"
        [disabled]="!on() && tray.full()"
        (click)="tray.toggle({ id: id(), name: name() })"
        data-testid="compare-toggle"
      >
        {{ words() }}
      </button>
    }
  `,
})
export class CompareToggleComponent {
  /** Of the product, or of one of its packings. */
  readonly id = input.required<string>();
  readonly name = input.required<string>();
  protected readonly tray = inject(CompareTray);
  protected readonly on = computed(() => this.tray.has(this.id()));
  protected readonly words = computed(() => {
    if (this.on()) return '已加入对比';
    return this.tray.full() ? `最多对比 ${MOST_COMPARED} 种` : '加入对比';
  });
}

/** Leads to what stands side by side, once there is something. */
@Component({
  selector: 'app-compare-link',
  imports: [RouterLink],
  template: `
    @if (tray.open() && tray.items().length > 0) {
      <a class="yg-button" routerLink="/compare" [queryParams]="{ ids: tray.ids() }" data-testid="compare-link">
        去对比（{{ tray.items().length }}）
      </a>
    }
  `,
})
export class CompareLinkComponent {
  protected readonly tray = inject(CompareTray);
}
