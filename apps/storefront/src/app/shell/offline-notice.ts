import { Component, DOCUMENT, inject, signal } from '@angular/core';
import { IconComponent } from '@yigou/web-ui';

@Component({
  selector: 'app-offline-notice',
  imports: [IconComponent],
  template: `
    <div role="status">
      @if (offline()) {
        <p><yg-icon name="offline" [size]="18" />网络已断开。已显示的内容可以继续看，恢复连接后再下单或提交。</p>
      }
    </div>
  `,
  styles: `
    p {
      display: flex;
      align-items: center;
      justify-content: center;
      gap: 8px;
      padding: 10px 16px;
      background: var(--yg-amber-soft);
      color: #6b4600;
      font-size: 15px;
    }
  `,
  host: { '(window:online)': 'offline.set(false)', '(window:offline)': 'offline.set(true)' },
})
export class OfflineNoticeComponent {
  protected readonly offline = signal(inject(DOCUMENT).defaultView?.navigator.onLine === false);
}
