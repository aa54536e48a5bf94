import { Component, computed, inject, input, output, signal } from '@angular/core';
import type { GroupBuyView } from '@yigou/contracts';
import { CopyTextComponent, DialogComponent, IconComponent, Toast } from '@yigou/web-ui';
import { QrCodeComponent } from '../certification/qr-code';
import { posterOf } from './poster';
import { SHOP_ORIGIN } from '../shell/page-head';

/** Ways to tell others of a campaign: its link, the link as a code, and a picture for chats. */
@Component({
  selector: 'app-share-campaign',
  imports: [CopyTextComponent, DialogComponent, IconComponent, QrCodeComponent],
  template: `
    <yg-dialog heading="分享活动" [open]="open()" (closed)="closed.emit()">
      <p class="muted">发给同事、朋友，扫码或点开链接就能看到进展、参加。</p>
      <div class="ways">
        <app-qr-code [text]="link()" alt="活动链接的二维码" />
        <div>
          <p class="link" data-testid="share-link">{{ link() }}</p>
          <yg-copy-text [text]="link()" label="复制链接" />
          <button type="button" class="yg-button" data-testid="poster" [disabled]="drawing()" (click)="save()">
            <yg-icon name="download" [size]="18" />{{ drawing() ? '正在生成' : '保存海报图片' }}
          </button>
        </div>
      </div>
    </yg-dialog>
  `,
  styles: `
    .ways {
      display: flex;
      flex-wrap: wrap;
      gap: 20px;
      margin-block-start: 14px;
    }
    .ways div {
      display: grid;
      flex: 1 1 220px;
      gap: 10px;
      align-content: start;
      justify-items: start;
    }
    .link {
      overflow-wrap: anywhere;
      font-size: 14px;
    }
  `,
})
export class ShareCampaignComponent {
  private readonly origin = inject(SHOP_ORIGIN);
  private readonly toast = inject(Toast);

  readonly open = input.required<boolean>();
  readonly campaign = input.required<GroupBuyView>();
  /** Code of the sub-leader whose link is passed on. */
  readonly via = input<string>();
  readonly closed = output<void>();

  protected readonly drawing = signal(false);
  protected readonly link = computed(() => {
    const link = new URL(`/group-buys/${this.campaign().id}`, this.origin);
    const via = this.via();
    if (via) link.searchParams.set('via', via);
    return link.href;
  });

  protected async save(): Promise<void> {
    if (this.drawing()) return;
    this.drawing.set(true);
    try {
      const picture = await posterOf(this.campaign(), this.link());
      const address = URL.createObjectURL(picture);
      const anchor = document.createElement('a');
      anchor.href = address;
      anchor.download = `${this.campaign().number}.png`;
      anchor.click();
      URL.revokeObjectURL(address);
    } catch {
      this.toast.warn('这个浏览器画不出海报，请复制链接，或截图分享。');
    }
    this.drawing.set(false);
  }
}
