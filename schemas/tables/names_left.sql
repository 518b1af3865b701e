-- Names that left a text: who shares them with others is to be dated without it.
CREATE TABLE names_left (
    name        VARCHAR NOT NULL,  -- the name in small letters
    spoken      VARCHAR            -- a weekday or day of a month that the text spoke of; NULL where the name alone is meant
);
