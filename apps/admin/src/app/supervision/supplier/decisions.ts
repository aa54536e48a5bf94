import { Component, inject, signal } from '@angular/core';
import type { SanctionView } from '@yigou/contracts';
import { APPEAL_STATUSES, SANCTION_KINDS, SANCTION_STATUSES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { EvidenceListComponent, Fact, FactList } from '@yigou/web-ui';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzSkeletonComponent } from 'ng-zorro-antd/skeleton';
import { Session } from '../../identity/session';
import { dueTone, dueWords } from '../../shared/deadlines';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { formatTime } from '../../shared/format';
import { LoadError } from '../../shared/load-error';
import { PageHeader } from '../../shared/page-header';
import { lastWorkingDay } from '../../shared/since';
import { StatusTag } from '../../shared/status-tag';
import { APPEAL_TONES, SANCTION_TONES } from '../../shared/tones';
import { courseWords } from '../course-words';
import { appealConfig } from './appeal';

/** Decisions against this supplier with their reasons and terms, and what came of its appeals. */
@Component({
  selector: 'yg-supplier-decisions',
  imports: [
    EvidenceListComponent,
    Fact,
    FactList,
    FormDialog,
    LoadError,
    NzButtonComponent,
    NzSkeletonComponent,
    PageHeader,
    StatusTag,
  ],
  templateUrl: './decisions.html',
  styleUrl: '../../shared/column.css',
})
export class SupplierDecisions {
  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  protected readonly list = apiResource('listSupplierSanctions');
  protected readonly dialog = signal<FormConfig | null>(null);
  protected readonly kinds = SANCTION_KINDS;
  protected readonly statuses = { sanction: SANCTION_STATUSES, appeal: APPEAL_STATUSES };
  protected readonly tones = { sanction: SANCTION_TONES, appeal: APPEAL_TONES };
  protected readonly time = formatTime;
  protected readonly courseWords = courseWords;
  protected readonly due = dueWords;
  protected readonly lastWorkingDay = lastWorkingDay;
  protected readonly dueTone = dueTone;

  protected appeal(one: SanctionView): void {
    const words = `${SANCTION_KINDS[one.kind]}${one.certificateNumber ? ` ${one.certificateNumber}` : ''}`;
    const against = { sanctionId: one.id, applicationId: null, words, again: one.appealId !== null };
    this.dialog.set(appealConfig(this.api, against, () => this.list.reload()));
  }
}
