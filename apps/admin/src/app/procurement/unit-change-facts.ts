import { Component, computed, input } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { UNIT_CHANGE_STATUSES } from '@yigou/contracts/labels';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { formatTime } from '../shared/format';
import { StatusTag } from '../shared/status-tag';
import { CHANGE_TONES } from './tones';
import { CHANGE_FIELDS, changeWords } from './unit-change-forms';

type Change = RouteResponse<'listUnitChanges'>['items'][number];

/** What a unit reported of itself, with its document, and what became of it. */
@Component({
  selector: 'yg-unit-change-facts',
  imports: [EvidenceListComponent, Fact, FactList, StatusTag],
  template: `
    <yg-facts>
      <ng-template ygFact="状态">
        <yg-status
          [label]="statuses[change().status]"
          [tone]="tones[change().status]"
          data-testid="unit-change-status"
        />
      </ng-template>
      <ng-template ygFact="变动">{{ words() }}</ng-template>
      <ng-template ygFact="生效日期">
        {{ change().effectiveOn }}
        @if (change().status === 'waiting' && !change().due) {
          <span class="muted">还没有到日，到日才能办理</span>
        }
      </ng-template>
      @if (change().proof; as file) {
        <ng-template ygFact="证明文件"><yg-evidence-list [files]="[file]" /></ng-template>
      }
      @if (change().remark) {
        <ng-template ygFact="说明">{{ change().remark }}</ng-template>
      }
      <ng-template ygFact="报告">{{ change().reportedBy ?? '—' }}，{{ time(change().reportedAt) }}</ng-template>
      @if (change().decidedAt; as decidedAt) {
        <ng-template ygFact="办理">{{ change().decidedBy }}，{{ time(decidedAt) }}</ng-template>
      }
      @if (change().reason) {
        <ng-template ygFact="原因">{{ change().reason }}</ng-template>
      }
      @for (note of notes(); track note.field) {
        <ng-template [ygFact]="'“' + note.field + '”要改'">{{ note.words }}</ng-template>
      }
    </yg-facts>
  `,
})
export class UnitChangeFacts {
  readonly change = input.required<Change>();

  protected readonly words = computed(() => changeWords(this.change()));
  protected readonly notes = computed(() =>
    Object.entries(this.change().fieldNotes).map(([key, words]) => ({
      field: key in CHANGE_FIELDS ? CHANGE_FIELDS[key as keyof typeof CHANGE_FIELDS] : key,
      words,
    })),
  );
  protected readonly statuses = UNIT_CHANGE_STATUSES;
  protected readonly tones = CHANGE_TONES;
  protected readonly time = formatTime;
}
