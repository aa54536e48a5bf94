import { booleanAttribute, Component, contentChild, Directive, input, output } from '@angular/core';
import { NzModalComponent, NzModalContentDirective, NzModalService } from 'ng-zorro-antd/modal';
import { LayerName } from './drawer';

/** Buttons at the foot of a modal: `<ng-container modalActions>`. */
@Directive({ selector: '[modalActions]' })
export class ModalActions {}

/**
 * The console's dialog, there as long as its element is. Drop-downs open in the overlay beside it, which the browser's own modal dialog (`yg-dialog`,
 * for what has none in it: questions, ending the rest) would leave dead. `keepsInput`: a click beside it does not throw away what was typed.
 */
@Component({
  selector: 'yg-modal',
  imports: [LayerName, NzModalComponent, NzModalContentDirective],
  providers: [NzModalService],
  template: `
    <nz-modal
      [nzVisible]="true"
      [nzTitle]="heading()"
      [nzWidth]="'min(' + width() + 'px, 96vw)'"
      [nzMaskClosable]="!keepsInput()"
      [nzFooter]="actions() ? foot : null"
      [nzStyle]="tall() ? { top: '3vh' } : {}"
      (nzOnCancel)="closed.emit()"
    >
      <div *nzModalContent [ygLayerName]="heading()"><ng-content /></div>
    </nz-modal>
    <ng-template #foot><ng-content select="[modalActions]" /></ng-template>
  `,
})
export class Modal {
  readonly heading = input.required<string>();
  /** In pixels; never wider than the screen. */
  readonly width = input(560);
  readonly keepsInput = input(false, { transform: booleanAttribute });
  /** Begins near the top of the screen: for what is looked at, page by page. */
  readonly tall = input(false, { transform: booleanAttribute });
  /** The person closes it: the cross, Escape, or a click beside it. */
  readonly closed = output();
  protected readonly actions = contentChild(ModalActions);
}
