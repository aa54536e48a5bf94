import { Component, computed, effect, inject, input, output, signal, untracked } from '@angular/core';
import type { Address } from '@yigou/contracts';
import { ApiClient, apiResource, toApiError } from '@yigou/web-data';
import { Confirm, DialogComponent, ErrorStateComponent, IconComponent, SkeletonComponent, Toast } from '@yigou/web-ui';
import { AddressFormComponent } from './address-form';

/** The own addresses: add, change, delete; with `choosing`, one of them is picked for the order. */
@Component({
  selector: 'app-address-book',
  imports: [AddressFormComponent, DialogComponent, ErrorStateComponent, IconComponent, SkeletonComponent],
  templateUrl: './address-book.html',
  styleUrl: './address-book.scss',
})
export class AddressBookComponent {
  private readonly api = inject(ApiClient);
  private readonly confirm = inject(Confirm);
  private readonly toast = inject(Toast);

  readonly choosing = input(false);
  readonly chosen = output<Address | null>();

  protected readonly answer = apiResource('listAddresses');
  protected readonly failure = this.answer.failure;
  protected readonly items = computed(() => this.answer.latest()?.items ?? null);
  private readonly wanted = signal<string | null>(null);
  protected readonly current = computed(() => {
    const items = this.items();
    if (!items) return null;
    return items.find((item) => item.id === this.wanted()) ?? items.find((item) => item.isDefault) ?? items[0] ?? null;
  });
  protected readonly editing = signal<Address | 'new' | null>(null);
  protected readonly edited = computed(() => {
    const editing = this.editing();
    return editing === 'new' ? null : editing;
  });

  constructor() {
    effect(() => {
      if (!this.items()) return;
      const current = this.current();
      untracked(() => this.chosen.emit(current));
    });
  }

  protected pick(address: Address): void {
    this.wanted.set(address.id);
  }

  protected saved(address: Address): void {
    this.editing.set(null);
    this.wanted.set(address.id);
    this.answer.reload();
    this.toast.say('地址已保存');
  }

  protected async remove(address: Address): Promise<void> {
    const sure = await this.confirm.ask({
      heading: '删除地址',
      text: `删除“${address.receiver}，${address.region.path} ${address.detail}”？已下的订单不受影响。`,
      action: '删除这个地址',
      destructive: true,
    });
    if (!sure) return;
    try {
      await this.api.call('deleteAddress', { params: { id: address.id } });
      this.toast.say('地址已删除');
    } catch (error) {
      this.toast.warn(toApiError(error).message);
    }
    this.answer.reload();
  }
}
