-- Which address gave a feed's validators, and when: they are sent to no other, and not for ever.
ALTER TABLE feeds ADD COLUMN validators_of TEXT NOT NULL DEFAULT '';
ALTER TABLE feeds ADD COLUMN validators_given BIGINT;
