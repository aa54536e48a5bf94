import { Controller } from '@nestjs/common';
import { DecideReview, ExamineObjection, ObjectionQueries, ReviewLists, ReviewViews } from '@yigou/certification';
import type { ReviewView, RouteInput, RouteResponse } from '@yigou/contracts';
import type { SeatedCaller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { Handle } from '../http/handle.decorator';
import { Input, Once, Seated } from '../http/request';

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
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listReviews'>,
  ): Promise<RouteResponse<'listReviews'>> {
    return this.lists.page(by, query);
  }

  @Handle('reviewSummary')
  summary(@Seated() by: SeatedCaller): Promise<RouteResponse<'reviewSummary'>> {
    return this.lists.summary(by);
  }

  @Handle('getReview')
  get(@Seated() by: SeatedCaller, @Input() { params }: RouteInput<'getReview'>): Promise<ReviewView> {
    return this.views.view(by, params.id);
  }

  @Handle('claimReview')
  async claim(@Seated() by: SeatedCaller, @Input() { params, body }: RouteInput<'claimReview'>): Promise<ReviewView> {
    await this.decisions.claim(by, params.id, body.reason);
    return this.views.view(by, params.id);
  }

  @Handle('decideReview')
  async decide(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'decideReview'>,
    @Once() once: IdempotencyClaim,
  ): Promise<ReviewView> {
    await this.decisions.decide(by, params.id, body, once);
    return this.views.view(by, params.id);
  }

  @Handle('approveReviews')
  approve(
    @Seated() by: SeatedCaller,
    @Input() { body }: RouteInput<'approveReviews'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'approveReviews'>> {
    return this.decisions.approveAll(by, body, once);
  }

  @Handle('listObjections')
  listObjections(
    @Seated() by: SeatedCaller,
    @Input() { query }: RouteInput<'listObjections'>,
  ): Promise<RouteResponse<'listObjections'>> {
    return this.objections.page(by.seat, query);
  }

  @Handle('examineObjection')
  async examine(
    @Seated() by: SeatedCaller,
    @Input() { params, body }: RouteInput<'examineObjection'>,
    @Once() once: IdempotencyClaim,
  ): Promise<RouteResponse<'examineObjection'>> {
    await this.examinations.execute(by, params.id, body, once);
    return this.objections.one(by.seat, params.id);
  }
}
