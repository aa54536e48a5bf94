import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Fact, FactList } from './facts';
import { FactListHarness } from './testing/facts.harness';

@Component({
  selector: 'yg-record-of-tea',
  imports: [Fact, FactList],
  template: `
    <yg-facts layout="sums">
      <ng-template ygFact="商品">{{ goods() }}</ng-template>
      @if (discount(); as off) {
        <ng-template ygFact="优惠">−{{ off }}</ng-template>
      }
      @for (refund of refunds(); track refund) {
        <ng-template ygFact="退款">{{ refund }}</ng-template>
      }
      <ng-template ygFact="运费" note="满 99 元包邮">
        免运费
        <yg-facts><ng-template ygFact="承运">顺丰</ng-template></yg-facts>
      </ng-template>
      <ng-template ygFact="合计" strong>{{ goods() }}</ng-template>
    </yg-facts>
  `,
})
class RecordOfTea {
  readonly goods = signal(80);
  readonly discount = signal<number | null>(null);
  readonly refunds = signal<readonly number[]>([]);
}

describe('a list of facts', () => {
  let fixture: ComponentFixture<RecordOfTea>;
  const lists = () => TestbedHarnessEnvironment.loader(fixture).getAllHarnesses(FactListHarness);
  const terms = async () => (await (await lists())[0]?.facts())?.map(([term]) => term);

  beforeEach(() => {
    fixture = TestBed.createComponent(RecordOfTea);
  });

  it('is a description list: each term with its description, in the order in which they are written', async () => {
    const [list] = await lists();
    expect(await list?.facts()).toEqual([
      ['商品', '80'],
      ['运费 满 99 元包邮', expect.stringContaining('免运费')],
      ['合计', '80'],
    ]);
    const element = fixture.nativeElement as HTMLElement;
    expect([...element.querySelectorAll('yg-facts > dl > *')].every((child) => child.tagName === 'DIV')).toBe(true);
  });

  it('follows what comes and goes, in its place', async () => {
    fixture.componentInstance.discount.set(5);
    fixture.componentInstance.refunds.set([1, 2]);
    expect(await terms()).toEqual(['商品', '优惠', '退款', '退款', '运费 满 99 元包邮', '合计']);
    fixture.componentInstance.discount.set(null);
    fixture.componentInstance.refunds.set([2]);
    expect(await terms()).toEqual(['商品', '退款', '运费 满 99 元包邮', '合计']);
  });

  it('keeps a list within a description for itself', async () => {
    expect(await (await lists())[1]?.facts()).toEqual([['承运', '顺丰']]);
  });

  it('lets the total stand out, and says how it is laid out', async () => {
    const [list] = await lists();
    expect(await list?.strong()).toEqual(['合计']);
    expect(await list?.layout()).toBe('sums');
  });
});
