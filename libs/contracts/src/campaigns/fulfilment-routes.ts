import * as z from 'zod';
import { Id } from '../common';
import { route, type RoutesOf } from '../route';
import type { fulfilmentPaths } from './paths';
import {
  CampaignOrdersQuery,
  ClosedHandOut,
  CloseHandOutBody,
  FulfilmentView,
  HandOutBody,
  HandOutPage,
  HandOutQuery,
  HandOutRow,
  OwnParticipation,
  ParticipationView,
  PublishedImpact,
  SupplierCampaignOrderPage,
} from './fulfilment-schemas';

const tag = 'campaigns';
const params = z.object({ id: Id });
const byNumber = z.object({ number: z.string().min(1).max(64) });

export const fulfilmentRoutes = {
  getFulfilment: route({
    tag,
    summary: 'What a succeeded campaign of the caller became: places, orders, hand-out, figures',
    params,
    response: FulfilmentView,
    errors: ['not_found'],
  }),
  listHandOuts: route({
    tag,
    summary: 'Who fetches what: of the own campaign, or of the points that the caller leads',
    params,
    query: HandOutQuery,
    response: HandOutPage,
    errors: ['not_found'],
  }),
  handOutListPdf: route({
    tag,
    summary: 'The hand-out list to sign on paper, by point, as PDF',
    params,
    query: z.object({ pointId: Id.optional() }),
    response: null,
    errors: ['not_found', 'hand_out_list_too_long', 'rate_limited', 'service_unavailable'],
  }),
  handOutPledge: route({
    tag,
    summary: 'Hand out what a pledge holds, on its code or a signature; once, however often and late it is sent',
    params,
    body: HandOutBody,
    response: HandOutRow,
    errors: ['not_found', 'hand_code_wrong', 'hand_out_not_open', 'pledge_closed'],
  }),
  closeHandOut: route({
    tag,
    summary: 'End the hand-out with what nobody fetched',
    params,
    body: CloseHandOutBody,
    response: ClosedHandOut,
    errors: ['not_found', 'campaign_moved', 'hand_out_changed'],
  }),
  publishCampaign: route({
    tag,
    summary: 'Publish what the campaign did; the figures stay as they are then',
    params,
    response: PublishedImpact,
    errors: ['not_found', 'campaign_moved', 'hand_out_not_ended'],
  }),
  getOwnParticipation: route({
    tag,
    summary: 'The number of the certificate of the own pledge, once the campaign is published',
    params,
    response: OwnParticipation,
    errors: ['not_found'],
  }),
  verifyParticipation: route({
    tag,
    summary: 'Check a certificate of participation by its number',
    params: byNumber,
    response: ParticipationView,
    errors: ['not_found'],
  }),
  participationPdf: route({
    tag,
    summary: 'A certificate of participation as PDF',
    params: byNumber,
    response: null,
    errors: ['not_found', 'service_unavailable'],
  }),
  listCampaignOrders: route({
    tag,
    summary: 'Orders of the own supplier that campaigns became',
    query: CampaignOrdersQuery,
    response: SupplierCampaignOrderPage,
  }),
  exportCampaignAddresses: route({
    tag,
    summary: 'The addresses that an order of a campaign goes to, as a table; only while it is being sent',
    params,
    response: null,
    errors: ['not_found', 'addresses_closed'],
  }),
} as const satisfies RoutesOf<typeof fulfilmentPaths>;
