import { Component, computed, input, output } from '@angular/core';
import { toApiError } from '@yigou/web-data';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';

/** What happened, whether anything was lost, and a button to try again. */
@Component({
  selector: 'yg-load-error',
  imports: [NzAlertComponent, NzButtonComponent],
  template: `
    <nz-alert nzType="error" nzShowIcon [nzMessage]="message()" [nzDescription]="more" role="alert" />
    <ng-template #more>
      <p>这里只是读取内容，没有改动任何数据。{{ reference() }}</p>
      <button nz-button type="button" (click)="retry.emit()">重试</button>
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
    }
    p {
      margin: 0 0 8px;
    }
  `,
})
export class LoadError {
  readonly error = input.required<unknown>();
  readonly retry = output();
  private readonly api = computed(() => toApiError(this.error()));
  protected readonly message = computed(() => this.api().message);
  protected readonly reference = computed(() => {
    const id = this.api().requestId;
    return id ? `反馈问题时请附上编号 ${id}。` : '';
  });
}
