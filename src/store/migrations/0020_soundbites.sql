-- The moments a publisher picked (podcast:soundbite): a list of start, duration and title.
ALTER TABLE episodes ADD COLUMN soundbites TEXT NOT NULL DEFAULT '';
