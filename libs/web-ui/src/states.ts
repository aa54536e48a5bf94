import { Component, computed, input, output } from '@angular/core';
import { IconComponent, type IconName } from './icon';

/** Nothing here yet: says so, and (projected) what to do next. */
@Component({
  selector: 'yg-empty-state',
  imports: [IconComponent],
  template: `
    <span class="disc"><yg-icon [name]="icon()" [size]="30" /></span>
    <p class="title">{{ heading() }}</p>
    @if (text()) {
      <p class="text">{{ text() }}</p>
    }
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      padding: 48px 16px;
      text-align: center;
    }
    .disc {
      display: grid;
      place-items: center;
      width: 68px;
      height: 68px;
      margin-block-end: 8px;
      border-radius: 50%;
      background: var(--yg-paper-2);
      color: var(--yg-field);
    }
    .title {
      font-size: 18px;
      font-weight: 600;
    }
    .text {
      max-width: 34em;
      color: var(--yg-muted);
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 12px;
      margin-block-start: 12px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class EmptyStateComponent {
  readonly icon = input<IconName>('box');
  readonly heading = input.required<string>();
  readonly text = input('');
}

/** Says what happened (the API's own sentence), whether anything was lost, and offers to try again. */
@Component({
  selector: 'yg-error-state',
  imports: [IconComponent],
  template: `
    <yg-icon name="warning" [size]="28" />
    <p class="title">{{ heading() }}</p>
    <p class="text">{{ message() }}</p>
    @if (requestId(); as id) {
      <p class="id">问题编号 {{ id }}</p>
    }
    <div class="actions">
      @if (retryable()) {
        <button type="button" class="yg-button" (click)="retry.emit()">重新加载</button>
      }
      <ng-content />
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      padding: 40px 16px;
      text-align: center;
    }
    yg-icon {
      color: var(--yg-alarm);
    }
    .title {
      font-size: 18px;
      font-weight: 600;
    }
    .text {
      max-width: 34em;
      color: var(--yg-ink-2);
    }
    .id {
      color: var(--yg-muted);
      font-size: 13px;
      overflow-wrap: anywhere;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: center;
      gap: 12px;
      margin-block-start: 12px;
    }
  `,
  host: { role: 'alert' },
})
export class ErrorStateComponent {
  readonly heading = input('内容没有加载出来');
  readonly message = input.required<string>();
  readonly requestId = input<string | null>(null);
  readonly retryable = input(true);
  readonly retry = output<void>();
}

/** A grey line or block in the shape of what is coming. */
@Component({
  selector: 'yg-skeleton',
  template: '',
  styles: `
    :host {
      display: block;
    }
  `,
  host: {
    class: 'yg-skeleton',
    'aria-hidden': 'true',
    '[style.height]': 'height()',
    '[style.width]': 'width()',
  },
})
export class SkeletonComponent {
  readonly height = input('1em');
  readonly width = input('100%');
}

/** Product cards to come. */
@Component({
  selector: 'yg-card-skeletons',
  imports: [SkeletonComponent],
  template: `
    <span class="yg-sr-only" role="status">正在加载</span>
    @for (i of slots(); track i) {
      <div class="card">
        <yg-skeleton height="auto" class="square" />
        <div class="text">
          <yg-skeleton width="40%" />
          <yg-skeleton />
          <yg-skeleton width="70%" />
          <yg-skeleton width="50%" height="1.4em" />
        </div>
      </div>
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    .card {
      overflow: hidden;
      border: 1px solid var(--yg-line);
      border-radius: var(--yg-radius);
      background: var(--yg-surface);
    }
    .square {
      aspect-ratio: 1;
    }
    .text {
      display: grid;
      gap: 8px;
      padding: 12px;
    }
  `,
})
export class CardSkeletonsComponent {
  readonly count = input(8);
  protected readonly slots = computed(() => Array.from({ length: this.count() }, (_, index) => index));
}
