import * as z from 'zod';
import { byId, Id } from '../common';
import { route, type RoutesOf } from '../route';
import { PledgeView } from './pledges-schemas';
import { CampaignRequestView } from './recipients-schemas';
import type { substitutesPaths } from './substitutes-paths';
import { AnswerSubstituteBody, OfferSubstituteBody, SubstituteList } from './substitutes-schemas';

export const substitutesRoutes = {
  listSubstitutes: route({
    tag: 'campaigns',
    summary: 'What the own supplier offers in place of goods of a campaign, and what it may offer',
    params: byId,
    response: SubstituteList,
    errors: ['not_found'],
  }),
  offerSubstitute: route({
    tag: 'campaigns',
    summary:
      'Offer other own goods in place of some that cannot be delivered, before they are ordered; who pledged answers',
    params: byId,
    body: OfferSubstituteBody,
    response: SubstituteList,
    status: 201,
    errors: [
      'not_found',
      'campaign_moved',
      'substitute_too_late',
      'substitute_offered',
      'substitute_not_for_list',
      'substitute_dearer',
      'substitute_not_sold',
      'insufficient_stock',
    ],
  }),
  withdrawSubstitute: route({
    tag: 'campaigns',
    summary: 'Take an offer back, since the goods can be delivered after all',
    params: byId,
    response: SubstituteList,
    errors: ['not_found', 'substitute_closed'],
  }),
  answerDonationSubstitute: route({
    tag: 'campaigns',
    summary: 'Take or decline, as the recipient of a donation, other goods than it confirmed; silence is a no',
    params: z.object({ id: Id, substituteId: Id }),
    body: AnswerSubstituteBody,
    response: CampaignRequestView,
    errors: ['not_found', 'substitute_closed'],
  }),
  answerSubstitute: route({
    tag: 'campaigns',
    summary:
      'Accept or decline other goods for the own pledge; the last answer before the date counts, silence is a refund',
    params: z.object({ id: Id, substituteId: Id }),
    body: AnswerSubstituteBody,
    response: PledgeView,
    errors: ['not_found', 'substitute_closed', 'substitute_not_for_units', 'pledge_closed'],
  }),
} as const satisfies RoutesOf<typeof substitutesPaths>;
