import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Certificates, products, SKUs, listings (the read model of the shelves), freight; stock and its movements; imports. */
export class CatalogueAndStock1606000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE certificate (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        version integer NOT NULL DEFAULT 1,
        product_name text NOT NULL,
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        region_code text REFERENCES region (code),
        level text NOT NULL CHECK (level IN ('national', 'province', 'city', 'county')),
        status text NOT NULL CHECK (status IN ('valid', 'suspended', 'expired', 'withdrawn')),
        valid_from date NOT NULL,
        valid_to date NOT NULL,
        households integer CHECK (households >= 0),
        people integer CHECK (people >= 0),
        mechanisms text[] NOT NULL DEFAULT '{}',
        source_url text,
        demo boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK (valid_from <= valid_to)
      );
      CREATE INDEX certificate_supplier ON certificate (supplier_id);
      CREATE INDEX certificate_region ON certificate (region_code, id);

      CREATE TABLE category (
        slug text PRIMARY KEY,
        name text NOT NULL UNIQUE,
        parent_slug text REFERENCES category (slug),
        position integer NOT NULL
      );

      CREATE TABLE product (
        id uuid PRIMARY KEY,
        version integer NOT NULL DEFAULT 1,
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        certificate_id uuid REFERENCES certificate (id),
        name text NOT NULL,
        category_slug text NOT NULL REFERENCES category (slug),
        county_code text REFERENCES region (code),
        description text NOT NULL,
        channels text[] NOT NULL DEFAULT '{}',
        status text NOT NULL CHECK (status IN ('draft', 'listed', 'withdrawn')),
        source_url text,
        demo boolean NOT NULL DEFAULT false,
        demo_fields text[] NOT NULL DEFAULT '{}',
        sold_count integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        listed_at timestamptz
      );
      CREATE INDEX product_supplier ON product (supplier_id, id);
      CREATE INDEX product_county ON product (county_code, id);
      CREATE INDEX product_certificate ON product (certificate_id);
      CREATE UNIQUE INDEX product_import_key ON product (supplier_id, name, coalesce(county_code, ''));

      CREATE TABLE sku (
        id uuid PRIMARY KEY,
        product_id uuid NOT NULL REFERENCES product (id),
        name text NOT NULL,
        net_weight_grams integer CHECK (net_weight_grams > 0),
        price_fen bigint NOT NULL CHECK (price_fen > 0),
        market_price_fen bigint CHECK (market_price_fen > 0),
        active boolean NOT NULL DEFAULT true,
        position integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (product_id, name)
      );

      CREATE TABLE price_change (
        id uuid PRIMARY KEY,
        sku_id uuid NOT NULL REFERENCES sku (id),
        price_fen bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX price_change_sku ON price_change (sku_id, at);
      CREATE TRIGGER price_change_append_only BEFORE UPDATE OR DELETE ON price_change FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE product_photo (
        id uuid PRIMARY KEY,
        product_id uuid NOT NULL REFERENCES product (id),
        key text NOT NULL,
        alt text NOT NULL,
        position integer NOT NULL
      );
      CREATE INDEX product_photo_product ON product_photo (product_id, position);

      -- One row per product on the shelves with all that a card shows, so that a page is one index scan. Rewritten in the
      -- transaction of every change to the product, its SKUs or its certificate. Stock is joined when read, by sku_ids.
      -- score orders the shelves by default: seconds since 1970 of the listing date, plus a month for each factor e of pieces sold.
      -- terms, words and spelling are made by the application, which segments Chinese and spells it in pinyin.
      CREATE TABLE listing (
        product_id uuid PRIMARY KEY REFERENCES product (id),
        name text NOT NULL,
        photo_key text,
        supplier_id uuid NOT NULL,
        supplier_name text NOT NULL,
        county_code text COLLATE "C",
        county_name text,
        county_path text,
        category_slug text NOT NULL,
        category_parent text NOT NULL,
        channels text[] NOT NULL,
        mechanisms text[] NOT NULL,
        price_fen bigint NOT NULL,
        unit_price_fen bigint,
        market_price_fen bigint,
        sku_ids uuid[] NOT NULL,
        sold_count integer NOT NULL,
        households integer,
        certificate_number text,
        certified_from date,
        certified_to date,
        demo boolean NOT NULL,
        listed_at timestamptz(3) NOT NULL,
        score bigint NOT NULL,
        terms tsvector NOT NULL,
        words text[] NOT NULL,
        spelling text NOT NULL
      );
      CREATE INDEX listing_score ON listing (score, product_id);
      CREATE INDEX listing_newest ON listing (listed_at, product_id);
      CREATE INDEX listing_price ON listing (price_fen, product_id);
      CREATE INDEX listing_sold ON listing (sold_count, product_id);
      CREATE INDEX listing_county ON listing (county_code);
      CREATE INDEX listing_category ON listing (category_slug, score, product_id);
      CREATE INDEX listing_category_parent ON listing (category_parent, score, product_id);
      CREATE INDEX listing_certificate ON listing (certificate_number);
      CREATE INDEX listing_terms ON listing USING gin (terms) WITH (fastupdate = off);
      -- Near misses: trigrams of the pinyin, since pg_trgm sees no Chinese characters under the C locale.
      CREATE INDEX listing_spelling ON listing USING gin (spelling gin_trgm_ops);

      -- Words for typing suggestions: the word, its pinyin and initials, and how many listings carry it. value: the word itself,
      -- the county's code, or the category's slug.
      CREATE TABLE search_word (
        kind text NOT NULL CHECK (kind IN ('product', 'county', 'category')),
        value text NOT NULL,
        word text COLLATE "C" NOT NULL,
        pinyin text COLLATE "C" NOT NULL,
        initials text COLLATE "C" NOT NULL,
        uses integer NOT NULL DEFAULT 0,
        PRIMARY KEY (kind, value)
      );
      CREATE INDEX search_word_word ON search_word (word);
      CREATE INDEX search_word_pinyin ON search_word (pinyin);
      CREATE INDEX search_word_initials ON search_word (initials);

      CREATE TABLE freight_rule (
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        region_prefix text NOT NULL CHECK (region_prefix ~ '^([0-9]{2}){0,3}$'),
        deliverable boolean NOT NULL,
        first_grams integer NOT NULL CHECK (first_grams > 0),
        first_fen bigint NOT NULL CHECK (first_fen >= 0),
        step_grams integer NOT NULL CHECK (step_grams > 0),
        step_fen bigint NOT NULL CHECK (step_fen >= 0),
        free_over_fen bigint CHECK (free_over_fen > 0),
        PRIMARY KEY (supplier_id, region_prefix)
      );

      CREATE TABLE stock (
        sku_id uuid PRIMARY KEY,
        on_hand integer NOT NULL DEFAULT 0,
        reserved integer NOT NULL DEFAULT 0,
        CHECK (reserved >= 0),
        CHECK (reserved <= on_hand)
      ) WITH (fillfactor = 70);

      CREATE TABLE stock_movement (
        id uuid PRIMARY KEY,
        sku_id uuid NOT NULL REFERENCES stock (sku_id),
        delta integer NOT NULL CHECK (delta <> 0),
        reason text NOT NULL CHECK (reason IN ('import', 'adjustment', 'shipment', 'return')),
        reference text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX stock_movement_sku ON stock_movement (sku_id);
      CREATE TRIGGER stock_movement_append_only BEFORE UPDATE OR DELETE ON stock_movement FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- Pieces held for somebody. Live: counted in stock.reserved. It becomes consumed when shipped, released when given back.
      CREATE TABLE reservation (
        holder uuid NOT NULL,
        sku_id uuid NOT NULL REFERENCES stock (sku_id),
        quantity integer NOT NULL CHECK (quantity > 0),
        consumed integer NOT NULL DEFAULT 0,
        released integer NOT NULL DEFAULT 0,
        PRIMARY KEY (holder, sku_id),
        CHECK (consumed >= 0 AND released >= 0 AND consumed + released <= quantity)
      );
      CREATE INDEX reservation_live ON reservation (sku_id) WHERE consumed + released < quantity;

      CREATE TABLE import_run (
        id uuid PRIMARY KEY,
        file_name text NOT NULL,
        object_key text NOT NULL,
        status text NOT NULL CHECK (status IN ('queued', 'running', 'done', 'failed')),
        rows_total integer,
        rows_done integer NOT NULL DEFAULT 0,
        created_rows integer NOT NULL DEFAULT 0,
        updated_rows integer NOT NULL DEFAULT 0,
        unchanged_rows integer NOT NULL DEFAULT 0,
        failed_rows integer NOT NULL DEFAULT 0,
        errors jsonb NOT NULL DEFAULT '[]',
        created_by uuid REFERENCES app_user (id),
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('The baseline has no way back: restore a backup instead.');
  }
}
