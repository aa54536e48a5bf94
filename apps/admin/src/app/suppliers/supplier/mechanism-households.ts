import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import type { MechanismView, RouteResponse } from '@yigou/contracts';
import { HOUSEHOLD_STATUSES, LINK_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, type Sent } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzMessageService } from 'ng-zorro-antd/message';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { LoadError } from '../../shared/load-error';
import { StatusTag } from '../../shared/status-tag';
import { LINK_TONES } from '../../shared/tones';
import { LINK_NOTES, linkConfig } from './mechanism-form';

type Link = RouteResponse<'listBenefitLinks'>['items'][number];

/** The households that one mechanism carries, masked. */
@Component({
  selector: 'yg-mechanism-households',
  imports: [FormDialog, LoadError, NzAlertComponent, NzButtonComponent, NzSkeletonComponent, StatusTag],
  template: `
    @if (failure()) {
      <nz-alert nzType="error" nzShowIcon [nzMessage]="failure()" role="alert" />
    }
    @if (first.error(); as error) {
      <yg-load-error [error]="error" (retry)="first.reload()" />
    } @else if (!first.hasValue()) {
      <nz-skeleton nzActive [nzTitle]="false" [nzParagraph]="{ rows: 3 }" />
    } @else {
      <ul>
        @for (link of links(); track link.id) {
          <li data-testid="benefit-link">
            <span class="who">
              <b>{{ link.household.nameMasked }}</b>
              <span class="muted">{{ link.household.idMasked }}</span>
              <span class="muted">
                {{ link.household.township }} {{ link.household.village }} · {{ link.household.people }} 人 ·
                {{ kinds[link.household.status] }}
              </span>
              @if (link.status === 'disputed') {
                <span class="late">户主有异议：{{ link.note || notes[link.status] }}</span>
              }
            </span>
            <yg-status [label]="statuses[link.status]" [tone]="tones[link.status]" />
            @if (session.may('unlinkHousehold')) {
              <button
                nz-button
                type="button"
                (click)="ask(link)"
                [attr.aria-label]="'解除与' + link.household.nameMasked + '的带动关系'"
                data-testid="unlink"
              >
                解除
              </button>
            }
          </li>
        } @empty {
          <li class="muted">还没有登记带动户。</li>
        }
      </ul>
      @if (next()) {
        <button nz-button type="button" [nzLoading]="more()" (click)="loadMore()">再看一些</button>
      }
      @if (session.may('linkHousehold') && !mechanism().ended) {
        <button nz-button nzType="primary" type="button" (click)="linking.set(true)" data-testid="link-open">
          登记带动户
        </button>
      }
    }
    @if (linking()) {
      <yg-form-dialog [config]="dialog" (closed)="linking.set(false)" />
    }
  `,
  styles: `
    :host {
      display: block;
      margin-top: 12px;
      padding-top: 12px;
      border-top: 1px solid var(--color-line);
    }
    ul {
      margin: 0 0 12px;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      padding: 8px 0;
      border-bottom: 1px solid var(--color-line);
    }
    .who {
      flex: 1 1 220px;
      min-width: 0;
    }
    .who > * {
      margin-right: 8px;
    }
    .late {
      display: block;
      color: var(--color-alarm);
    }
    button + button {
      margin-left: 8px;
    }
  `,
})
export class MechanismHouseholds {
  readonly mechanism = input.required<MechanismView>();
  readonly changed = output();

  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly message = inject(NzMessageService);
  protected readonly session = inject(Session);
  protected readonly kinds = HOUSEHOLD_STATUSES;
  protected readonly statuses = LINK_STATUSES;
  protected readonly tones = LINK_TONES;
  protected readonly notes = LINK_NOTES;

  private readonly id = linkedSignal(() => this.mechanism().id);
  protected readonly first = apiResource('listBenefitLinks', () => ({ params: { id: this.id() } }));
  protected readonly links = linkedSignal<readonly Link[]>(() =>
    this.first.hasValue() ? this.first.value().items : [],
  );
  protected readonly next = linkedSignal(() => (this.first.hasValue() ? this.first.value().nextCursor : null));
  protected readonly more = signal(false);
  protected readonly linking = signal(false);
  protected readonly failure = signal('');
  protected readonly dialog = linkConfig((sent) => this.link(sent));

  protected async loadMore(): Promise<void> {
    const cursor = this.next();
    if (!cursor) return;
    this.more.set(true);
    try {
      const page = await this.api.call('listBenefitLinks', { params: { id: this.id() }, query: { cursor, limit: 24 } });
      this.links.update((links) => [...links, ...page.items]);
      this.next.set(page.nextCursor);
    } catch (error) {
      this.failure.set(toApiError(error).message);
    } finally {
      this.more.set(false);
    }
  }

  private async link(sent: Sent<'linkHousehold'>): Promise<string> {
    const link = await this.api.call('linkHousehold', { params: { id: this.id() }, ...sent });
    this.links.update((links) => [link, ...links]);
    this.changed.emit();
    return `已登记${link.household.nameMasked}户，等户主确认。`;
  }

  protected async ask(link: Link): Promise<void> {
    const sure = await this.confirm.ask({
      heading: `解除与${link.household.nameMasked}户的带动关系？`,
      text: '以后的申请不再计算这一户，以前的记录保留。需要时可以再次登记。',
      action: '解除 1 户',
      destructive: true,
      keep: '取消',
    });
    if (sure) await this.unlink(link);
  }

  private async unlink(link: Link): Promise<void> {
    this.failure.set('');
    try {
      await this.api.call('unlinkHousehold', { params: { id: link.id } });
      this.links.update((links) => links.filter((one) => one.id !== link.id));
      this.message.success('已解除。');
      this.changed.emit();
    } catch (error) {
      this.failure.set(toApiError(error).message);
    }
  }
}
