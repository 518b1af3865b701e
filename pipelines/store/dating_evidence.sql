-- Why an article is dated as it is: the witnesses as rows, each with a sentence.

-- tell_evidence: the witnesses; weights speak for the inferred day, without one for the weekday of the text
INSERT INTO date_evidence BY NAME
WITH witnesses AS (
    SELECT article_id, 'declared' AS witness, usable AS low, usable AS high, NULL AS weekday,
        ln(declared_density(day - usable) / stray_density()) AS weight, 'declared: ' || coalesce(trim(declared_text), usable::VARCHAR) AS detail
    FROM verdicts WHERE usable IS NOT NULL
    UNION ALL
    SELECT article_id, 'decided', t.true_day, t.true_day, NULL, decided_weight(), 'decided' || coalesce(' by ' || decided_by, '') || ': ' || why
    FROM true_dates t SEMI JOIN verdicts USING (article_id)
    UNION ALL
    SELECT v.article_id, 'neighbour', min(s.day), max(s.day), NULL, any_value(v.day_by_neighbours) - ln(stray_density()),
        format('{} other dated {} of its story: {}', sum(s.texts)::BIGINT, if(sum(s.texts) = 1, 'text', 'texts'), string_agg(s.day, ', ' ORDER BY s.weight DESC, s.day))
    FROM verdicts v
    JOIN neighbourhoods USING (article_id)
    JOIN (
        SELECT o.article_id, s.day, s.weight, s.texts - (a.article_id IS NOT NULL)::INTEGER AS texts
        FROM dated o JOIN story_days s USING (story_id) LEFT JOIN anchors a ON a.article_id = o.article_id AND a.day = s.day
        WHERE s.texts > (a.article_id IS NOT NULL)::INTEGER
        QUALIFY row_number() OVER (PARTITION BY o.article_id ORDER BY s.weight DESC, s.day) <= 7
    ) s USING (article_id)
    GROUP BY v.article_id
    UNION ALL
    SELECT v.article_id, 'kin', min(k.day), max(k.day), NULL, any_value(v.day_by_neighbours) - ln(stray_density()),
        format('dated texts that share {}: {}', any_value(coalesce(n.names, 'rare wordings')), string_agg(k.day, ', ' ORDER BY k.share DESC, k.day))
    FROM verdicts v
    JOIN (SELECT * FROM kin QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY share DESC, day) <= 5) k USING (article_id)
    LEFT JOIN kin_names n USING (article_id)
    GROUP BY v.article_id
    UNION ALL
    SELECT v.article_id, 'kin', any_value(v.low), any_value(v.high), NULL, 0,
        format('dated texts that share {} do not agree on a day: {}', any_value(coalesce(n.names, 'rare wordings')), string_agg(k.day, ', ' ORDER BY k.day))
    FROM verdicts v
    SEMI JOIN outlines USING (article_id)
    JOIN (SELECT * FROM mark_days QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY weight DESC, day) <= 5) k USING (article_id)
    LEFT JOIN kin_names n USING (article_id)
    GROUP BY v.article_id
    UNION ALL
    SELECT n.article_id, CASE WHEN n.tied THEN 'yesterday' WHEN n.place IN ('edition', 'correction') THEN n.place ELSE 'weekday' END, NULL, NULL, n.weekday, ln(7 * l.share),
        '… ' || trim(regexp_replace(substr(a.text, greatest(1, n.start - 39), n.end_ - greatest(0, n.start - 40) + 20), '\s+', ' ', 'g')) || ' …'
    FROM named n
    JOIN articles a USING (article_id)
    JOIN verdicts v USING (article_id)
    JOIN weekday_likelihood l ON l.place = n.place AND l.tense = n.tense
        AND l.lag = (coalesce(isodow(v.day), v.text_weekday) - n.weekday_number + 7) % 7
    UNION ALL
    SELECT article_id, CASE WHEN by_address THEN 'url' ELSE 'page' END, url_day, url_day, NULL, ln(declared_density(day - url_day) / stray_density()),
        CASE WHEN by_address THEN 'its address names ' || url_day || ': ' || url ELSE 'its page declares ' || url_day END
    FROM verdicts WHERE url_day IS NOT NULL
    UNION ALL
    SELECT article_id, 'habit', NULL, NULL, NULL, 0,
        format('{} of {} dated texts that share rare names or wordings with it are of the weekday that they speak of, or a day off', sound, texts)
    FROM verdicts JOIN habits USING (article_id) JOIN cases c USING (article_id)
    WHERE conflict AND c.habit
    UNION ALL
    SELECT article_id, 'floor', floor_day, NULL, NULL, CASE WHEN day + 1 < floor_day THEN floor_weight() ELSE 0 END,
        'tells of ' || floor_words || ' as past'
    FROM verdicts WHERE floor_day IS NOT NULL
    UNION ALL
    SELECT article_id, 'ceiling', NULL, ceiling, NULL, 0, format('first seen on {}', ceiling - 1)
    FROM verdicts WHERE usable IS NULL AND low IS NOT NULL
)
SELECT
    article_id, row_number() OVER (PARTITION BY article_id ORDER BY weight DESC, witness, weekday, low, detail) - 1 AS seq,
    witness, low, high, weekday, round(weight, 3) AS weight, detail
FROM witnesses;
