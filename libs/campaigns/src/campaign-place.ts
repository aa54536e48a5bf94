/** Where all of a campaign's goods go, as it was when the campaign was made. */
export interface CampaignPlace {
  readonly receiver: string;
  readonly phone: string;
  readonly regionCode: string;
  readonly regionPath: string;
  readonly detail: string;
}
