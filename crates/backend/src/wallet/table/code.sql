-- Collect codes with an amount that were paid: each is good for one payment. A reference is
-- chosen by the device that signed the code, so it is told apart by device.
CREATE TABLE wallet_codes (
    device TEXT NOT NULL,
    reference TEXT NOT NULL,
    transfer TEXT NOT NULL,
    PRIMARY KEY (device, reference)
);
