-- Why an article is dated as it is: the witnesses as rows, each with a sentence.

-- tell_evidence: the witnesses; weights speak for the inferred day, without one for the weekday of the text
INSERT INTO date_evidence BY NAME
WITH witnesses AS (
    SELECT n, 'declared' AS witness, usable AS low, usable AS high, NULL AS weekday,
        ln(declared_density(day - usable) / stray_density()) AS weight, 'declared: ' || coalesce(trim(declared_text), usable::VARCHAR) AS detail
    FROM verdicts WHERE usable IS NOT NULL
    UNION ALL
    SELECT n, 'decided', t.true_day, t.true_day, NULL, decided_weight(), 'decided' || coalesce(' by ' || decided_by, '') || ': ' || why
    FROM true_dates t JOIN verdicts USING (article_id)
    UNION ALL
    SELECT n, 'neighbour', min(s.day), max(s.day), NULL, any_value(v.day_by_neighbours) - ln(stray_density()),
        format('{} other dated {} of its story: {}', sum(s.texts)::BIGINT, if(sum(s.texts) = 1, 'text', 'texts'), string_agg(s.day, ', ' ORDER BY s.weight DESC, s.day))
    FROM verdicts v
    JOIN neighbourhoods USING (n)
    JOIN (
        SELECT o.n, s.day, s.weight, s.texts - (a.n IS NOT NULL)::INTEGER AS texts
        FROM dated o JOIN story_days s USING (story_id) LEFT JOIN anchors a ON a.n = o.n AND a.day = s.day
        WHERE s.texts > (a.n IS NOT NULL)::INTEGER
        QUALIFY row_number() OVER (PARTITION BY o.n ORDER BY s.weight DESC, s.day) <= 7
    ) s USING (n)
    GROUP BY n
    UNION ALL
    SELECT n, 'kin', min(k.day), max(k.day), NULL, any_value(v.day_by_neighbours) - ln(stray_density()),
        format('dated texts that share {}: {}', any_value(coalesce(names, 'rare wordings')), string_agg(k.day, ', ' ORDER BY k.share DESC, k.day))
    FROM verdicts v
    JOIN (SELECT * FROM kin QUALIFY row_number() OVER (PARTITION BY n ORDER BY share DESC, day) <= 5) k USING (n)
    LEFT JOIN kin_names USING (n)
    GROUP BY n
    UNION ALL
    SELECT n, 'kin', any_value(v.low), any_value(v.high), NULL, 0,
        format('dated texts that share {} do not agree on a day: {}', any_value(coalesce(names, 'rare wordings')), string_agg(k.day, ', ' ORDER BY k.day))
    FROM verdicts v
    SEMI JOIN outlines USING (n)
    JOIN (SELECT * FROM mark_days QUALIFY row_number() OVER (PARTITION BY n ORDER BY weight DESC, day) <= 5) k USING (n)
    LEFT JOIN kin_names USING (n)
    GROUP BY n
    UNION ALL
    SELECT v.n, CASE WHEN w.tied THEN 'yesterday' WHEN w.place IN ('edition', 'correction') THEN w.place ELSE 'weekday' END, NULL, NULL, w.weekday, ln(7 * l.share),
        '… ' || trim(regexp_replace(substr(a.text, greatest(1, w.start - 39), w.end_ - greatest(0, w.start - 40) + 20), '\s+', ' ', 'g')) || ' …'
    FROM named w
    JOIN verdicts v USING (n)
    JOIN articles a USING (article_id)
    JOIN weekday_likelihood l ON l.place = w.place AND l.tense = w.tense
        AND l.lag = (coalesce(isodow(v.day), v.text_weekday) - w.weekday_number + 7) % 7
    UNION ALL
    SELECT n, CASE WHEN by_address THEN 'url' ELSE 'page' END, url_day, url_day, NULL, ln(declared_density(day - url_day) / stray_density()),
        CASE WHEN by_address THEN 'its address names ' || url_day || ': ' || url ELSE 'its page declares ' || url_day END
    FROM verdicts WHERE url_day IS NOT NULL
    UNION ALL
    SELECT n, 'habit', NULL, NULL, NULL, 0,
        format('{} of {} dated texts that share rare names or wordings with it are of the weekday that they speak of, or a day off', sound, texts)
    FROM verdicts JOIN habits USING (n) JOIN cases c USING (n)
    WHERE conflict AND c.habit
    UNION ALL
    SELECT n, 'floor', floor_day, NULL, NULL, CASE WHEN day + 1 < floor_day THEN floor_weight() ELSE 0 END,
        'tells of ' || floor_words || ' as past'
    FROM verdicts WHERE floor_day IS NOT NULL
    UNION ALL
    SELECT n, 'ceiling', NULL, ceiling, NULL, 0, format('first seen on {}', ceiling - 1)
    FROM verdicts WHERE usable IS NULL AND low IS NOT NULL
)
SELECT
    v.article_id, row_number() OVER (PARTITION BY n ORDER BY w.weight DESC, w.witness, w.weekday, w.low, w.detail) - 1 AS seq,
    w.witness, w.low, w.high, w.weekday, round(w.weight, 3) AS weight, w.detail
FROM witnesses w JOIN verdicts v USING (n);
