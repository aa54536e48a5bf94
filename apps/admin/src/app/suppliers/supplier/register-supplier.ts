import { Component, computed, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { CREDIT_CODE_LENGTH, creditCodeProblem, SUPPLIER_KINDS, type SupplierKind } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { contractForm, errorOf, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Session } from '../../identity/session';
import { CountyPicker } from './county-picker';

const EXPLAINED: Record<SupplierKind, string> = {
  cooperative: '农民专业合作社，有营业执照',
  enterprise: '在县里注册、在县里生产的公司',
  workshop: '设在村里、吸纳贫困户就业的车间',
  family_farm: '登记过的家庭农场',
  village_collective: '村集体经济组织（股份经济合作社）',
};

/** Registers an organisation for whoever is signed in, and leads to its file. */
@Component({
  selector: 'yg-register-supplier',
  imports: [
    CountyPicker,
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
  ],
  templateUrl: './register-supplier.html',
  styleUrls: ['../../shared/column.css', './register-supplier.css'],
})
export class RegisterSupplier {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly router = inject(Router);

  protected readonly kinds = (Object.entries(SUPPLIER_KINDS) as [SupplierKind, string][]).map(([code, label]) => ({
    code,
    label,
    note: EXPLAINED[code],
  }));
  private readonly model = signal({
    kind: 'cooperative' as SupplierKind,
    name: '',
    creditCode: '',
    countyCode: null as string | null,
    township: '',
  });
  protected readonly form = contractForm('registerSupplier', this.model, {
    body: (typed) => ({ ...typed, creditCode: compact(typed.creditCode) }),
  });
  private readonly typedCode = computed(() => compact(this.model().creditCode));
  /** A letter that cannot stand in it is named while it is typed, before anybody has finished. */
  protected readonly codeError = computed(() => creditCodeProblem(this.typedCode()) || undefined);
  protected readonly codeHint = computed(() => {
    const left = CREDIT_CODE_LENGTH - this.typedCode().length;
    if (!this.typedCode()) return `营业执照上的 ${CREDIT_CODE_LENGTH} 位“统一社会信用代码”。`;
    return left > 0 ? `还差 ${left} 位。` : `已满 ${CREDIT_CODE_LENGTH} 位，提交时核对校验码。`;
  });
  protected readonly countyError = computed(() => errorOf(this.form.fields.countyCode(), '请选择所在的县') ?? '');

  protected async register(event: Event): Promise<void> {
    event.preventDefault();
    const registered = await this.form.send(async (given) => {
      const { supplierId } = await this.api.call('registerSupplier', given);
      await this.session.reload();
      this.session.work(supplierId);
    });
    if (registered) await this.router.navigateByUrl('/supplier/file');
  }
}

/** As it is stored: people write it in groups and in small letters. */
const compact = (typed: string): string => typed.replace(/\s/g, '').toUpperCase();
