import { Controller, Req } from '@nestjs/common';
import { ImportRuns } from '@yigou/catalogue';
import type { ImportView, RouteInput, RouteResponse } from '@yigou/contracts';
import { type Actor, membershipOf } from '@yigou/identity';
import { DomainError } from '@yigou/kernel';
import { Handle } from '../http/handle.decorator';
import { type ApiRequest, CurrentActor, Input } from '../http/request';
import { uploadOf } from './upload';

const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** A file may hold products of any county: so only administrators of the whole country import. */
function nationalOf(actor: Actor) {
  const membership = membershipOf(actor, 'administration');
  if (!membership || membership.regionPrefix !== '') throw new DomainError('forbidden');
  return { userId: actor.userId, name: actor.name, organisationId: membership.organisationId };
}

@Controller()
export class ImportsController {
  constructor(private readonly runs: ImportRuns) {}

  @Handle('startImport')
  async start(@CurrentActor() actor: Actor, @Req() request: ApiRequest): Promise<ImportView> {
    const by = nationalOf(actor);
    const { fileName, body } = await uploadOf(request, MAX_FILE_BYTES);
    return this.runs.start(by, fileName, body);
  }

  @Handle('listImports')
  async list(@CurrentActor() actor: Actor): Promise<RouteResponse<'listImports'>> {
    nationalOf(actor);
    return { items: await this.runs.list() };
  }

  @Handle('getImport')
  get(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getImport'>): Promise<ImportView> {
    nationalOf(actor);
    return this.runs.get(params.id);
  }
}
