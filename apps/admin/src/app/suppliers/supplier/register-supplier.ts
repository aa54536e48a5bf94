import { Component, computed, inject, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { SUPPLIER_KINDS, type SupplierKind } from '@yigou/contracts/labels';
import { ApiClient, toApiError } from '@yigou/web-data';
import { guardLeaving } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { Session } from '../../identity/session';
import { Field, FieldControl } from '../../shared/field';
import { CountyPicker } from './county-picker';
import { creditCodeLeft, creditCodeProblem } from './credit-code';

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
  imports: [CountyPicker, Field, FieldControl, FormsModule, NzAlertComponent, NzButtonComponent, NzInputDirective],
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
  protected readonly kind = signal<SupplierKind>('cooperative');
  protected readonly name = signal('');
  protected readonly creditCode = signal('');
  protected readonly countyCode = signal<string | null>(null);
  protected readonly township = signal('');
  protected readonly busy = signal(false);
  protected readonly failure = signal('');
  protected readonly errors = signal<Readonly<Record<string, string>>>({});

  protected readonly codeError = computed(() => creditCodeProblem(this.creditCode()) || this.errors()['creditCode']);
  protected readonly codeHint = computed(() => {
    const left = creditCodeLeft(this.creditCode());
    if (!this.creditCode()) return '营业执照上的 18 位“统一社会信用代码”。';
    return left > 0 ? `还差 ${left} 位。` : '已满 18 位，提交时核对校验码。';
  });

  constructor() {
    guardLeaving(computed(() => !this.busy() && !!(this.name() || this.creditCode() || this.township())));
  }

  protected typeCode(typed: string): void {
    this.creditCode.set(typed.toUpperCase().replace(/\s/g, ''));
    this.errors.update(({ creditCode: _gone, ...rest }) => rest);
  }

  protected async register(): Promise<void> {
    const errors = this.check();
    this.errors.set(errors);
    this.failure.set('');
    const countyCode = this.countyCode();
    if (Object.keys(errors).length > 0 || !countyCode) return;
    this.busy.set(true);
    try {
      const { supplierId } = await this.api.call('registerSupplier', {
        body: {
          kind: this.kind(),
          name: this.name().trim(),
          creditCode: this.creditCode(),
          countyCode,
          township: this.township().trim(),
        },
      });
      await this.session.reload();
      this.session.work(supplierId);
      await this.router.navigateByUrl('/supplier/file');
    } catch (error) {
      const refused = toApiError(error);
      this.errors.set(refused.code === 'credit_code_taken' ? { creditCode: refused.message } : refused.fields);
      if (Object.keys(this.errors()).length === 0) this.failure.set(refused.message);
    } finally {
      this.busy.set(false);
    }
  }

  private check(): Record<string, string> {
    const errors: Record<string, string> = {};
    if (this.name().trim().length < 2) errors['name'] = '请填写营业执照上的全称';
    if (creditCodeLeft(this.creditCode()) > 0) errors['creditCode'] = '请填写 18 位统一社会信用代码';
    if (creditCodeProblem(this.creditCode())) errors['creditCode'] = creditCodeProblem(this.creditCode());
    if (!this.countyCode()) errors['countyCode'] = '请选择所在的县';
    if (!this.township().trim()) errors['township'] = '请填写乡镇';
    return errors;
  }
}
