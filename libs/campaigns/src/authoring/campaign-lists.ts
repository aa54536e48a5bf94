import type { CampaignForm, CampaignStatus } from '@yigou/contracts';

/** What every list of campaigns selects of a row `c`. */
export const CAMPAIGN_ROW = `c.id, c.number, c.form, c.status, c.title, c.photo_key AS photo, c.organiser_name AS "organiserName",
  c.threshold_shares AS "thresholdShares", c.cap_shares AS "capShares", c.deadline, c.created_at AS "createdAt"`;

export interface CampaignRow {
  readonly id: string;
  readonly number: string;
  readonly form: CampaignForm;
  readonly status: CampaignStatus;
  readonly title: string;
  readonly photo: string | null;
  readonly organiserName: string;
  readonly thresholdShares: number;
  readonly capShares: number;
  readonly deadline: Date | null;
  readonly createdAt: Date;
}

export const rowView = <Row extends CampaignRow>({ deadline, createdAt, ...row }: Row) => ({
  ...row,
  deadline: deadline && deadline.toISOString(),
  createdAt: createdAt.toISOString(),
});
