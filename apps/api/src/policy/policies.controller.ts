import { Controller, Req } from '@nestjs/common';
import { AuditLog } from '@yigou/audit';
import { POLICIES, type RouteInput, type RouteResponse } from '@yigou/contracts';
import { type Actor, requireMembership } from '@yigou/identity';
import { PolicySettings, UnitOfWork } from '@yigou/platform';
import type { FastifyRequest } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input } from '../http/request';

/** Numbers that differ by year and region: administrators read them with their history and set them for their own region. */
@Controller()
export class PoliciesController {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly settings: PolicySettings,
    private readonly audit: AuditLog,
  ) {}

  @Handle('listPolicies')
  async list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listPolicies'>,
  ): Promise<RouteResponse<'listPolicies'>> {
    return { items: await this.settings.list(requireMembership(actor, 'administration').regionPrefix, query.name) };
  }

  /** Answers with the whole history of the parameter. */
  @Handle('setPolicy')
  async set(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'setPolicy'>,
    @Req() request: FastifyRequest,
  ): Promise<RouteResponse<'setPolicy'>> {
    const { organisationId, regionPrefix } = requireMembership(actor, 'administration');
    await this.uow.run(async (tx) => {
      const { id, ...set } = await this.settings.set(tx, { userId: actor.userId, organisationId }, body);
      await this.audit.record(tx, {
        actor: { userId: actor.userId, name: actor.name, organisationId },
        action: 'platform.policy_set',
        subjectKind: 'policy',
        subjectId: id,
        summary: `设置${POLICIES[body.name]}（${set.regionPrefix === '' ? '全国' : set.regionPrefix}）`,
        data: { ...set, effectiveFrom: body.effectiveFrom, source: body.source },
        address: request.ip,
      });
    });
    return { items: await this.settings.list(regionPrefix, body.name) };
  }
}
