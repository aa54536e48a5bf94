import { Component, inject, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzIconDirective } from 'ng-zorro-antd/icon';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { formatTime } from '../shared/format';
import { Session } from '../identity/session';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';

type FailedJob = RouteResponse<'listFailedJobs'>['items'][number];

@Component({
  selector: 'yg-failed-jobs',
  imports: [FormDialog, LoadError, NzButtonComponent, NzIconDirective, NzSkeletonComponent, PageHeader],
  templateUrl: './failed-jobs.html',
  styleUrl: './failed-jobs.css',
})
export class FailedJobs {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly time = formatTime;
  protected readonly retrying = signal<string | null>(null);
  protected readonly jobs = apiResource('listFailedJobs');

  protected readonly dialog = signal<FormConfig | null>(null);

  protected discard(job: FailedJob): void {
    this.dialog.set({
      heading: `放弃“${job.name}”`,
      testId: 'discard',
      intro: `任务 ${job.id}（队列 ${job.queue}）将不再执行，也不能恢复；原因和办理人会留存备查。`,
      fields: [{ key: 'reason', label: '放弃的原因', kind: 'area', max: 500 }],
      danger: true,
      action: '放弃这 1 个任务',
      ...sendsTo(
        'discardJob',
        (values) => ({ reason: values.text('reason') }),
        async ({ body }) => {
          await this.api.call('discardJob', { params: { queue: job.queue, id: job.id }, body });
          return '已放弃，不再计入等待人工处理。';
        },
      ),
    });
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.jobs.reload();
  }

  protected async ask(job: FailedJob): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `重新执行“${job.name}”？`,
      text: `任务 ${job.id}（队列 ${job.queue}）已失败 ${job.attempts} 次。重新执行不会重复记账：已完成的步骤会被跳过。`,
      action: '重新执行这 1 个任务',
      keep: '取消',
    });
    if (sure) await this.retry(job);
  }

  private async retry(job: FailedJob): Promise<void> {
    this.retrying.set(job.id);
    try {
      await this.api.call('retryJob', { params: { queue: job.queue, id: job.id } });
      this.message.success('已重新排入队列。');
      this.jobs.reload();
    } catch (error) {
      this.message.error(toApiError(error).message);
    } finally {
      this.retrying.set(null);
    }
  }
}
