import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Carts, addresses, checkouts, orders; payments, provider events, refunds and the payment ledger; shipments, parcels, carrier events. */
export class Trade1606000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cart (
        id uuid PRIMARY KEY,
        user_id uuid UNIQUE REFERENCES app_user (id),
        token_hash bytea UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        CHECK ((user_id IS NULL) <> (token_hash IS NULL))
      );
      CREATE INDEX cart_anonymous ON cart (created_at) WHERE user_id IS NULL;
      CREATE TABLE cart_line (
        cart_id uuid NOT NULL REFERENCES cart (id) ON DELETE CASCADE,
        sku_id uuid NOT NULL REFERENCES sku (id),
        quantity integer NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (cart_id, sku_id)
      );

      CREATE TABLE address (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id),
        receiver text NOT NULL,
        phone text NOT NULL,
        region_code text NOT NULL REFERENCES region (code),
        detail text NOT NULL,
        is_default boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX address_user ON address (user_id);
      CREATE UNIQUE INDEX address_default ON address (user_id) WHERE is_default;

      CREATE TABLE payment (
        id uuid PRIMARY KEY,
        -- What is being paid: a checkout. Payments know it as an opaque reference.
        holder uuid NOT NULL UNIQUE,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        currency text NOT NULL DEFAULT 'cny',
        status text NOT NULL CHECK (status IN ('pending', 'paid', 'failed', 'cancelled', 'quarantined')),
        captured_fen bigint NOT NULL DEFAULT 0 CHECK (captured_fen >= 0),
        refunded_fen bigint NOT NULL DEFAULT 0 CHECK (refunded_fen >= 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        paid_at timestamptz,
        CHECK (refunded_fen <= captured_fen)
      );
      CREATE INDEX payment_created ON payment (created_at, id);
      CREATE INDEX payment_pending ON payment (created_at) WHERE status = 'pending';

      -- One try to pay. Its id is the provider's idempotency key.
      CREATE TABLE payment_attempt (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL REFERENCES payment (id),
        status text NOT NULL CHECK (status IN ('created', 'open', 'succeeded', 'failed', 'cancelled')),
        provider_ref text UNIQUE,
        pay_url text,
        return_url text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        checked_at timestamptz
      );
      CREATE INDEX payment_attempt_payment ON payment_attempt (payment_id);
      CREATE UNIQUE INDEX payment_attempt_open ON payment_attempt (payment_id) WHERE status IN ('created', 'open');

      -- What the provider told us, stored before anything is done with it.
      CREATE TABLE payment_event (
        id uuid PRIMARY KEY,
        provider_event_id text NOT NULL UNIQUE,
        type text NOT NULL,
        provider_ref text,
        payload jsonb NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        processed_at timestamptz,
        outcome text
      );
      CREATE INDEX payment_event_waiting ON payment_event (received_at) WHERE processed_at IS NULL;

      CREATE TABLE refund (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL REFERENCES payment (id),
        -- What is refunded: an order. One refund per holder and cause, so that a repeated cancellation refunds once.
        holder uuid NOT NULL,
        cause text NOT NULL,
        amount_fen bigint NOT NULL CHECK (amount_fen > 0),
        reason text NOT NULL,
        status text NOT NULL CHECK (status IN ('pending', 'submitted', 'succeeded', 'failed')),
        provider_ref text UNIQUE,
        attempts integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        UNIQUE (holder, cause)
      );
      CREATE INDEX refund_payment ON refund (payment_id);
      CREATE INDEX refund_open ON refund (created_at) WHERE status IN ('pending', 'submitted');

      -- The ledger of what the provider moved: capture (+), refund (−), refund_reversal (+).
      CREATE TABLE payment_entry (
        id uuid PRIMARY KEY,
        payment_id uuid NOT NULL REFERENCES payment (id),
        kind text NOT NULL CHECK (kind IN ('capture', 'refund', 'refund_reversal')),
        amount_fen bigint NOT NULL CHECK (amount_fen <> 0),
        refund_id uuid REFERENCES refund (id),
        at timestamptz NOT NULL DEFAULT now(),
        CHECK ((kind = 'refund') = (amount_fen < 0)),
        CHECK ((kind = 'capture') = (refund_id IS NULL)),
        UNIQUE (refund_id, kind)
      );
      CREATE UNIQUE INDEX payment_entry_one_capture ON payment_entry (payment_id) WHERE kind = 'capture';
      CREATE INDEX payment_entry_payment ON payment_entry (payment_id);
      CREATE TRIGGER payment_entry_append_only BEFORE UPDATE OR DELETE ON payment_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE checkout (
        id uuid PRIMARY KEY,
        user_id uuid NOT NULL REFERENCES app_user (id),
        payment_id uuid NOT NULL UNIQUE REFERENCES payment (id),
        total_fen bigint NOT NULL CHECK (total_fen > 0),
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX checkout_user ON checkout (user_id, id);

      CREATE SEQUENCE order_number;
      CREATE TABLE sales_order (
        id uuid PRIMARY KEY,
        number text NOT NULL UNIQUE,
        checkout_id uuid NOT NULL REFERENCES checkout (id),
        user_id uuid NOT NULL REFERENCES app_user (id),
        supplier_id uuid NOT NULL REFERENCES organisation (id),
        region_code text REFERENCES region (code),
        status text NOT NULL CHECK (status IN
          ('pending_payment', 'to_ship', 'part_shipped', 'shipped', 'completed', 'cancelled', 'expired')),
        goods_fen bigint NOT NULL CHECK (goods_fen >= 0),
        freight_fen bigint NOT NULL CHECK (freight_fen >= 0),
        discount_fen bigint NOT NULL DEFAULT 0 CHECK (discount_fen >= 0),
        total_fen bigint NOT NULL CHECK (total_fen > 0),
        receiver text NOT NULL,
        phone text NOT NULL,
        delivery_region_code text NOT NULL REFERENCES region (code),
        region_path text NOT NULL,
        detail text NOT NULL,
        remark text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        paid_at timestamptz,
        shipped_at timestamptz,
        auto_confirm_at timestamptz,
        completed_at timestamptz,
        closed_at timestamptz,
        CHECK (total_fen = goods_fen + freight_fen - discount_fen)
      );
      CREATE INDEX sales_order_checkout ON sales_order (checkout_id);
      CREATE INDEX sales_order_user ON sales_order (user_id, created_at, id);
      CREATE INDEX sales_order_supplier ON sales_order (supplier_id, created_at, id);
      CREATE INDEX sales_order_created ON sales_order (created_at, id);
      CREATE INDEX sales_order_region ON sales_order (region_code, created_at, id);
      CREATE INDEX sales_order_paid ON sales_order (paid_at) WHERE paid_at IS NOT NULL;
      CREATE INDEX sales_order_given_back ON sales_order (closed_at) WHERE closed_at IS NOT NULL AND paid_at IS NOT NULL;
      CREATE INDEX sales_order_unpaid ON sales_order (expires_at) WHERE status = 'pending_payment';
      CREATE INDEX sales_order_unconfirmed ON sales_order (auto_confirm_at) WHERE status = 'shipped';

      CREATE TABLE order_line (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES sales_order (id),
        sku_id uuid NOT NULL REFERENCES sku (id),
        product_id uuid NOT NULL REFERENCES product (id),
        product_name text NOT NULL,
        sku_name text NOT NULL,
        photo_key text,
        certificate_number text,
        county_name text,
        category_slug text NOT NULL,
        net_weight_grams integer,
        price_fen bigint NOT NULL CHECK (price_fen > 0),
        quantity integer NOT NULL CHECK (quantity > 0),
        discount_fen bigint NOT NULL DEFAULT 0 CHECK (discount_fen >= 0),
        line_fen bigint NOT NULL,
        shipped_quantity integer NOT NULL DEFAULT 0,
        CHECK (line_fen = price_fen * quantity),
        CHECK (shipped_quantity BETWEEN 0 AND quantity),
        UNIQUE (order_id, sku_id)
      );
      CREATE INDEX order_line_sku ON order_line (sku_id);
      CREATE INDEX order_line_product ON order_line (product_id);

      CREATE TABLE order_step (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL REFERENCES sales_order (id),
        from_status text,
        to_status text NOT NULL,
        actor_id uuid,
        actor_name text NOT NULL,
        note text NOT NULL DEFAULT '',
        at timestamptz NOT NULL DEFAULT clock_timestamp()
      );
      CREATE INDEX order_step_order ON order_step (order_id, at, id);
      CREATE TRIGGER order_step_append_only BEFORE UPDATE OR DELETE ON order_step FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE TABLE parcel (
        id uuid PRIMARY KEY,
        -- What is in it: an order. Null: the carrier told of a waybill that we do not know (yet).
        order_id uuid REFERENCES sales_order (id),
        carrier text NOT NULL,
        waybill text NOT NULL,
        status text NOT NULL CHECK (status IN ('registered', 'collected', 'in_transit', 'out_for_delivery', 'delivered', 'exception')),
        shipped_at timestamptz NOT NULL DEFAULT now(),
        delivered_at timestamptz,
        UNIQUE (carrier, waybill)
      );
      CREATE INDEX parcel_order ON parcel (order_id);
      CREATE INDEX parcel_moving ON parcel (shipped_at) WHERE status <> 'delivered';

      CREATE TABLE parcel_line (
        parcel_id uuid NOT NULL REFERENCES parcel (id),
        order_line_id uuid NOT NULL REFERENCES order_line (id),
        quantity integer NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (parcel_id, order_line_id)
      );

      CREATE TABLE carrier_event (
        id uuid PRIMARY KEY,
        provider_event_id text NOT NULL UNIQUE,
        parcel_id uuid NOT NULL REFERENCES parcel (id),
        code text NOT NULL,
        occurred_at timestamptz NOT NULL,
        place text NOT NULL,
        note text NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX carrier_event_parcel ON carrier_event (parcel_id, occurred_at);

      -- Whoever watches an order hears that it moved; what moved is read through the route that checks who asks.
      CREATE FUNCTION announce_order() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_TABLE_NAME = 'carrier_event' THEN
          PERFORM pg_notify('order_changed', order_id::text) FROM parcel WHERE id = NEW.parcel_id AND order_id IS NOT NULL;
        ELSIF TG_TABLE_NAME = 'refund' THEN
          PERFORM pg_notify('order_changed', NEW.holder::text);
        ELSE
          PERFORM pg_notify('order_changed', NEW.order_id::text);
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER order_step_announced AFTER INSERT ON order_step FOR EACH ROW WHEN (NEW.from_status IS NOT NULL) EXECUTE FUNCTION announce_order();
      CREATE TRIGGER refund_announced AFTER UPDATE OF status ON refund FOR EACH ROW EXECUTE FUNCTION announce_order();
      CREATE TRIGGER carrier_event_announced AFTER INSERT ON carrier_event FOR EACH ROW EXECUTE FUNCTION announce_order();
    `);
  }

  async down(): Promise<void> {
    throw new Error('The baseline has no way back: restore a backup instead.');
  }
}
