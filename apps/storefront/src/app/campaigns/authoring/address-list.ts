import { Component, inject, input, output, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiUrl, toApiError } from '@yigou/web-data';
import { Confirm, CountPipe, IconComponent, Toast } from '@yigou/web-ui';
import type { Mine } from './draft-model';

/** The people who each get packs at their own address: uploaded whole or not at all. */
@Component({
  selector: 'app-address-list',
  imports: [CountPipe, IconComponent],
  template: `
    <section class="yg-card" aria-labelledby="list-title">
      <h2 id="list-title">收件名单</h2>
      <p class="muted small">
        单位发起的礼包可以按名单寄到各人。名单加密保存，供应商只在发货期间能下载，活动结束后按规定删除。 支持 .xlsx 和
        .csv，最多 10 万人。
      </p>
      @if (campaign().addresses; as list) {
        <p data-testid="list-kept">{{ list.fileName }}：{{ list.people | count }} 人，{{ list.packs | count }} 份</p>
      }
      @if (problem()) {
        <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem() }}</p>
      }
      @if (answer(); as result) {
        @if (!result.kept) {
          <div class="notice notice--bad" role="alert" data-testid="list-wrong">
            <yg-icon name="warning" />
            <div>
              <p>有 {{ result.wrong | count }} 行不对，名单没有保存。请改好后重新上传。</p>
              <ul>
                @for (row of result.rows; track row.row) {
                  <li>第 {{ row.row }} 行 {{ row.name }}：{{ row.problems.join('；') }}</li>
                }
              </ul>
            </div>
          </div>
        }
      }
      <div class="actions">
        <label class="yg-button yg-button--main" [class.busy]="busy()">
          <yg-icon name="upload" [size]="18" />{{
            busy() ? '正在检查' : campaign().addresses ? '换一份名单' : '上传名单'
          }}
          <input
            type="file"
            accept=".xlsx,.csv"
            class="yg-sr-only"
            data-testid="list-file"
            [disabled]="busy()"
            (change)="upload($event)"
          />
        </label>
        <a class="yg-button" [href]="template" download>下载空白模板</a>
        @if (campaign().addresses) {
          <button type="button" class="yg-button" data-testid="list-remove" (click)="remove()">删除名单</button>
        }
      </div>
    </section>
  `,
  styles: `
    section {
      display: grid;
      gap: 12px;
      padding: 20px;
      margin-block-start: 20px;
    }
    h2 {
      font-size: 18px;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
    label:focus-within {
      outline: 2px solid var(--yg-sky);
      outline-offset: 2px;
    }
    .busy {
      opacity: 0.6;
    }
  `,
})
export class AddressListComponent {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  readonly campaign = input.required<Mine>();
  readonly changed = output();

  protected readonly template = apiUrl('campaignAddressTemplate');
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly answer = signal<RouteResponse<'uploadCampaignAddresses'> | null>(null);

  protected async upload(event: Event): Promise<void> {
    const field = event.target as HTMLInputElement;
    const [file] = field.files ?? [];
    // The same file may be chosen again once it is mended.
    field.value = '';
    if (!file) return;
    const { id } = this.campaign();
    await this.doing(async () => {
      const result = await this.api.call('uploadCampaignAddresses', { params: { id }, upload: file });
      this.answer.set(result);
      if (result.kept) this.toast.say(`名单已保存，${result.people} 人`);
    });
  }

  protected async remove(): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '删除收件名单',
      text: '名单上所有人的信息都会删除，不能恢复。',
      action: '删除名单',
      destructive: true,
    });
    if (!sure) return;
    const { id } = this.campaign();
    await this.doing(() => this.api.call('removeCampaignAddresses', { params: { id } }));
  }

  private async doing(work: () => Promise<unknown>): Promise<void> {
    this.busy.set(true);
    this.problem.set('');
    this.answer.set(null);
    try {
      await work();
      this.changed.emit();
    } catch (error) {
      const { message, details } = toApiError(error);
      this.problem.set([message, details['reason']].filter(Boolean).join(' '));
    } finally {
      this.busy.set(false);
    }
  }
}
