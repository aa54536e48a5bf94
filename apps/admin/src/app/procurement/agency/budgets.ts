import { Component, computed, inject, input, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { RouteResponse } from '@yigou/contracts';
import { BUDGET_KINDS, BUDGET_REACHES } from '@yigou/contracts/labels';
import { ApiClient, apiResource } from '@yigou/web-data';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { Session } from '../../identity/session';
import { dayAhead } from '../../shared/deadlines';
import { Drawer } from '../../shared/drawer';
import type { FormConfig } from '../../shared/form-dialog/form';
import { FormDialog } from '../../shared/form-dialog/form-dialog';
import { formatMoney } from '../../shared/format';
import { PageHeader } from '../../shared/page-header';
import { RecordPage, RecordTemplate } from '../../shared/record';
import { BudgetHistory } from './budget-history';
import { BudgetPledges } from './budget-pledges';
import { ceilingForm, openForm } from './budget-forms';

type Budget = RouteResponse<'listBudgets'>['own'][number];

/** Procurement budgets of the own unit and year, 采购预算: what is encumbered, spent and left, and what units above allow. */
@Component({
  selector: 'yg-budgets',
  imports: [
    BudgetHistory,
    BudgetPledges,
    Drawer,
    FormDialog,
    NzButtonComponent,
    PageHeader,
    RecordPage,
    RecordTemplate,
    RouterLink,
  ],
  templateUrl: './budgets.html',
  styleUrls: ['../../shared/column.css', './own-share.css'],
})
export class Budgets {
  /** From the address; this year where it says none. */
  readonly year = input<string>();

  private readonly api = inject(ApiClient);
  protected readonly session = inject(Session);
  private readonly thisYear = Number(dayAhead(0).slice(0, 4));
  protected readonly years = [this.thisYear - 1, this.thisYear, this.thisYear + 1];
  protected readonly shown = computed(() => {
    const year = this.year() ?? '';
    return /^2\d{3}$/.test(year) ? Number(year) : this.thisYear;
  });
  protected readonly data = apiResource('listBudgets', () => ({ query: { year: this.shown() } }));
  protected readonly manages = computed(() => this.session.may('openBudget') && !!this.data.latest()?.may.manage);
  protected readonly dialog = signal<FormConfig | null>(null);
  /** The budget whose history is looked at. */
  protected readonly opened = signal<string | null>(null);
  protected readonly kinds = BUDGET_KINDS;
  protected readonly reaches = BUDGET_REACHES;
  protected readonly money = formatMoney;

  protected add(): void {
    this.dialog.set(openForm(this.api, this.shown()));
  }

  protected change(budget: Budget): void {
    this.dialog.set(ceilingForm(this.api, budget));
  }

  protected closed(done: boolean): void {
    this.dialog.set(null);
    if (done) this.data.reload();
  }
}
