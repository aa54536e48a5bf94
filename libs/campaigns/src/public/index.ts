export * from './campaign.live';
export * from './public-campaigns.queries';
