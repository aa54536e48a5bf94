import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { CartView, RouteInput } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { type CartOwner, Carts, newCartToken } from '@yigou/orders';
import { CONFIG, type Config } from '@yigou/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CART_COOKIE, setCartCookie } from '../http/cookies';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';

@Controller()
export class CartController {
  constructor(
    private readonly carts: Carts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A person's cart, else the browser's; null when there is neither yet. */
  private owner(actor: Actor | null, request: FastifyRequest): CartOwner | null {
    if (actor) return { userId: actor.userId };
    const token = request.cookies[CART_COOKIE];
    return token ? { token, from: request.ip } : null;
  }

  @Handle('getCart', { actor: 'optional' })
  async get(@CurrentActor() actor: Actor | null, @Req() request: FastifyRequest): Promise<CartView> {
    const owner = this.owner(actor, request);
    return owner ? this.carts.view(owner) : { groups: [], goodsFen: 0, count: 0 };
  }

  @Handle('addToCart', { actor: 'optional' })
  async add(
    @Input() { body }: RouteInput<'addToCart'>,
    @CurrentActor() actor: Actor | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ count: number }> {
    let owner = this.owner(actor, request);
    if (!owner) {
      const token = newCartToken();
      setCartCookie(this.config, reply, token);
      owner = { token, from: request.ip };
    }
    return { count: await this.carts.add(owner, body.skuId, body.quantity) };
  }

  @Handle('setCartLine', { actor: 'optional' })
  async set(
    @Input() { params, body }: RouteInput<'setCartLine'>,
    @CurrentActor() actor: Actor | null,
    @Req() request: FastifyRequest,
  ): Promise<{ count: number }> {
    const owner = this.owner(actor, request);
    if (!owner) throw new DomainError('not_found');
    return { count: await this.carts.set(owner, params.skuId, body.quantity) };
  }

  @Handle('removeCartLine', { actor: 'optional' })
  async remove(
    @Input() { params }: RouteInput<'removeCartLine'>,
    @CurrentActor() actor: Actor | null,
    @Req() request: FastifyRequest,
  ): Promise<{ count: number }> {
    const owner = this.owner(actor, request);
    return { count: owner ? await this.carts.remove(owner, params.skuId) : 0 };
  }
}
