-- Which figures, sums, laws and places do claims hold, in the form in which they are compared?
SELECT slot, value, unit, count(*) AS claims, bool_or(approximate) AS approximate
FROM claim_slots WHERE slot IN ('number', 'money', 'percent', 'law', 'place')
GROUP BY ALL ORDER BY claims DESC, slot, value LIMIT 10;
