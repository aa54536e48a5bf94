import { Controller } from '@nestjs/common';
import type { Address, RouteInput } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import { Addresses } from '@yigou/orders';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once } from '../http/request';

@Controller()
export class AddressesController {
  constructor(private readonly addresses: Addresses) {}

  @Handle('listAddresses')
  async list(@CurrentCaller() by: Caller): Promise<{ items: Address[] }> {
    return { items: await this.addresses.list(by.actor.userId) };
  }

  @Handle('createAddress')
  create(
    @CurrentCaller() by: Caller,
    @Input() { body }: RouteInput<'createAddress'>,
    @Once() once: IdempotencyClaim,
  ): Promise<Address> {
    return this.addresses.create(by.actor.userId, body, once);
  }

  @Handle('updateAddress')
  update(@CurrentCaller() by: Caller, @Input() { params, body }: RouteInput<'updateAddress'>): Promise<Address> {
    return this.addresses.update(by.actor.userId, params.id, body);
  }

  @Handle('deleteAddress')
  async remove(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'deleteAddress'>,
  ): Promise<Record<string, never>> {
    await this.addresses.remove(by.actor.userId, params.id);
    return {};
  }
}
