-- rule: html_residue
-- severity: warning
-- looks at: one article
-- why: Markup, scripts and styles between the sentences are counted, searched and quoted as if they had been written.
-- Known tags, comments, named or numbered entities, template and shortcode brackets, rules of a style sheet, statements
-- of a script. A ticker in angle brackets or an ampersand in a name is none.
-- Each step is done before the next: else DuckDB would look for the long pattern first, in every text, and twice.
WITH candidates AS MATERIALIZED (
    SELECT article_id, text
    FROM articles
    WHERE regexp_matches(text, '<[/!?%a-zA-Z]|[-%]>|&[#a-zA-Z]+;|[{}]|\]\]|\[/?\w|\bvar\s|\b(?:document|window)\.|dataLayer|googletag|adsbygoogle|_gaq|jQuery|\$\(')
),
placed AS MATERIALIZED (
    SELECT article_id, checking.found(
        text,
        '(?i:</?(?:a|abbr|article|aside|b|blockquote|br|button|center|cite|code|dd|div|dl|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|label|li|link|main|meta|nav|noscript|object|ol|option|p|picture|pre|script|section|select|small|source|span|strike|strong|style|sub|sup|svg|table|tbody|td|textarea|th|thead|tr|u|ul|video)(?:\s[^<>]*)?/?>)'
        || '|<!--|-->|<!\[CDATA\[|\]\]>|<%|%>|<\?(?:php|xml|=)'
        || '|&(?:amp|lt|gt|quot|apos|nbsp|copy|reg|trade|hellip|[mn]dash|[lr][sd]quo|bull|middot|euro|pound|cent|deg|[aeiouAEIOU](?:acute|grave|circ|uml)|[nao]tilde|szlig|ccedil|#\d{2,6}|#x[0-9a-fA-F]{2,5});'
        || '|\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\$\{[^{}\n]*\}'
        || '|\[/?(?:caption|embed|gallery|youtube|video|audio|vc_\w+|et_pb_\w+|shortcode|img|url|quote)\b[^\[\]\n]*\]'
        || '|[.#@]?[\w-]+\s*\{\s*[a-z-]+\s*:[^{}]*\}'
        || '|\bfunction\s*\w*\s*\([^()\n]*\)\s*\{|\bvar\s+\w+\s*=|\b(?:document|window)\.\w+\s*[.(=\[]|\b(?:dataLayer|googletag|adsbygoogle|_gaq)\b|\bjQuery\(|\$\(\s*[''"]'
    ) AS place
    FROM candidates
)
SELECT
    article_id,
    '' AS subject,
    'Markup or code is left in the text: ' || left(place.hit, 80) AS message,
    left(place.hit, 200) AS evidence,
    'text' AS span_of,
    length(place.before) AS span_start,
    length(place.before) + length(place.hit) AS span_end,
    NULL::VARCHAR AS suggestion
FROM placed
WHERE place.hit != ''
