import { Component, inject, signal } from '@angular/core';
import { FormField } from '@angular/forms/signals';
import { Router } from '@angular/router';
import { CANTEEN_KINDS, type CanteenKind } from '@yigou/contracts/labels';
import { ApiClient } from '@yigou/web-data';
import { contractForm, FieldComponent, FieldInputDirective } from '@yigou/web-ui';
import { NzAlertComponent } from 'ng-zorro-antd/alert';
import { NzButtonComponent } from 'ng-zorro-antd/button';
import { NzInputDirective } from 'ng-zorro-antd/input';
import { NzOptionComponent, NzSelectComponent } from 'ng-zorro-antd/select';
import { Session } from '../../identity/session';
import { RegionSelect } from '../../shared/region-select';
import { UnitSelect } from '../../shared/unit-select';

interface NewUnit {
  readonly name: string;
  readonly creditCode: string;
  readonly regionCode: string | null;
  readonly parentId: string | null;
  readonly canteen: CanteenKind;
}

/** Registers a budget unit for whoever is signed in, and leads to its year. */
@Component({
  selector: 'yg-register-unit',
  imports: [
    FieldComponent,
    FieldInputDirective,
    FormField,
    NzAlertComponent,
    NzButtonComponent,
    NzInputDirective,
    NzOptionComponent,
    NzSelectComponent,
    RegionSelect,
    UnitSelect,
  ],
  template: `
    <form
      novalidate
      (submit)="$event.preventDefault(); register()"
      aria-label="登记预算单位"
      data-testid="register-unit"
    >
      @if (form.problem()) {
        <nz-alert nzType="error" nzShowIcon [nzMessage]="form.problem()" role="alert" />
      }
      <yg-field label="单位名称" hint="照统一社会信用代码证书上的全称填写。">
        <input nz-input ygInput [formField]="form.fields.name" data-testid="unit-name" />
      </yg-field>
      <yg-field label="统一社会信用代码" hint="18 位，机关、事业单位的证书上都有。">
        <input
          nz-input
          ygInput
          autocapitalize="characters"
          spellcheck="false"
          [formField]="form.fields.creditCode"
          data-testid="unit-credit-code"
        />
      </yg-field>
      <yg-field label="所在地" hint="可输入县名、拼音或首字母。">
        <yg-region-select ygInput [formField]="form.fields.regionCode" />
      </yg-field>
      <yg-field
        label="主管单位"
        [optional]="true"
        hint="审核本单位填报的上级单位，经对方同意后才能填报；没有就留空，填报直接报财政部门。"
      >
        <yg-unit-select ygInput [formField]="form.fields.parentId" />
      </yg-field>
      <yg-field label="食堂">
        <nz-select ygInput [formField]="form.fields.canteen" data-testid="unit-canteen">
          @for (one of canteens; track one[0]) {
            <nz-option [nzValue]="one[0]" [nzLabel]="one[1]" />
          }
        </nz-select>
      </yg-field>
      <button nz-button nzType="primary" nzBlock [nzLoading]="form.busy()" data-testid="register-unit-submit">
        登记
      </button>
    </form>
  `,
  styles: `
    form {
      display: grid;
      gap: 16px;
    }
  `,
})
export class RegisterUnit {
  private readonly api = inject(ApiClient);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  protected readonly canteens = Object.entries(CANTEEN_KINDS);
  private readonly unit = signal<NewUnit>({
    name: '',
    creditCode: '',
    regionCode: null,
    parentId: null,
    canteen: 'own',
  });
  protected readonly form = contractForm('registerUnit', this.unit, {
    blames: { credit_code_taken: 'creditCode', unit_parent_unknown: 'parentId' },
  });

  protected async register(): Promise<void> {
    const sent = await this.form.send(async (given) => {
      const { unitId } = await this.api.call('registerUnit', given);
      await this.session.reload();
      this.session.work(unitId);
    });
    if (sent) await this.router.navigateByUrl('/agency/share');
  }
}
