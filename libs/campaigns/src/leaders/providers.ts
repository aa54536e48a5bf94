import { CampaignLeaderQueries } from './campaign-leaders.queries';
import { CampaignLeaders } from './campaign-leaders.service';
import { LeadCampaigns } from './lead-campaigns.service';
import { LeadingQueries } from './leading.queries';
import { PeopleExports } from './people-exports';
import { SortingLists } from './sorting-list.queries';

export const LEADERS = [
  CampaignLeaderQueries,
  CampaignLeaders,
  LeadCampaigns,
  LeadingQueries,
  PeopleExports,
  SortingLists,
];
