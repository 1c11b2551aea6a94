-- How much of an order lies in suspense, so that operators can take it out; and what they did about
-- each line. What was missing from people before is not known any more.
ALTER TABLE wallet_rail_orders ADD COLUMN aside BIGINT NOT NULL DEFAULT 0;
ALTER TABLE wallet_rail_lines ADD COLUMN way TEXT;
UPDATE wallet_rail_orders SET aside = paid - booked WHERE kind = 'top_up' AND phase = 'cancelled';
UPDATE wallet_rail_orders SET aside = paid - amount - booked
    WHERE kind = 'top_up' AND phase = 'done' AND paid - amount > booked;
UPDATE wallet_rail_orders SET aside = booked - paid
    WHERE kind <> 'top_up' AND phase IN ('failed', 'cancelled');
CREATE INDEX wallet_rail_lines_by_seen ON wallet_rail_lines (seen, at);
