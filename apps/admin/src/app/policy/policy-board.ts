import { Component, computed, inject, input, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { POLICY_AUTHORITY, type PolicyAuthority, type PolicyName, setsPolicy } from '@yigou/contracts/labels';
import type { RouteId } from '@yigou/contracts/paths';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../identity/session';
import { dayAhead } from '../shared/deadlines';
import { formatTime } from '../shared/format';
import { type FormConfig, sendsTo } from '../shared/form-dialog/form';
import { FormDialog } from '../shared/form-dialog/form-dialog';
import { LoadError } from '../shared/load-error';
import { PageHeader } from '../shared/page-header';
import { StatusTag } from '../shared/status-tag';
import { historyOf, inForceFor, type PolicyRow } from './in-force';
import { checkValue, labelOf, POLICY_GROUPS, policyBody, valueFields, valueWords } from './policy-values';

/** Reading and setting parameters, as a kind of organisation calls it. */
export interface PolicyRoutes {
  readonly list: Extract<RouteId, `list${string}Policies`>;
  readonly set: Extract<RouteId, `set${string}Policy`>;
  readonly decide: Extract<RouteId, `decide${string}Proposal`>;
}
type Proposal = RouteResponse<'listPolicies'>['proposals'][number];

/** Numbers and lists that differ by region, category and time, with who set them and on what ground. */
@Component({
  selector: 'yg-policy-board',
  imports: [FormDialog, LoadError, NzButtonComponent, NzSkeletonComponent, PageHeader, StatusTag],
  templateUrl: './policy-board.html',
  styleUrl: './policy-board.css',
})
export class PolicyBoard {
  /** Each kind of organisation has the parameters that it sets. */
  readonly setBy = input.required<PolicyAuthority['setBy']>();
  readonly routes = input.required<PolicyRoutes>();

  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly data = apiResource(() => this.routes().list);
  private readonly categories = apiResource('listCategories');
  private readonly names = computed(
    () => new Map(this.categories.latest()?.items.map((one) => [one.slug, one.name]) ?? []),
  );
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly time = formatTime;
  protected readonly label = labelOf;
  protected readonly words = valueWords;

  protected readonly groups = computed(() => {
    const rows = this.data.hasValue() ? this.data.value().items : null;
    if (!rows) return null;
    const prefix = this.session.seat()?.regionPrefix ?? '';
    const setBy = this.setBy();
    return POLICY_GROUPS.filter(({ names }) => names.every((name) => POLICY_AUTHORITY[name].setBy === setBy)).map(
      ({ label, names }) => ({
        label,
        cards: names.map((name) => ({
          name,
          /** The API refuses everybody else. */
          mayEdit: this.maySet(name),
          current: inForceFor(rows, name, prefix),
          history: historyOf(rows, name),
        })),
      }),
    );
  });

  protected readonly proposals = computed(() => (this.data.hasValue() ? this.data.value().proposals : []));

  /** Managers of the offices that the parameter names; of those for the whole country the nation's alone. */
  private maySet(name: PolicyName): boolean {
    return this.session.may(this.routes().set) && this.isOf(name);
  }

  protected mayDecide(proposal: Proposal): boolean {
    return this.session.may(this.routes().decide) && this.isOf(proposal.name);
  }

  /** Whether the parameter is one that offices of this level set. */
  private isOf(name: PolicyName): boolean {
    const seat = this.session.seat();
    return seat !== null && setsPolicy(POLICY_AUTHORITY[name], { ...seat, level: seat.reviewLevel });
  }

  protected decide(proposal: Proposal, decision: 'confirm' | 'reject'): void {
    const confirm = decision === 'confirm';
    this.dialog.set({
      heading: `${confirm ? '确认' : '驳回'}放宽：${labelOf(proposal.name)}`,
      testId: 'policy-decision',
      intro: `${proposal.proposedBy} 提议改为 ${valueWords(proposal.name, proposal.value)}（${this.where(proposal)}）。依据：${proposal.source}`,
      fields: [{ key: 'reason', label: confirm ? '意见' : '理由', kind: 'area', max: 300 }],
      action: confirm ? '确认放宽' : '驳回',
      ...sendsTo(
        this.routes().decide,
        (values) => ({ decision, reason: values.text('reason') }),
        async ({ body }) => {
          this.data.set(await this.api.call(this.routes().decide, { params: { id: proposal.id }, body }));
          return confirm ? '已确认，新值按期生效。' : '已驳回，现行的值不变。';
        },
      ),
    });
  }

  protected where(row: Pick<PolicyRow, 'region' | 'category'>): string {
    const region = row.region?.path ?? '全国';
    if (row.category === null) return region;
    return `${region}，${this.names().get(row.category) ?? row.category}`;
  }

  /** Now, later, or over. */
  protected stateOf(row: PolicyRow): { label: string; tone: 'go' | 'run' | 'rest' } {
    if (row.inForce) return { label: '生效中', tone: 'go' };
    const later = row.effectiveFrom !== null && Date.parse(row.effectiveFrom) > Date.now();
    return later ? { label: '待生效', tone: 'run' } : { label: '已失效', tone: 'rest' };
  }

  protected edit(name: PolicyName, current: PolicyRow | undefined): void {
    const prefix = this.session.seat()?.regionPrefix ?? '';
    const label = labelOf(name);
    this.dialog.set({
      heading: label,
      testId: 'policy',
      intro: current
        ? `现行：${valueWords(name, current.value)}（${this.where(current)}）。新值只影响之后的办理，进行中的时限不变。`
        : '现在没有生效的值。',
      fields: [
        ...valueFields(name, current?.value),
        {
          key: 'regionCode',
          label: '适用地区',
          kind: 'region',
          optional: prefix === '',
          initial: prefix ? prefix.padEnd(6, '0') : '',
          hint: prefix ? '限辖区以内。' : '留空为全国。',
        },
        ...(this.setBy() === 'finance'
          ? []
          : [
              {
                key: 'category',
                label: '适用分类',
                kind: 'category',
                optional: true,
                hint: '留空为全部分类。',
              } as const,
            ]),
        { key: 'from', label: '从哪天起', kind: 'date', optional: true, hint: '留空立即生效。' },
        { key: 'source', label: '依据', kind: 'area', max: 300, hint: '文件名称和文号。' },
      ],
      check: (values) => ({
        ...checkValue(name, values),
        ...(values.text('from') && values.text('from') <= dayAhead(0) ? { from: '应在今天之后；立即生效请留空' } : {}),
      }),
      action: '设定',
      ...sendsTo(
        this.routes().set,
        (values) => policyBody(name, values),
        async (sent, values) => {
          const list = await this.api.call(this.routes().set, sent);
          this.data.set(list);
          const waits = list.proposals.some((one) => one.own && one.name === name);
          if (waits) return `“${label}”放宽须由另一人确认，确认后生效。`;
          const from = values.text('from');
          return `已设定“${label}”，${from ? `${from} ` : '现在'}起生效。`;
        },
        { effectiveFrom: 'from' },
      ),
    });
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.data.reload();
  }
}
