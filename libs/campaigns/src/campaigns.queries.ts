import { Injectable } from '@nestjs/common';
import type { RouteResponse } from '@yigou/contracts';
import { Database } from '@yigou/platform';

type CampaignList = RouteResponse<'listCampaigns'>;

@Injectable()
export class CampaignQueries {
  constructor(private readonly db: Database) {}

  /** The latest hundred; one statement. */
  async list(): Promise<CampaignList> {
    const items = await this.db.query<CampaignList['items'][number]>(
      `SELECT id, number, form, status, title, organiser_name AS "organiserName", to_json(deadline) #>> '{}' AS deadline
       FROM campaigns_campaign ORDER BY created_at DESC, id DESC LIMIT 100`,
    );
    return { items };
  }
}
