export { CampaignLeaderQueries } from './campaign-leaders.queries';
export { CampaignLeaders } from './campaign-leaders.service';
export { LeadCampaigns } from './lead-campaigns.service';
export { LeadingQueries } from './leading.queries';
export { PeopleExports } from './people-exports';
export { SortingLists } from './sorting-list.queries';
