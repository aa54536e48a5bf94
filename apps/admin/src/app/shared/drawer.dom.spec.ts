import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { Component, signal } from '@angular/core';
import { type ComponentFixture, TestBed } from '@angular/core/testing';
import { By } from '@angular/platform-browser';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { NzDrawerComponent } from 'ng-zorro-antd/drawer';
import { Drawer } from './drawer';
import { DrawerHarness } from './testing/drawer.harness';

@Component({
  selector: 'yg-list',
  imports: [Drawer],
  template: `<yg-drawer [open]="open()" [bare]="bare()" heading="订单 88" (closed)="close()">已付款</yg-drawer>`,
})
class List {
  readonly open = signal(true);
  readonly bare = signal(false);
  closings = 0;
  close(): void {
    this.closings++;
    this.open.set(false);
  }
}

describe('the drawer of the console', () => {
  let fixture: ComponentFixture<List>;
  const drawer = () => TestbedHarnessEnvironment.documentRootLoader(fixture).getHarness(DrawerHarness);

  beforeEach(() => {
    fixture = TestBed.createComponent(List);
  });

  it('is to a screen reader a dialog under its heading', async () => {
    const one = await drawer();
    expect(await one.isOpen()).toBe(true);
    expect([await one.role(), await one.name()]).toEqual(['dialog', '订单 88']);
    expect(await one.content()).toContain('已付款');
  });

  it('closes at its cross, which is named in Chinese', async () => {
    const one = await drawer();
    expect(await one.nameOfCross()).toBe('关闭');
    await one.close();
    expect(fixture.componentInstance.closings).toBe(1);
    expect(await one.isOpen()).toBe(false);
  });

  it('comes bare from the left for the navigation, and keeps its name', async () => {
    fixture.componentInstance.bare.set(true);
    const one = await drawer();
    expect(await one.isLeft()).toBe(true);
    expect(await one.nameOfCross()).toBeNull();
    expect(await one.name()).toBe('订单 88');
  });

  it('is as wide as it says, and never wider than the window is at the moment', () => {
    fixture.detectChanges();
    const { nzWidth } = fixture.debugElement.query(By.directive(NzDrawerComponent))
      .componentInstance as NzDrawerComponent;
    expect(nzWidth).toBe('min(640px, 100vw)');
  });
});
