import { NgTemplateOutlet } from '@angular/common';
import { Component, computed, contentChild, Directive, inject, input, TemplateRef } from '@angular/core';
import type { ApiResource } from '@yigou/web-data';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { LoadError } from '../load-error';

/** What a record is made from: what a route answers, or the row of the list beside it, which may lie on another page of the list. */
export type RecordSource<T> = ApiResource<T> | T | undefined;

/** What stands on a record, drawn when there is one: `<ng-template [ygRecord]="data" let-one>`. The source gives `one` its type. */
@Directive({ selector: 'ng-template[ygRecord]' })
export class RecordTemplate<T> {
  readonly ygRecord = input.required<RecordSource<T>>();
  readonly template = inject<TemplateRef<{ $implicit: T }>>(TemplateRef);

  static ngTemplateContextGuard<T>(
    _directive: RecordTemplate<T>,
    _context: unknown,
  ): _context is { $implicit: NonNullable<T> } {
    return true;
  }
}

/** Refusals after which nothing of the record may stay on screen. */
const GONE: readonly string[] = ['not_found', 'forbidden'];

/**
 * One thing of the console, on a page of its own or in a drawer: waits in the shape of what comes, says why it cannot be shown, keeps what is shown while it is
 * read again and when that fails, and says where a thing is not to be found or lies on another page. Its content is a `yg-record-head`, facts and sections.
 */
@Component({
  selector: 'yg-record',
  imports: [LoadError, NgTemplateOutlet, NzSkeletonComponent],
  template: `
    @if (gone()) {
      <p role="alert" data-testid="record-gone">没有找到这{{ noun() }}：可能已经删除，或者不归本单位办理。</p>
    } @else if (failure(); as error) {
      <yg-load-error [error]="error" (retry)="reload()" />
    }
    @if (one(); as value) {
      <div [attr.aria-busy]="loading()">
        <ng-container [ngTemplateOutlet]="content().template" [ngTemplateOutletContext]="{ $implicit: value }" />
      </div>
    } @else if (loading()) {
      <span class="visually-hidden" role="status">正在加载</span>
      <nz-skeleton nzActive aria-hidden="true" [nzParagraph]="{ rows: 10 }" />
    } @else if (!failure()) {
      <p class="muted" data-testid="record-elsewhere">这{{ noun() }}不在当前这一页，请清除筛选或翻页查找。</p>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    yg-load-error {
      margin-bottom: 16px;
    }
    p {
      margin: 0;
    }
  `,
})
export class RecordPage {
  /** With its measure word: “个订单”, “张证书”. */
  readonly noun = input.required<string>();
  protected readonly content = contentChild.required<RecordTemplate<unknown>>(RecordTemplate);
  private readonly source = computed(() => this.content().ygRecord());
  private readonly resource = computed(() => {
    const source = this.source();
    return isResource(source) ? source : null;
  });
  protected readonly failure = computed(() => this.resource()?.failure() ?? null);
  protected readonly loading = computed(() => this.resource()?.isLoading() ?? false);
  protected readonly gone = computed(() => GONE.includes(this.failure()?.code ?? ''));
  protected readonly one = computed(() => {
    const resource = this.resource();
    if (!resource) return this.source();
    return this.gone() ? null : resource.latest();
  });

  protected reload(): void {
    this.resource()?.reload();
  }
}

const isResource = (source: unknown): source is ApiResource<unknown> =>
  typeof source === 'object' && source !== null && 'latest' in source && 'reload' in source;
