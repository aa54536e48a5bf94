import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Modal, ModalActions } from './modal';
import { ModalHarness } from './testing/modal.harness';

@Component({
  selector: 'yg-asks',
  imports: [Modal, ModalActions],
  template: `
    @if (open()) {
      <yg-modal heading="调整库存" [keepsInput]="keeps()" (closed)="close()">
        <p>现有 12</p>
        @if (true) {
          <input />
        }
        <ng-container modalActions><button type="button">确认调整</button></ng-container>
      </yg-modal>
    }
    @if (looks()) {
      <yg-modal heading="佐证材料" (closed)="close()">第 1 页</yg-modal>
    }
  `,
})
class Asks {
  readonly open = signal(true);
  readonly looks = signal(false);
  readonly keeps = signal(false);
  closings = 0;
  close(): void {
    this.closings++;
    this.open.set(false);
  }
}

describe('the dialog of the console', () => {
  let fixture: ComponentFixture<Asks>;
  const modals = () => TestbedHarnessEnvironment.documentRootLoader(fixture).getAllHarnesses(ModalHarness);
  const modal = async () => {
    const [one] = await modals();
    if (!one) throw new Error('no dialog');
    return one;
  };

  beforeEach(() => {
    fixture = TestBed.createComponent(Asks);
  });

  it('is a dialog with its heading as its name, its content and its buttons', async () => {
    const one = await modal();
    expect(await one.heading()).toBe('调整库存');
    expect([await one.role(), await one.name()]).toEqual(['dialog', '调整库存']);
    expect(await one.content()).toBe('现有 12');
    expect(await one.actions()).toBe('确认调整');
  });

  it('has no foot where nothing is to be done', async () => {
    fixture.componentInstance.open.set(false);
    fixture.componentInstance.looks.set(true);
    expect(await (await modal()).actions()).toBeNull();
  });

  it('says once that the person closes it, at its cross, which is named in Chinese', async () => {
    const one = await modal();
    expect(await one.nameOfCross()).toBe('关闭');
    await one.close();
    expect(fixture.componentInstance.closings).toBe(1);
  });

  it('is closed by a click beside it, unless that would throw away what was typed', async () => {
    fixture.componentInstance.keeps.set(true);
    await (await modal()).clickBeside();
    expect(fixture.componentInstance.closings).toBe(0);
    fixture.componentInstance.keeps.set(false);
    await (await modal()).clickBeside();
    expect(fixture.componentInstance.closings).toBe(1);
  });
});
