import { Controller } from '@nestjs/common';
import type { Address, RouteInput } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { Addresses } from '@yigou/orders';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';

@Controller()
export class AddressesController {
  constructor(private readonly addresses: Addresses) {}

  @Handle('listAddresses')
  async list(@CurrentActor() actor: Actor): Promise<{ items: Address[] }> {
    return { items: await this.addresses.list(actor.userId) };
  }

  @Handle('createAddress')
  create(@CurrentActor() actor: Actor, @Input() { body }: RouteInput<'createAddress'>): Promise<Address> {
    return this.addresses.create(actor.userId, body);
  }

  @Handle('updateAddress')
  update(@CurrentActor() actor: Actor, @Input() { params, body }: RouteInput<'updateAddress'>): Promise<Address> {
    return this.addresses.update(actor.userId, params.id, body);
  }

  @Handle('deleteAddress')
  async remove(
    @CurrentActor() actor: Actor,
    @Input() { params }: RouteInput<'deleteAddress'>,
  ): Promise<Record<string, never>> {
    await this.addresses.remove(actor.userId, params.id);
    return {};
  }
}
