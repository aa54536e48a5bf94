import { Component, computed, inject, signal } from '@angular/core';
import type { MechanismView } from '@yigou/contracts';
import { BENEFIT_MECHANISMS, INCOME_KINDS } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { dayAhead } from '../../shared/deadlines';
import { type FormConfig, sendsTo } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { formatMoney } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { StatusTag } from '../../shared/status-tag';
import { checkMechanism, mechanismBody, mechanismFields } from './mechanism-form';
import { MechanismHouseholds } from './mechanism-households';

/** How the supplier carries households, 带贫机制, and which households each mechanism carries. */
@Component({
  selector: 'yg-mechanisms',
  imports: [
    FormDialog,
    LoadError,
    MechanismHouseholds,
    NzAlertComponent,
    NzButtonComponent,
    NzSkeletonComponent,
    PageHeader,
    StatusTag,
  ],
  templateUrl: './mechanisms.html',
  styleUrl: '../../shared/column.css',
})
export class Mechanisms {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);

  protected readonly list = apiResource('listMechanisms');
  /** The one that is being changed, or `new`. */
  protected readonly editing = signal<MechanismView | 'new' | null>(null);
  /** Id of the one whose households are shown. */
  protected readonly open = signal<string | null>(null);
  protected readonly failure = signal('');
  protected readonly kinds = BENEFIT_MECHANISMS;
  protected readonly incomes = INCOME_KINDS;
  protected readonly money = formatMoney;

  protected readonly dialog = computed<FormConfig | null>(() => {
    const editing = this.editing();
    if (!editing) return null;
    const stored = editing === 'new' ? null : editing;
    return {
      heading: stored ? '修改带贫机制' : '登记带贫机制',
      testId: 'mechanism',
      fields: mechanismFields(stored, dayAhead(0)),
      check: checkMechanism,
      action: '保存',
      ...sendsTo(
        stored ? 'updateMechanism' : 'createMechanism',
        mechanismBody,
        async ({ body, idempotencyKey }) => {
          if (stored) await this.api.call('updateMechanism', { params: { id: stored.id }, body });
          else this.open.set((await this.api.call('createMechanism', { body, idempotencyKey })).id);
          this.list.reload();
          return stored ? '已保存。' : '已登记，请接着登记带动户。';
        },
        { yearlyFen: 'yearly' },
      ),
    };
  });

  protected toggle(id: string): void {
    this.open.set(this.open() === id ? null : id);
  }

  protected async askEnd(mechanism: MechanismView): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `结束“${BENEFIT_MECHANISMS[mechanism.kind]}”？`,
      text: `与 ${mechanism.households} 户的带动关系一并结束。已发的证书不变，之后的申请不再计算这些户。`,
      action: '结束',
      destructive: true,
      keep: '取消',
    });
    if (sure) await this.end(mechanism);
  }

  private async end(mechanism: MechanismView): Promise<void> {
    this.failure.set('');
    try {
      await this.api.call('endMechanism', { params: { id: mechanism.id } });
      this.message.success('已结束。');
      this.list.reload();
    } catch (error) {
      this.failure.set(toApiError(error).message);
    }
  }
}
