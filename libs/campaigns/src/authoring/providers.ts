import { AddressLists } from '../addresses/address-lists.service';
import { CampaignComplaints } from '../moderation/complaints.service';
import { AnswerCampaigns } from './answer-campaigns.service';
import { CampaignAsks } from './campaign-asks.queries';
import { CampaignReviews } from './campaign-reviews.queries';
import { DraftCampaigns } from './draft-campaigns.service';
import { MyCampaigns } from './my-campaigns.queries';
import { ProgressReports } from './progress-reports.service';
import { ReviewCampaigns } from './review-campaigns.service';

export const AUTHORING = [
  AddressLists,
  AnswerCampaigns,
  CampaignAsks,
  CampaignComplaints,
  CampaignReviews,
  DraftCampaigns,
  MyCampaigns,
  ProgressReports,
  ReviewCampaigns,
];
