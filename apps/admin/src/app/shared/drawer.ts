import {
  afterRenderEffect,
  booleanAttribute,
  Component,
  Directive,
  ElementRef,
  inject,
  input,
  output,
} from '@angular/core';
import { NzDrawerComponent, NzDrawerContentDirective } from 'ng-zorro-antd/drawer';

/** Makes the nz-modal or nz-drawer around it a dialog with a name and a way out in Chinese: the one names itself after nothing, the other is to a screen reader no dialog at all, and both say “Close”. */
@Directive({ selector: '[ygLayerName]' })
export class LayerName {
  readonly ygLayerName = input.required<string>();
  private readonly host: HTMLElement = inject(ElementRef).nativeElement;

  constructor() {
    afterRenderEffect(() => {
      const name = this.ygLayerName();
      const layer = this.host.closest('[role="dialog"], .ant-drawer-content');
      layer?.setAttribute('role', 'dialog');
      layer?.setAttribute('aria-modal', 'true');
      layer?.setAttribute('aria-label', name);
      layer?.querySelector('.ant-modal-close, .ant-drawer-close')?.setAttribute('aria-label', '关闭');
    });
  }
}

/** What comes in from the edge: the details of a row beside its list, or the navigation on a phone (`left`, `narrow`, without a heading of its own). Never wider than the window, also when that is turned or drawn smaller. */
@Component({
  selector: 'yg-drawer',
  imports: [LayerName, NzDrawerComponent, NzDrawerContentDirective],
  template: `
    <nz-drawer
      [nzVisible]="open()"
      [nzTitle]="bare() ? undefined : heading()"
      [nzClosable]="!bare()"
      [nzPlacement]="bare() ? 'left' : 'right'"
      [nzWidth]="'min(' + width() + 'px, 100vw)'"
      [nzBodyStyle]="bare() ? { padding: '0' } : {}"
      [nzCloseOnNavigation]="false"
      (nzOnClose)="closed.emit()"
    >
      <div *nzDrawerContent class="content" [ygLayerName]="heading()"><ng-content /></div>
    </nz-drawer>
  `,
  styles: `
    .content {
      height: 100%;
    }
  `,
})
export class Drawer {
  readonly open = input.required<boolean>();
  /** Names it, in its head and to a screen reader. */
  readonly heading = input.required<string>();
  /** In pixels. */
  readonly width = input(640);
  /** From the left, without head and padding: its content brings its own. */
  readonly bare = input(false, { transform: booleanAttribute });
  readonly closed = output();
}
