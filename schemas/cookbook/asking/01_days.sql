-- Which day is each article from, and where does that day come from?
SELECT guid, declared_day, published_day, dayname(published_day) AS weekday, date_status
FROM articles ORDER BY published_day, guid;
