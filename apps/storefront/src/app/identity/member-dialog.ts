import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import { FormField, validate } from '@angular/forms/signals';
import type { MemberList, MemberView, RouteBody } from '@yigou/contracts';
import { MEMBER_ROLES, type MemberRole } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import {
  contractForm,
  DialogComponent,
  type Draft,
  FieldComponent,
  FieldInputDirective,
  IconComponent,
  type Sent,
  Toast,
} from '@yigou/web-ui';

/** What a manager is about to do, and to whom. */
export type MemberTask =
  | { readonly kind: 'invite' }
  | { readonly kind: 'role' | 'remove'; readonly member: MemberView }
  | { readonly kind: 'handOver'; readonly member: MemberView; readonly others: readonly MemberView[] };

/** In the list of successors: somebody who is no member yet. */
const NEW = 'new';

/** Asks what a change among the members needs, says what it will do, and does it. */
@Component({
  selector: 'app-member-dialog',
  imports: [DialogComponent, FieldComponent, FieldInputDirective, FormField, IconComponent],
  template: `
    <yg-dialog [heading]="words().heading" [open]="task() !== null" (closed)="closed.emit()">
      <form id="member-form" class="form-grid" novalidate (submit)="submit($event)" data-testid="member-form">
        @if (given.problem(); as problem) {
          <p class="notice notice--bad" role="alert"><yg-icon name="warning" />{{ problem }}</p>
        }
        <p>{{ words().intro }}</p>
        @if (handOver(); as at) {
          <yg-field label="由谁接任">
            <select ygInput [formField]="given.fields.successor" data-testid="successor">
              <option value="">请选择</option>
              @for (other of at.others; track other.id) {
                <option [value]="other.login">{{ other.name }}（{{ other.login }}）</option>
              }
              <option [value]="new">其他人（发邀请）</option>
            </select>
          </yg-field>
        }
        @if (asksLogin()) {
          <yg-field label="对方的手机号或邮箱" hint="对方用它登录。还没有账号的，注册后就能看到邀请。">
            <input ygInput type="text" autocomplete="off" data-testid="member-login" [formField]="given.fields.login" />
          </yg-field>
        }
        @if (asksRole()) {
          <yg-field label="角色" hint="负责人管理成员并办理一切事项；经办人办理事项；查看只能看。">
            <select ygInput [formField]="given.fields.role" data-testid="member-role-choice">
              @for (role of roles; track role[0]) {
                <option [value]="role[0]">{{ role[1] }}</option>
              }
            </select>
          </yg-field>
        }
        @if (task()?.kind === 'remove') {
          <yg-field label="原因">
            <textarea ygInput rows="3" [formField]="given.fields.reason"></textarea>
          </yg-field>
        }
      </form>
      <ng-container dialogActions>
        <button type="button" class="yg-button" (click)="closed.emit()">取消</button>
        <button
          type="submit"
          class="yg-button"
          [class.yg-button--alarm]="words().destructive"
          [class.yg-button--main]="!words().destructive"
          form="member-form"
          data-testid="member-submit"
          [disabled]="given.busy()"
        >
          {{ words().action }}
        </button>
      </ng-container>
    </yg-dialog>
  `,
})
export class MemberDialogComponent {
  private readonly api = inject(ApiClient);
  private readonly toast = inject(Toast);
  readonly task = input.required<MemberTask | null>();
  /** The members as they are afterwards. */
  readonly done = output<MemberList>();
  readonly closed = output<void>();

  protected readonly roles = Object.entries(MEMBER_ROLES);
  protected readonly new = NEW;
  protected readonly handOver = computed(() => {
    const task = this.task();
    return task?.kind === 'handOver' ? task : null;
  });
  protected readonly asksRole = computed(() => this.task()?.kind === 'invite' || this.task()?.kind === 'role');
  private readonly model = signal({ login: '', role: 'clerk' as MemberRole, successor: '', reason: '' });
  protected readonly asksLogin = computed(
    () => this.task()?.kind === 'invite' || (this.handOver() !== null && this.model().successor === NEW),
  );
  protected readonly given = contractForm(() => routeOf(this.task()), this.model, {
    body: ({ login, role, successor, reason }): Draft<RouteBody<MemberRoute>> => {
      const task = this.task()?.kind;
      if (task === 'role') return { role };
      if (task === 'remove') return { reason };
      return task === 'invite' ? { login, role } : { login: successor === NEW ? login : successor };
    },
    rules: (path) =>
      validate(path.successor, ({ value }) =>
        this.handOver() && value() === '' ? { kind: 'wrong', message: '请选择由谁接任' } : undefined,
      ),
  });
  protected readonly words = computed(() => wordsOf(this.task(), this.asksLogin()));

  constructor() {
    effect(() => {
      const task = this.task();
      if (!task) return;
      untracked(() => {
        const role = task.kind === 'role' ? task.member.role : 'clerk';
        const successor = task.kind === 'handOver' && task.others.length === 0 ? NEW : '';
        this.given.reset({ login: '', role, successor, reason: '' });
      });
    });
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    const task = this.task();
    if (!task) return;
    await this.given.send(async (sent) => {
      const list = await this.act(task, sent);
      this.toast.say(this.words().said);
      this.done.emit(list);
    }, task);
  }

  /** The body is that of the task's route. */
  private act(task: MemberTask, { body, idempotencyKey }: Sent<MemberRoute>): Promise<MemberList> {
    if (task.kind === 'invite')
      return this.api.call('inviteMember', { body: body as RouteBody<'inviteMember'>, idempotencyKey });
    const params = { id: task.member.id };
    if (task.kind === 'role')
      return this.api.call('changeMemberRole', { params, body: body as RouteBody<'changeMemberRole'> });
    if (task.kind === 'remove')
      return this.api.call('removeMember', { params, body: body as RouteBody<'removeMember'> });
    return this.api.call('handOver', { params, body: body as RouteBody<'handOver'> });
  }
}

type MemberRoute = 'inviteMember' | 'changeMemberRole' | 'removeMember' | 'handOver';
const ROUTES: Readonly<Record<MemberTask['kind'], MemberRoute>> = {
  invite: 'inviteMember',
  role: 'changeMemberRole',
  remove: 'removeMember',
  handOver: 'handOver',
};
const routeOf = (task: MemberTask | null): MemberRoute | null => (task ? ROUTES[task.kind] : null);

interface Words {
  readonly heading: string;
  /** What will happen, and to whom. */
  readonly intro: string;
  readonly action: string;
  readonly said: string;
  readonly destructive: boolean;
}

function wordsOf(task: MemberTask | null, toNew: boolean): Words {
  if (!task || task.kind === 'invite')
    return {
      heading: '邀请成员',
      intro: '对方收到邀请、验证手机号或邮箱并接受后，才成为本单位成员。',
      action: '发送邀请',
      said: '邀请已发出',
      destructive: false,
    };
  const { name, role } = task.member;
  const place = MEMBER_ROLES[role];
  if (task.kind === 'role')
    return {
      heading: `更改${name}的角色`,
      intro: `现在是${place}。改后立即生效。`,
      action: '更改角色',
      said: '角色已更改',
      destructive: false,
    };
  if (task.kind === 'remove')
    return {
      heading: `移出${name}`,
      intro: `${name}（${place}）立即不能再办理本单位的事。已办的事不受影响。`,
      action: '移出 1 位成员',
      said: `${name}已不是本单位成员`,
      destructive: true,
    };
  return {
    heading: `交接${name}的工作`,
    intro: toNew
      ? `接任者接受邀请后担任${place}，${name}同时离开本单位。在此之前一切照旧。`
      : `接任者立即担任${place}，${name}同时离开本单位，不能再办理本单位的事。`,
    action: toNew ? '发送交接邀请' : '完成交接',
    said: toNew ? '交接邀请已发出' : '交接完成',
    destructive: !toNew,
  };
}
