import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Certification and supervision: seats of reviewers, policy by category, suppliers' files, households, evidence, applications with their history,
 * versions of certificates, objections, complaints, inspections, sanctions, appeals, batches, price bands, notices.
 */
export class Certification1606000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of [
      SEATS,
      EVIDENCE,
      HOUSEHOLDS,
      SUPPLIERS,
      CERTIFICATES,
      APPLICATIONS,
      SUPERVISION,
      GOODS,
      NOTICES,
    ]) {
      await runner.query(part);
    }
  }

  async down(): Promise<void> {
    throw new Error('Histories would be lost: restore a backup instead.');
  }
}

const SEATS = `
  -- The level at which an administration reviews; null: by the length of the member's region prefix. A township has no code of its own.
  ALTER TABLE organisation
    ADD COLUMN review_level text CHECK (review_level IN ('township', 'industry', 'county', 'city', 'province', 'national')),
    ADD COLUMN township text,
    ADD CHECK (review_level IS NULL OR kind = 'administration');
  -- A place that ends by itself: somebody acts for the organisation until then.
  ALTER TABLE membership ADD COLUMN expires_at timestamptz, ADD COLUMN mandate_id uuid;
  -- Who is told of what concerns an organisation.
  CREATE INDEX membership_organisation ON membership (organisation_id);

  ALTER TABLE policy_parameter
    ADD COLUMN category text NOT NULL DEFAULT '',
    ADD COLUMN created_at timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN created_by uuid REFERENCES app_user (id),
    DROP CONSTRAINT policy_parameter_name_region_prefix_effective_from_key,
    ADD CONSTRAINT policy_parameter_key UNIQUE (name, region_prefix, category, effective_from);
  -- Where a value comes from is read in the console.
  UPDATE policy_parameter SET source = '平台规则' WHERE source LIKE 'market rule%';
  INSERT INTO policy_parameter (id, name, value, source) VALUES
    (gen_random_uuid(), 'certification.levels', '["township", "county", "city", "province", "national"]', '国开办发〔2020〕11号：乡镇、县、市、省、国家逐级'),
    (gen_random_uuid(), 'certification.review_days',
      '{"township": 3, "industry": 5, "county": 10, "city": 10, "province": 10, "national": 10, "platform": 5}', '平台规则'),
    (gen_random_uuid(), 'certification.publicity_days', '7', '平台规则：县级公示'),
    (gen_random_uuid(), 'certification.examination_days', '10', '平台规则'),
    (gen_random_uuid(), 'certification.term_months', '24', '平台规则：政策文件未规定有效期'),
    (gen_random_uuid(), 'certification.renewal_days', '90', '平台规则'),
    (gen_random_uuid(), 'certification.evidence', '["business_licence", "quality_report", "benefit_proof", "commitment"]',
      '安徽省认定指南：佐证材料、承诺书'),
    (gen_random_uuid(), 'certification.change_price_bp', '2000', '平台规则'),
    (gen_random_uuid(), 'certification.change_stops_sales', '["origin", "licence"]', '平台规则'),
    (gen_random_uuid(), 'supplier.licences', '["business_licence"]', '平台规则'),
    (gen_random_uuid(), 'complaint.answer_days', '15', '平台规则'),
    (gen_random_uuid(), 'appeal.filing_days', '30', '平台规则'),
    (gen_random_uuid(), 'appeal.decision_days', '15', '平台规则'),
    (gen_random_uuid(), 'price.high_bp', '15000', '平台规则：高于同类中位数五成'),
    (gen_random_uuid(), 'price.low_bp', '5000', '平台规则：低于同类中位数一半'),
    (gen_random_uuid(), 'notices.digest_minutes', '60', '平台规则');
`;

const EVIDENCE = `
  -- A file that proves something. Its pages lie in the object store as pictures below the key, the file itself beside them.
  -- claim_hash: a visitor without an account shows by it that the file is theirs. attached_at: something refers to it, so it is kept.
  CREATE TABLE evidence (
    id uuid PRIMARY KEY,
    uploaded_by uuid REFERENCES app_user (id),
    supplier_id uuid REFERENCES organisation (id),
    region_code text REFERENCES region (code),
    claim_hash bytea,
    file_name text NOT NULL,
    media_type text NOT NULL CHECK (media_type IN ('application/pdf', 'image/jpeg', 'image/png', 'image/webp')),
    bytes integer NOT NULL CHECK (bytes > 0),
    pages integer NOT NULL CHECK (pages > 0),
    sha256 bytea NOT NULL,
    key text NOT NULL,
    scan text NOT NULL CHECK (scan IN ('clean', 'unscanned')),
    uploaded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    attached_at timestamptz,
    CHECK ((uploaded_by IS NULL) = (claim_hash IS NOT NULL))
  );
  CREATE INDEX evidence_loose ON evidence (uploaded_at) WHERE attached_at IS NULL;
`;

const HOUSEHOLDS = `
  -- Personal data: name and number are sealed (AES-GCM) with the key named by key_id, found by a blind index of the number, shown masked.
  CREATE TABLE household (
    id uuid PRIMARY KEY,
    version integer NOT NULL DEFAULT 1,
    region_code text NOT NULL REFERENCES region (code),
    township text NOT NULL,
    village text NOT NULL,
    name_sealed text NOT NULL,
    id_number_sealed text NOT NULL,
    key_id text NOT NULL,
    id_blind bytea NOT NULL UNIQUE,
    name_masked text NOT NULL,
    id_masked text NOT NULL,
    people integer NOT NULL CHECK (people BETWEEN 1 AND 50),
    status text NOT NULL CHECK (status IN ('registered', 'risen', 'monitored')),
    demo boolean NOT NULL DEFAULT false,
    created_by uuid REFERENCES app_user (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX household_region ON household (region_code, id);
  CREATE INDEX household_key ON household (key_id, id);

  -- What a spreadsheet would do, kept sealed until somebody says yes or the hour is over.
  CREATE TABLE household_import (
    id uuid PRIMARY KEY,
    file_name text NOT NULL,
    rows_sealed text NOT NULL,
    created_by uuid NOT NULL REFERENCES app_user (id),
    region_prefix text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    confirmed_at timestamptz,
    created_rows integer NOT NULL DEFAULT 0,
    skipped_rows integer NOT NULL DEFAULT 0
  );

  -- Somebody may act for a household or a supplier that cannot use the web, 代办授权.
  CREATE TABLE mandate (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE,
    helper_id uuid NOT NULL REFERENCES app_user (id),
    title text NOT NULL CHECK (title IN ('first_secretary', 'work_team', 'village_cadre', 'responsible')),
    household_id uuid REFERENCES household (id),
    supplier_id uuid REFERENCES organisation (id),
    region_code text NOT NULL REFERENCES region (code),
    consent_evidence_id uuid NOT NULL REFERENCES evidence (id),
    consent_note text NOT NULL,
    granted_by uuid NOT NULL REFERENCES app_user (id),
    granted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_on date NOT NULL,
    revoked_at timestamptz,
    revoked_reason text,
    CHECK ((household_id IS NULL) <> (supplier_id IS NULL))
  );
  CREATE INDEX mandate_helper ON mandate (helper_id);
  CREATE INDEX mandate_household ON mandate (household_id) WHERE household_id IS NOT NULL;
  CREATE INDEX mandate_supplier ON mandate (supplier_id) WHERE supplier_id IS NOT NULL;
  CREATE INDEX mandate_region ON mandate (region_code, id);
  ALTER TABLE membership ADD FOREIGN KEY (mandate_id) REFERENCES mandate (id);

  CREATE TABLE mandate_act (
    id uuid PRIMARY KEY,
    mandate_id uuid NOT NULL REFERENCES mandate (id),
    actor_id uuid NOT NULL REFERENCES app_user (id),
    actor_name text NOT NULL,
    act text NOT NULL,
    summary text NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX mandate_act_mandate ON mandate_act (mandate_id, at, id);
  -- What a helper did for a supplier is what the trail says of that person for that organisation.
  CREATE INDEX audit_entry_actor ON audit_entry (actor_id, organisation_id, at) WHERE actor_id IS NOT NULL;
  CREATE TRIGGER mandate_act_append_only BEFORE UPDATE OR DELETE ON mandate_act FOR EACH ROW EXECUTE FUNCTION refuse_change();
`;

const SUPPLIERS = `
  -- What a supplier says of itself, and where its admission stands. Suppliers that came with an import count as admitted.
  -- licences_to: the last day on which everything it needs for selling is in force; null: nothing of it ends.
  CREATE TABLE supplier_file (
    supplier_id uuid PRIMARY KEY REFERENCES organisation (id),
    version integer NOT NULL DEFAULT 1,
    status text NOT NULL CHECK (status IN ('draft', 'county_review', 'platform_review', 'returned', 'refused', 'admitted', 'rectifying',
      'frozen', 'removed', 'blacklisted', 'exited')),
    status_since timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz,
    -- The review that sent the file back, to which it returns.
    returned_from text,
    region_code text REFERENCES region (code),
    township text,
    village text,
    address text,
    legal_person text,
    contact text,
    phone text,
    bank_name text,
    bank_account_sealed text,
    bank_account_last4 text,
    production_base text,
    base_mu integer,
    introduction text,
    agent boolean NOT NULL DEFAULT false,
    licences_to date,
    field_notes jsonb NOT NULL DEFAULT '{}',
    created_by uuid REFERENCES app_user (id),
    -- Whoever changed it last decides nothing about it.
    edited_by uuid REFERENCES app_user (id),
    submitted_at timestamptz,
    admitted_at timestamptz
  );
  INSERT INTO supplier_file (supplier_id, status, status_since, region_code, admitted_at)
    SELECT id, 'admitted', created_at, region_code, created_at FROM organisation WHERE kind = 'supplier';
  -- Work lists: what is due first comes first, what has no deadline last.
  CREATE INDEX supplier_file_waiting ON supplier_file (status, coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz), supplier_id);
  CREATE INDEX supplier_file_due ON supplier_file (coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz), supplier_id);
  CREATE INDEX supplier_file_region ON supplier_file (status, region_code, supplier_id);
  CREATE INDEX supplier_file_licences ON supplier_file (licences_to) WHERE licences_to IS NOT NULL;

  CREATE TABLE supplier_step (
    id uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    action text NOT NULL,
    from_status text,
    to_status text NOT NULL,
    actor_id uuid REFERENCES app_user (id),
    actor_name text NOT NULL,
    seat text NOT NULL,
    reason text NOT NULL DEFAULT '',
    evidence uuid[] NOT NULL DEFAULT '{}',
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX supplier_step_supplier ON supplier_step (supplier_id, at, id);
  CREATE TRIGGER supplier_step_append_only BEFORE UPDATE OR DELETE ON supplier_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE supplier_licence (
    id uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    kind text NOT NULL CHECK (kind IN ('business_licence', 'food_production', 'food_business', 'workshop_record', 'organic', 'green',
      'geographical', 'entrustment')),
    number text NOT NULL,
    holder text NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    evidence_id uuid NOT NULL REFERENCES evidence (id),
    created_by uuid REFERENCES app_user (id),
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (valid_to IS NULL OR valid_from <= valid_to),
    UNIQUE (supplier_id, kind, number, valid_from)
  );

  CREATE TABLE benefit_mechanism (
    id uuid PRIMARY KEY,
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    kind text NOT NULL CHECK (kind IN ('contract_farming', 'land_transfer', 'employment', 'entrusted_production', 'shareholding', 'asset_lease')),
    income_kind text NOT NULL CHECK (income_kind IN ('wage', 'asset', 'operating')),
    description text NOT NULL,
    yearly_fen bigint CHECK (yearly_fen >= 0),
    starts_on date NOT NULL,
    ends_on date,
    created_at timestamptz NOT NULL DEFAULT now(),
    ended_at timestamptz,
    CHECK (ends_on IS NULL OR starts_on <= ends_on)
  );
  CREATE INDEX benefit_mechanism_supplier ON benefit_mechanism (supplier_id, id);
  -- A household may stand in several mechanisms, in each of them once.
  CREATE TABLE benefit_link (
    id uuid PRIMARY KEY,
    mechanism_id uuid NOT NULL REFERENCES benefit_mechanism (id),
    household_id uuid NOT NULL REFERENCES household (id),
    status text NOT NULL CHECK (status IN ('declared', 'confirmed', 'disputed')),
    note text NOT NULL DEFAULT '',
    linked_by uuid REFERENCES app_user (id),
    linked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    answered_at timestamptz,
    ended_at timestamptz
  );
  CREATE UNIQUE INDEX benefit_link_once ON benefit_link (mechanism_id, household_id) WHERE ended_at IS NULL;
  CREATE INDEX benefit_link_household ON benefit_link (household_id) WHERE ended_at IS NULL;
`;

const CERTIFICATES = `
  ALTER TABLE certificate
    DROP CONSTRAINT certificate_status_check,
    ADD CONSTRAINT certificate_status_check CHECK (status IN ('valid', 'suspended', 'expired', 'withdrawn', 'exited')),
    ADD COLUMN status_since timestamptz NOT NULL DEFAULT now(),
    ADD COLUMN status_reason text,
    ADD COLUMN category_slug text,
    ADD COLUMN variety text NOT NULL DEFAULT '',
    ADD COLUMN grade text NOT NULL DEFAULT '',
    -- [{name, netWeightGrams, priceFen}]: packings and prices as certified.
    ADD COLUMN scope jsonb NOT NULL DEFAULT '[]',
    ADD COLUMN mechanism_ids uuid[] NOT NULL DEFAULT '{}',
    ADD COLUMN issued_by text NOT NULL DEFAULT '',
    ADD COLUMN reminded_at timestamptz;
  CREATE INDEX certificate_ending ON certificate (valid_to, id) WHERE status IN ('valid', 'suspended');
  CREATE INDEX certificate_valid_to ON certificate (valid_to, id);
  CREATE INDEX certificate_households ON certificate (households, id);
  CREATE INDEX certificate_region_number ON certificate (region_code, number);
  -- Open data by state, in the order of the numbers.
  CREATE INDEX certificate_status_number ON certificate (status, number);

  CREATE OR REPLACE VIEW report_certificate AS
    SELECT c.id, c.number, c.version, c.product_name, s.name AS supplier_name, c.region_code, r.name AS region_name,
      r.path AS region_path, c.level, c.valid_from, c.valid_to, c.households, c.people, c.mechanisms, c.source_url, c.demo,
      CASE WHEN c.status <> 'valid' THEN c.status
           WHEN c.valid_to < (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'expired'
           WHEN c.valid_from > (now() AT TIME ZONE 'Asia/Shanghai')::date THEN 'suspended'
           ELSE 'valid' END AS status,
      c.status_since, c.status_reason, c.variety, c.grade, c.scope, c.issued_by
    FROM certificate c JOIN organisation s ON s.id = c.supplier_id LEFT JOIN region r ON r.code = c.region_code;

  CREATE TABLE certificate_version (
    certificate_id uuid NOT NULL REFERENCES certificate (id),
    version integer NOT NULL,
    product_name text NOT NULL,
    region_code text,
    level text NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    households integer,
    people integer,
    scope jsonb NOT NULL DEFAULT '[]',
    application_id uuid,
    issued_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (certificate_id, version)
  );
  CREATE TRIGGER certificate_version_append_only BEFORE UPDATE OR DELETE ON certificate_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE certificate_step (
    id uuid PRIMARY KEY,
    certificate_id uuid NOT NULL REFERENCES certificate (id),
    action text NOT NULL,
    from_status text,
    to_status text NOT NULL,
    actor_id uuid REFERENCES app_user (id),
    actor_name text NOT NULL,
    seat text NOT NULL,
    reason text NOT NULL DEFAULT '',
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX certificate_step_certificate ON certificate_step (certificate_id, at, id);
  CREATE TRIGGER certificate_step_append_only BEFORE UPDATE OR DELETE ON certificate_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- The last serial number given out in a county and year.
  CREATE TABLE certificate_serial (
    region_code text NOT NULL,
    year integer NOT NULL,
    last integer NOT NULL,
    PRIMARY KEY (region_code, year)
  );
`;

const APPLICATIONS = `
  CREATE SEQUENCE application_number;
  CREATE TABLE application (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('initial', 'renewal', 'change')),
    causes text[] NOT NULL DEFAULT '{}',
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    certificate_id uuid REFERENCES certificate (id),
    region_code text NOT NULL REFERENCES region (code),
    -- The prefixes that a city's and a province's work lists are read by.
    city text NOT NULL GENERATED ALWAYS AS (left(region_code, 4)) STORED,
    province text NOT NULL GENERATED ALWAYS AS (left(region_code, 2)) STORED,
    township text,
    status text NOT NULL CHECK (status IN ('draft', 'township_review', 'industry_review', 'county_review', 'publicity', 'examination',
      'city_review', 'province_review', 'national_filing', 'issued', 'returned', 'refused', 'terminated', 'withdrawn')),
    -- Counted up by every change; a decision names the version that it was made on.
    version integer NOT NULL DEFAULT 1,
    -- How often it was submitted.
    round integer NOT NULL DEFAULT 0,
    status_since timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz NOT NULL DEFAULT 'infinity',
    -- The review that sent it back, to which it returns.
    returned_from text,
    claimed_by uuid REFERENCES app_user (id),
    claimed_at timestamptz,
    product_name text NOT NULL DEFAULT '',
    category_slug text REFERENCES category (slug),
    form jsonb NOT NULL,
    field_notes jsonb NOT NULL DEFAULT '{}',
    households integer NOT NULL DEFAULT 0,
    people integer NOT NULL DEFAULT 0,
    -- The worst that the price watch says of its prices, at submission.
    price_verdict text,
    publicity_started_at timestamptz,
    publicity_ends_at timestamptz,
    -- What was left of the publication when an objection stopped its clock.
    publicity_left interval,
    -- A change review that stopped the sale: the certificate stays suspended until a new version is issued.
    stops_sales boolean NOT NULL DEFAULT false,
    created_by uuid REFERENCES app_user (id),
    -- Everybody who ever wrote in it: none of them may decide it.
    editors uuid[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    submitted_at timestamptz,
    closed_at timestamptz,
    CHECK ((kind = 'initial') = (certificate_id IS NULL) OR status = 'issued'),
    CHECK ((status = 'publicity') = (publicity_ends_at IS NOT NULL)),
    CHECK ((status = 'examination') = (publicity_left IS NOT NULL))
  );
  CREATE INDEX application_status ON application (status, due_at, id);
  CREATE INDEX application_province ON application (status, province, due_at, id);
  CREATE INDEX application_city ON application (status, city, due_at, id);
  CREATE INDEX application_county ON application (status, region_code, due_at, id);
  CREATE INDEX application_certificate ON application (certificate_id) WHERE certificate_id IS NOT NULL;
  CREATE INDEX application_supplier ON application (supplier_id, created_at, id);
  CREATE INDEX application_claimed ON application (claimed_by, status) WHERE claimed_by IS NOT NULL;
  CREATE INDEX application_publicity ON application (publicity_ends_at, id) WHERE status = 'publicity';
  CREATE INDEX application_publicity_province ON application (province, publicity_ends_at, id) WHERE status = 'publicity';
  CREATE INDEX application_publicity_city ON application (city, publicity_ends_at, id) WHERE status = 'publicity';
  CREATE INDEX application_publicity_county ON application (region_code, publicity_ends_at, id) WHERE status = 'publicity';
  CREATE UNIQUE INDEX application_open_certificate ON application (certificate_id)
    WHERE certificate_id IS NOT NULL AND status NOT IN ('issued', 'refused', 'terminated', 'withdrawn');

  -- What was submitted, each time.
  CREATE TABLE application_version (
    application_id uuid NOT NULL REFERENCES application (id),
    round integer NOT NULL,
    form jsonb NOT NULL,
    evidence jsonb NOT NULL,
    submitted_by uuid REFERENCES app_user (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (application_id, round)
  );
  CREATE TRIGGER application_version_append_only BEFORE UPDATE OR DELETE ON application_version FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE application_evidence (
    application_id uuid NOT NULL REFERENCES application (id),
    evidence_id uuid NOT NULL REFERENCES evidence (id),
    kind text NOT NULL,
    added_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (application_id, evidence_id)
  );

  CREATE TABLE application_step (
    id uuid PRIMARY KEY,
    application_id uuid NOT NULL REFERENCES application (id),
    action text NOT NULL,
    from_status text,
    to_status text NOT NULL,
    level text,
    actor_id uuid REFERENCES app_user (id),
    actor_name text NOT NULL,
    -- The office that acted.
    seat text NOT NULL,
    reason text NOT NULL DEFAULT '',
    evidence uuid[] NOT NULL DEFAULT '{}',
    round integer NOT NULL,
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX application_step_application ON application_step (application_id, at, id);
  CREATE INDEX application_step_actor ON application_step (actor_id, at);
  CREATE INDEX application_step_at ON application_step (at, action);
  CREATE TRIGGER application_step_append_only BEFORE UPDATE OR DELETE ON application_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

  CREATE TABLE objection (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    application_id uuid NOT NULL REFERENCES application (id),
    status text NOT NULL CHECK (status IN ('open', 'upheld', 'rejected')),
    name_sealed text NOT NULL,
    contact_sealed text NOT NULL,
    reason text NOT NULL,
    evidence uuid[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz,
    finding text,
    examined_by uuid REFERENCES app_user (id),
    examined_at timestamptz,
    CHECK ((status = 'open') = (examined_at IS NULL))
  );
  CREATE INDEX objection_application ON objection (application_id);
  CREATE INDEX objection_status ON objection (status, created_at, id);
`;

const SUPERVISION = `
  CREATE TABLE complaint (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('quality', 'price', 'origin', 'benefit', 'counterfeit', 'service', 'other')),
    status text NOT NULL CHECK (status IN ('received', 'investigating', 'answered')),
    certificate_id uuid REFERENCES certificate (id),
    product_id uuid REFERENCES product (id),
    supplier_id uuid REFERENCES organisation (id),
    region_code text REFERENCES region (code),
    name_sealed text,
    contact_sealed text,
    content text NOT NULL,
    evidence uuid[] NOT NULL DEFAULT '{}',
    handler_id uuid REFERENCES app_user (id),
    answer text,
    founded boolean,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz NOT NULL,
    taken_at timestamptz,
    answered_at timestamptz,
    CHECK ((status = 'answered') = (answered_at IS NOT NULL)),
    CHECK ((status = 'received') = (taken_at IS NULL))
  );
  CREATE INDEX complaint_status ON complaint (status, due_at, id);
  CREATE INDEX complaint_region ON complaint (region_code, due_at, id);
  CREATE INDEX complaint_supplier ON complaint (supplier_id);
  CREATE INDEX complaint_certificate ON complaint (certificate_id) WHERE certificate_id IS NOT NULL;

  -- A sample and the seed that it can be drawn again by.
  CREATE TABLE inspection_draw (
    id uuid PRIMARY KEY,
    method text NOT NULL CHECK (method IN ('random', 'risk')),
    seed text NOT NULL,
    region_prefix text NOT NULL,
    region_code text REFERENCES region (code),
    category_slug text,
    population integer NOT NULL,
    size integer NOT NULL,
    drawn_by uuid NOT NULL REFERENCES app_user (id),
    drawn_by_name text NOT NULL,
    drawn_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE TABLE inspection (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    draw_id uuid REFERENCES inspection_draw (id),
    complaint_id uuid REFERENCES complaint (id),
    certificate_id uuid NOT NULL REFERENCES certificate (id),
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    region_code text REFERENCES region (code),
    cause text NOT NULL CHECK (cause IN ('random', 'risk', 'complaint')),
    status text NOT NULL CHECK (status IN ('ordered', 'passed', 'rectifying', 'rectified', 'failed')),
    due_on date NOT NULL,
    items jsonb,
    findings text,
    evidence uuid[] NOT NULL DEFAULT '{}',
    ordered_by uuid REFERENCES app_user (id),
    ordered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    recorded_by uuid REFERENCES app_user (id),
    recorded_by_name text,
    recorded_at timestamptz,
    rectify_by date,
    rectification text,
    rectification_evidence uuid[] NOT NULL DEFAULT '{}',
    rectified_at timestamptz,
    CHECK ((status = 'ordered') = (recorded_at IS NULL))
  );
  CREATE INDEX inspection_region ON inspection (region_code, due_on, id);
  CREATE INDEX inspection_status ON inspection (status, due_on, id);
  CREATE INDEX inspection_certificate ON inspection (certificate_id, recorded_at);
  CREATE INDEX inspection_supplier ON inspection (supplier_id, ordered_at);
  CREATE INDEX inspection_draw_of ON inspection (draw_id) WHERE draw_id IS NOT NULL;

  CREATE TABLE sanction (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('suspension', 'withdrawal', 'freeze', 'removal', 'blacklist')),
    status text NOT NULL CHECK (status IN ('in_force', 'lifted', 'ended', 'overturned')),
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    certificate_id uuid REFERENCES certificate (id),
    region_code text REFERENCES region (code),
    reason text NOT NULL,
    evidence uuid[] NOT NULL DEFAULT '{}',
    inspection_id uuid REFERENCES inspection (id),
    complaint_id uuid REFERENCES complaint (id),
    decided_by uuid REFERENCES app_user (id),
    decided_by_name text NOT NULL,
    seat text NOT NULL,
    -- The level that decided: a lower one neither lifts it nor decides an appeal against it.
    level text NOT NULL DEFAULT 'county',
    decided_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ends_at timestamptz,
    closed_by uuid REFERENCES app_user (id),
    closed_at timestamptz,
    closed_reason text,
    CHECK ((kind IN ('suspension', 'withdrawal')) = (certificate_id IS NOT NULL)),
    CHECK (kind <> 'blacklist' OR ends_at IS NOT NULL),
    CHECK ((status = 'in_force') = (closed_at IS NULL))
  );
  CREATE INDEX sanction_supplier ON sanction (supplier_id, decided_at);
  CREATE INDEX sanction_region ON sanction (region_code, decided_at, id);
  CREATE INDEX sanction_decided ON sanction (decided_at, id);
  CREATE INDEX sanction_ending ON sanction (ends_at) WHERE status = 'in_force' AND ends_at IS NOT NULL;
  CREATE UNIQUE INDEX sanction_certificate ON sanction (certificate_id, kind) WHERE status = 'in_force' AND certificate_id IS NOT NULL;
  CREATE UNIQUE INDEX sanction_supplier_kind ON sanction (supplier_id, kind) WHERE status = 'in_force' AND certificate_id IS NULL;

  CREATE TABLE appeal (
    id uuid PRIMARY KEY,
    sanction_id uuid UNIQUE REFERENCES sanction (id),
    application_id uuid UNIQUE REFERENCES application (id),
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    region_code text REFERENCES region (code),
    status text NOT NULL CHECK (status IN ('open', 'upheld', 'rejected')),
    reason text NOT NULL,
    evidence uuid[] NOT NULL DEFAULT '{}',
    filed_by uuid NOT NULL REFERENCES app_user (id),
    filed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at timestamptz NOT NULL,
    -- Whoever decided the first time: somebody else decides this.
    first_decided_by uuid REFERENCES app_user (id),
    decided_by uuid REFERENCES app_user (id),
    decided_by_name text,
    decided_at timestamptz,
    decision text,
    decision_evidence uuid[] NOT NULL DEFAULT '{}',
    CHECK ((sanction_id IS NULL) <> (application_id IS NULL)),
    CHECK ((status = 'open') = (decided_at IS NULL)),
    CHECK (decided_by IS NULL OR decided_by IS DISTINCT FROM first_decided_by)
  );
  CREATE INDEX appeal_supplier ON appeal (supplier_id, filed_at);
  CREATE INDEX appeal_status ON appeal (status, due_at, id);
`;

const GOODS = `
  CREATE SEQUENCE batch_number;
  CREATE TABLE batch (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    certificate_id uuid NOT NULL REFERENCES certificate (id),
    harvested_on date NOT NULL,
    quantity_grams bigint NOT NULL CHECK (quantity_grams > 0),
    shipped_grams bigint NOT NULL DEFAULT 0,
    report_evidence_id uuid REFERENCES evidence (id),
    inspection text NOT NULL DEFAULT '',
    note text NOT NULL DEFAULT '',
    created_by uuid REFERENCES app_user (id),
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CHECK (shipped_grams BETWEEN 0 AND quantity_grams)
  );
  CREATE INDEX batch_supplier ON batch (supplier_id, created_at, id);
  CREATE INDEX batch_certificate ON batch (certificate_id, harvested_on);
  CREATE TABLE batch_household (
    batch_id uuid NOT NULL REFERENCES batch (id),
    household_id uuid NOT NULL REFERENCES household (id),
    grams bigint CHECK (grams >= 0),
    PRIMARY KEY (batch_id, household_id)
  );
  CREATE INDEX batch_household_household ON batch_household (household_id);
  ALTER TABLE parcel_line ADD COLUMN batch_id uuid REFERENCES batch (id);
  CREATE INDEX parcel_line_batch ON parcel_line (batch_id) WHERE batch_id IS NOT NULL;

  -- Prices of certified goods for 500 g in fen, by variety, grade and size of packing; counted anew by a schedule.
  CREATE TABLE price_band (
    variety text NOT NULL,
    grade text NOT NULL,
    size_class text NOT NULL CHECK (size_class IN ('small', 'medium', 'large')),
    count integer NOT NULL,
    p10 bigint NOT NULL,
    p25 bigint NOT NULL,
    median bigint NOT NULL,
    p75 bigint NOT NULL,
    p90 bigint NOT NULL,
    computed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (variety, grade, size_class)
  );
  CREATE TABLE price_flag (
    id uuid PRIMARY KEY,
    product_id uuid NOT NULL REFERENCES product (id),
    sku_id uuid NOT NULL REFERENCES sku (id),
    supplier_id uuid NOT NULL REFERENCES organisation (id),
    region_code text REFERENCES region (code),
    price_fen bigint NOT NULL,
    unit_price_fen bigint,
    median_fen bigint,
    verdict text NOT NULL CHECK (verdict IN ('high', 'low', 'decimal_slip')),
    reason text NOT NULL,
    created_by uuid REFERENCES app_user (id),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  CREATE INDEX price_flag_at ON price_flag (at, id);
  CREATE INDEX price_flag_region ON price_flag (region_code, at, id);
  CREATE INDEX price_flag_sku ON price_flag (sku_id, at);
  CREATE TRIGGER price_flag_append_only BEFORE UPDATE OR DELETE ON price_flag FOR EACH ROW EXECUTE FUNCTION refuse_change();

  -- The last day on the shelves: the end of the certificate or of a licence, whichever is first. Null: neither ends.
  ALTER TABLE listing ADD COLUMN shelf_to date;
  UPDATE listing SET shelf_to = certified_to;
  CREATE INDEX listing_shelf_to ON listing (shelf_to) WHERE shelf_to IS NOT NULL;
`;

const NOTICES = `
  CREATE TABLE notice (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES app_user (id),
    kind text NOT NULL,
    title text NOT NULL,
    body text NOT NULL,
    link text,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    read_at timestamptz,
    mailed_at timestamptz
  );
  CREATE INDEX notice_user ON notice (user_id, created_at, id);
  CREATE INDEX notice_unread ON notice (user_id) WHERE read_at IS NULL;
  CREATE INDEX notice_unmailed ON notice (created_at) WHERE mailed_at IS NULL AND read_at IS NULL;
`;
