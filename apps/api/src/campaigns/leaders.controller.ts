import { Controller, Res } from '@nestjs/common';
import { CampaignLeaderQueries, CampaignLeaders, LeadCampaigns, LeadingQueries, SortingLists } from '@yigou/campaigns';
import type { LeaderRow, LeadingView, RouteInput, RouteResponse, SortingList } from '@yigou/contracts';
import type { Caller } from '@yigou/identity';
import type { IdempotencyClaim } from '@yigou/platform';
import { sortingBook } from '@yigou/reporting';
import type { FastifyReply } from 'fastify';
import { Handle } from '../http/handle.decorator';
import { CurrentCaller, Input, Once } from '../http/request';
import { sendExport } from '../reporting/audited-export';
import { sendCampaignPdf } from './send-campaign-pdf';

/** 帮卖: who gathers people for a campaign, and what its organiser says to it. */
@Controller()
export class LeadersController {
  constructor(
    private readonly leading: LeadCampaigns,
    private readonly own: LeadingQueries,
    private readonly lists: SortingLists,
    private readonly organising: CampaignLeaders,
    private readonly leaders: CampaignLeaderQueries,
  ) {}

  @Handle('getLeaderLink')
  link(@Input() { params, query }: RouteInput<'getLeaderLink'>): Promise<RouteResponse<'getLeaderLink'>> {
    return this.own.link(params.id, query.via);
  }

  @Handle('askToLead')
  async ask(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'askToLead'>,
    @Once() claim: IdempotencyClaim,
  ): Promise<LeadingView> {
    await this.leading.ask(by, params.id, body, claim);
    return this.own.view(by.actor.userId, params.id);
  }

  @Handle('listLeading')
  list(
    @CurrentCaller() { actor }: Caller,
    @Input() { query }: RouteInput<'listLeading'>,
  ): Promise<RouteResponse<'listLeading'>> {
    return this.own.list(actor.userId, query);
  }

  @Handle('getLeading')
  get(@CurrentCaller() { actor }: Caller, @Input() { params }: RouteInput<'getLeading'>): Promise<LeadingView> {
    return this.own.view(actor.userId, params.id);
  }

  @Handle('listLedPledges')
  pledges(
    @CurrentCaller() { actor }: Caller,
    @Input() { params, query }: RouteInput<'listLedPledges'>,
  ): Promise<RouteResponse<'listLedPledges'>> {
    return this.own.pledges(actor.userId, params.id, query);
  }

  @Handle('getSortingList')
  sorting(@CurrentCaller() { actor }: Caller, @Input() { params }: RouteInput<'getSortingList'>): Promise<SortingList> {
    return this.lists.of(actor.userId, params.id);
  }

  @Handle('sortingListXlsx')
  async book(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'sortingListXlsx'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendExport(sortingBook(await this.lists.taken(by, params.id)), 'sorting-list', reply);
  }

  @Handle('sortingListPdf')
  async paper(
    @CurrentCaller() by: Caller,
    @Input() { params }: RouteInput<'sortingListPdf'>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendCampaignPdf(reply, '分拣单', await this.lists.paper(by, params.id));
  }

  @Handle('leaveLeading')
  async leave(@CurrentCaller() by: Caller, @Input() { params }: RouteInput<'leaveLeading'>): Promise<LeadingView> {
    await this.leading.leave(by, params.id);
    return this.own.view(by.actor.userId, params.id);
  }

  @Handle('listLeaders')
  all(
    @CurrentCaller() by: Caller,
    @Input() { params, query }: RouteInput<'listLeaders'>,
  ): Promise<RouteResponse<'listLeaders'>> {
    return this.leaders.list(by, params.id, query);
  }

  @Handle('openLeaders')
  async open(
    @CurrentCaller() by: Caller,
    @Input() { params, body }: RouteInput<'openLeaders'>,
  ): Promise<RouteResponse<'openLeaders'>> {
    await this.organising.open(by, params.id, body.open);
    return { open: body.open };
  }

  @Handle('answerLeader')
  async answer(@CurrentCaller() by: Caller, @Input() { params, body }: RouteInput<'answerLeader'>): Promise<LeaderRow> {
    await this.organising.answer(by, params.id, body);
    return this.leaders.one(params.id);
  }

  @Handle('removeLeader')
  async remove(@CurrentCaller() by: Caller, @Input() { params, body }: RouteInput<'removeLeader'>): Promise<LeaderRow> {
    await this.organising.remove(by, params.id, body);
    return this.leaders.one(params.id);
  }
}
