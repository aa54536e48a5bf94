import { Component, computed, input, model, signal } from '@angular/core';
import type { RouteResponse } from '@yigou/contracts';
import { type ApiResource, apiResource } from '@yigou/web-data';
import { LoadError } from '../../shared/load-error';

/** Province, prefecture, county in three steps; only the 832 counties, and what lies above them (domain R14). */
@Component({
  selector: 'yg-county-picker',
  imports: [LoadError],
  template: `
    @if (provinces.error(); as error) {
      <yg-load-error [error]="error" (retry)="provinces.reload()" />
    }
    <fieldset [class.is-wrong]="error()">
      <legend>所在县（市、区）</legend>
      <div class="steps">
        @for (step of steps(); track step.label) {
          <select
            class="ant-input"
            [attr.aria-label]="step.label"
            [disabled]="step.options.length === 0"
            [value]="step.value"
            (change)="step.choose($any($event.target).value)"
            [attr.data-testid]="step.testId"
          >
            <option value="">{{ step.label }}</option>
            @for (region of step.options; track region.code) {
              <option [value]="region.code" [selected]="region.code === step.value">{{ region.name }}</option>
            }
          </select>
        }
      </div>
      @if (error()) {
        <p class="error" role="alert">{{ error() }}</p>
      } @else {
        <p class="hint">只列出 832 个国家级贫困县。找不到说明所在县不在名单内。</p>
      }
    </fieldset>
  `,
  styles: `
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      width: auto;
      margin: 0 0 4px;
      border: 0;
      font-size: 14px;
      font-weight: 500;
    }
    .steps {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(120px, 1fr));
      gap: 8px;
    }
    select {
      height: 36px;
      min-width: 0;
    }
    .is-wrong select {
      border-color: var(--color-alarm);
    }
    p {
      margin: 4px 0 0;
      font-size: 12px;
      line-height: 18px;
      color: var(--color-muted);
    }
    .error {
      color: var(--color-alarm);
    }
    @media (max-width: 720px) {
      .steps {
        grid-template-columns: minmax(0, 1fr);
      }
      select {
        height: 44px;
      }
    }
  `,
})
export class CountyPicker {
  /** Code of the county. */
  readonly value = model<string | null>(null);
  readonly error = input('');

  private readonly province = signal('');
  private readonly prefecture = signal('');
  protected readonly provinces = apiResource('listRegions', () => ({ query: {} }));
  private readonly prefectures = apiResource('listRegions', () => below(this.province()));
  private readonly counties = apiResource('listRegions', () => below(this.prefecture()));

  protected readonly steps = computed(() => [
    {
      label: '省（自治区、直辖市）',
      testId: 'county-province',
      options: poorOf(this.provinces),
      value: this.province(),
      choose: (code: string) => {
        this.province.set(code);
        this.prefecture.set('');
        this.value.set(null);
      },
    },
    {
      label: '市（州）',
      testId: 'county-prefecture',
      options: this.province() ? poorOf(this.prefectures) : [],
      value: this.prefecture(),
      choose: (code: string) => {
        this.prefecture.set(code);
        this.value.set(null);
      },
    },
    {
      label: '县（市、区）',
      testId: 'county-county',
      options: this.prefecture() ? poorOf(this.counties) : [],
      value: this.value() ?? '',
      choose: (code: string) => this.value.set(code || null),
    },
  ]);
}

const below = (parent: string) => (parent ? { query: { parent } } : undefined);

/** What another place is made of is not offered while this one's is on its way. */
const poorOf = (regions: ApiResource<RouteResponse<'listRegions'>>) =>
  regions.isLoading() || !regions.hasValue() ? [] : regions.value().items.filter((region) => region.poverty);
