-- rule: boilerplate_only
-- severity: critical
-- looks at: one article
-- why: A cookie notice, a paywall or an error page in place of the article holds nothing that was reported.
-- Up to 150 words, the headline aside, of which at least half of the sentences speak of the page and to its reader.
WITH short AS (
    SELECT article_id, text, regexp_split_to_array(
            -- A teaser repeats the headline: what matters is what follows.
            CASE WHEN starts_with(lower(ltrim(text)), lower(trim(title))) THEN ltrim(text)[length(trim(title)) + 1:] ELSE text END,
            '[.!?]+\s+|\n+'
        ) AS parts
    FROM articles
    WHERE length(text) <= 1500
        AND length(text) - length(replace(text, ' ', '')) < 150
),
sentences AS (
    SELECT article_id, text, list_filter(parts, lambda part: regexp_matches(part, '\p{L}')) AS parts
    FROM short
),
counted AS (
    SELECT article_id, text, len(parts) AS sentences, list_filter(parts, lambda part: regexp_matches(
        part,
        '(?i)\bcookies?\b|\bjava ?script\b|\bad[- ]?block|\bbrowser\b|\bcaptcha\b|\bare you (?:a robot|human)\b|\bverify (?:that )?you\b'
        || '|\bsubscribe\b|\byour subscription\b|\b(?:current|existing|already a|for|only to|to our) (?:digital )?(?:subscribers?|members?)\b|\bsubscriber[- ]only\b|\bsubscription (?:required|options|to continue)\b'
        || '|\b(?:sign|log) ?(?:in|up)\b|\bnewsletters?\b|\bregister (?:now|to|for)\b|\bcreate (?:an|your) (?:free )?account\b|\bfree (?:trial|articles?)\b|\bmonthly limit\b|\bunlimited access\b'
        || '|\bterms (?:of (?:use|service|sale)|and conditions)\b|\bprivacy (?:policy|settings|notice|statement|choices)\b|\ball rights reserved\b|\bcopyright\b|©'
        || '|\bpage (?:you|not|cannot|can(?:no|’|'')t|is (?:not|no longer)|no longer|has (?:been )?(?:moved|removed))|\bno longer available\b|\bnot found\b|\baccess (?:denied|to this (?:page|site))|\b(?:error|status) \d{3}\b|\b(?:403|404|500|502|503) (?:error|forbidden|not found|bad|service)'
        || '|\b(?:continue|keep) reading\b|\bread (?:more|the full|this article)\b|\bclick here\b|\bhome ?page\b|\btry again\b|\brefresh (?:the|this|your)\b|\bthis (?:content|article|story|site|website|video) (?:is|uses|requires|has)\b|\badvertis(?:ement|ing)\b|\bmost (?:read|popular|viewed)\b|\brelated (?:stories|articles|content)\b|\badvertise with\b|^\W*(?:contact|imprint|careers|about|help|site ?map|menu|home)(?: us)?\W*$|\bshare this\b|\bfollow us\b|\bdownload (?:the|our) app\b'
    )) AS about_the_page
    FROM sentences
)
SELECT
    article_id,
    '' AS subject,
    'The text is about the page: ' || len(about_the_page) || ' of ' || sentences
    || CASE WHEN sentences = 1 THEN ' sentence' ELSE ' sentences' END AS message,
    left(about_the_page[1], 200) AS evidence,
    'text' AS span_of,
    strpos(text, about_the_page[1]) - 1 AS span_start,
    strpos(text, about_the_page[1]) - 1 + length(about_the_page[1]) AS span_end,
    NULL::VARCHAR AS suggestion
FROM counted
WHERE 2 * len(about_the_page) >= sentences AND len(about_the_page) > 0
