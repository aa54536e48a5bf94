import { Controller } from '@nestjs/common';
import { DecideReview, ExamineObjection, ObjectionQueries, ReviewLists, ReviewViews } from '@yigou/certification';
import type { ReviewView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { Actor } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { seatOf } from '@yigou/suppliers';
import { Handle } from '../http/handle.decorator';
import { CurrentActor, Input, Once } from '../http/request';

/** Offices review applications and examine objections, each within its jurisdiction. */
@Controller()
export class ReviewsController {
  constructor(
    private readonly lists: ReviewLists,
    private readonly views: ReviewViews,
    private readonly decisions: DecideReview,
    private readonly objections: ObjectionQueries,
    private readonly examinations: ExamineObjection,
  ) {}

  @Handle('listReviews')
  list(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listReviews'>,
  ): Promise<RouteResponse<'listReviews'>> {
    return this.lists.page(actor.userId, seatOf(actor), query);
  }

  @Handle('reviewSummary')
  summary(@CurrentActor() actor: Actor): Promise<RouteResponse<'reviewSummary'>> {
    return this.lists.summary(actor.userId, seatOf(actor));
  }

  @Handle('getReview')
  get(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'getReview'>): Promise<ReviewView> {
    return this.views.view(actor, params.id);
  }

  @Handle('claimReview')
  async claim(@CurrentActor() actor: Actor, @Input() { params }: RouteInput<'claimReview'>): Promise<ReviewView> {
    await this.decisions.claim(actor, params.id);
    return this.views.view(actor, params.id);
  }

  @Handle('decideReview')
  async decide(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'decideReview'>,
    @Once() once: IdempotencyClaim,
  ): Promise<ReviewView> {
    await this.decisions.decide(actor, params.id, body, once);
    return this.views.view(actor, params.id);
  }

  @Handle('approveReviews')
  approve(
    @CurrentActor() actor: Actor,
    @Input() { body }: RouteInput<'approveReviews'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'approveReviews'>> {
    return this.decisions.approveAll(actor, body, once);
  }

  @Handle('listObjections')
  listObjections(
    @CurrentActor() actor: Actor,
    @Input() { query }: RouteInput<'listObjections'>,
  ): Promise<RouteResponse<'listObjections'>> {
    return this.objections.page(seatOf(actor), query);
  }

  @Handle('examineObjection')
  async examine(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: RouteInput<'examineObjection'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'examineObjection'>> {
    await this.examinations.execute(actor, params.id, body, once);
    return this.objections.one(seatOf(actor), params.id);
  }
}
