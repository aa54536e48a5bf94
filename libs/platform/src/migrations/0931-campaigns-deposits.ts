import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Pre-sales with a deposit (预售定金): what of a share is paid at joining, when the rest falls due (尾款), and what became of it. A deposit is at most a fifth of the price (民法典第586条); the
 * share in basis points cannot say more.
 */
export class CampaignsDeposits1606000000931 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE campaigns_campaign
        ADD COLUMN deposit_share_fen bigint,
        ADD COLUMN balance_on date,
        ADD COLUMN balance_days integer,
        ADD COLUMN balance_until timestamptz,
        ADD COLUMN balance_forfeits boolean,
        DROP CONSTRAINT campaigns_campaign_deposit_bp_check,
        ADD CONSTRAINT campaigns_campaign_deposit_bp_check CHECK (deposit_bp BETWEEN 1 AND 2000),
        DROP CONSTRAINT campaigns_campaign_status_check,
        ADD CONSTRAINT campaigns_campaign_status_check CHECK (status IN ('draft', 'to_recipient', 'agreeing', 'to_review', 'recruiting', 'awaiting_balance', 'collecting',
          'succeeded', 'failed', 'purchasing', 'shipping', 'received', 'reallocating', 'handed_out', 'published', 'settled', 'cancelled')),
        ADD CONSTRAINT campaigns_campaign_deposit CHECK (deposit_share_fen IS NULL OR (form = 'pre_sale' AND deposit_share_fen > 0)),
        ADD CONSTRAINT campaigns_campaign_balance CHECK (
          (deposit_share_fen IS NULL OR status IN ('draft', 'cancelled') OR (balance_on IS NOT NULL AND balance_days > 0))
          AND (status NOT IN ('awaiting_balance', 'collecting') OR deposit_share_fen IS NOT NULL)
          AND (balance_until IS NULL OR deposit_share_fen IS NOT NULL) AND (balance_forfeits IS NULL OR balance_until IS NOT NULL));
      CREATE INDEX campaigns_campaign_balances ON campaigns_campaign (id) WHERE status IN ('awaiting_balance', 'collecting');
      ALTER TABLE campaigns_pledge
        ADD COLUMN deposit_fen bigint,
        ADD COLUMN balance_told smallint NOT NULL DEFAULT 0,
        DROP CONSTRAINT campaigns_pledge_status_check,
        ADD CONSTRAINT campaigns_pledge_status_check CHECK (status IN ('pending', 'paid', 'balance_due', 'expired', 'cancelled', 'withdrawn', 'confirmed', 'forfeited', 'refunded', 'done')),
        DROP CONSTRAINT campaigns_pledge_paid,
        ADD CONSTRAINT campaigns_pledge_paid CHECK (
          status NOT IN ('paid', 'balance_due', 'confirmed', 'done', 'withdrawn', 'forfeited', 'refunded') OR paid_at IS NOT NULL),
        ADD CONSTRAINT campaigns_pledge_deposit CHECK (
          (deposit_fen IS NULL OR (deposit_fen > 0 AND deposit_fen < amount_fen AND budget_id IS NULL)) AND (status NOT IN ('balance_due', 'forfeited') OR deposit_fen IS NOT NULL));
      CREATE TABLE campaigns_balance (
        id uuid PRIMARY KEY,
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        pledge_id uuid NOT NULL UNIQUE REFERENCES campaigns_pledge (id),
        payment_id uuid NOT NULL UNIQUE REFERENCES payment (id),
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        paid_at timestamptz
      );
      CREATE INDEX campaigns_balance_unpaid ON campaigns_balance (campaign_id, id) WHERE paid_at IS NULL;
      CREATE TABLE campaigns_forfeit (
        campaign_id uuid NOT NULL REFERENCES campaigns_campaign (id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        amount_fen bigint NOT NULL CHECK (amount_fen >= 0),
        settled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        PRIMARY KEY (campaign_id, supplier_id)
      );
      INSERT INTO policy_parameter (id, name, value, source) VALUES
        (gen_random_uuid(), 'campaigns.deposit_most_bp', '2000', '民法典第586条：定金不超过主合同标的额的20%'),
        (gen_random_uuid(), 'campaigns.deposit_least_bp', '100', '由平台规定'),
        (gen_random_uuid(), 'campaigns.balance_days', '7', '由平台规定'),
        (gen_random_uuid(), 'campaigns.balance_reminder_hours', '48', '由平台规定');
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM policy_parameter WHERE name IN ('campaigns.deposit_most_bp', 'campaigns.deposit_least_bp', 'campaigns.balance_days', 'campaigns.balance_reminder_hours');
      DROP TABLE campaigns_forfeit, campaigns_balance;
      ALTER TABLE campaigns_pledge
        DROP CONSTRAINT campaigns_pledge_deposit, DROP COLUMN deposit_fen, DROP COLUMN balance_told,
        DROP CONSTRAINT campaigns_pledge_status_check,
        ADD CONSTRAINT campaigns_pledge_status_check CHECK (status IN ('pending', 'paid', 'expired', 'cancelled', 'withdrawn', 'confirmed', 'refunded', 'done')),
        DROP CONSTRAINT campaigns_pledge_paid,
        ADD CONSTRAINT campaigns_pledge_paid CHECK (status NOT IN ('paid', 'confirmed', 'done', 'withdrawn', 'refunded') OR paid_at IS NOT NULL);
      DROP INDEX campaigns_campaign_balances;
      ALTER TABLE campaigns_campaign
        DROP CONSTRAINT campaigns_campaign_deposit, DROP CONSTRAINT campaigns_campaign_balance,
        DROP COLUMN deposit_share_fen, DROP COLUMN balance_on, DROP COLUMN balance_days, DROP COLUMN balance_until, DROP COLUMN balance_forfeits,
        DROP CONSTRAINT campaigns_campaign_deposit_bp_check,
        ADD CONSTRAINT campaigns_campaign_deposit_bp_check CHECK (deposit_bp BETWEEN 1 AND 9999),
        DROP CONSTRAINT campaigns_campaign_status_check,
        ADD CONSTRAINT campaigns_campaign_status_check CHECK (status IN ('draft', 'to_recipient', 'agreeing', 'to_review', 'recruiting', 'succeeded', 'failed', 'purchasing',
          'shipping', 'received', 'reallocating', 'handed_out', 'published', 'settled', 'cancelled'));
    `);
  }
}
