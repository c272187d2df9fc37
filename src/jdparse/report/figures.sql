-- What `jdparse report` counts, for DuckDB, over the tables of a batch (jobs, clauses, requirements, tags, failures).
-- A job is known by (record, job). `posts` and `duties` are built first; each query behind a "name" line is one figure of the page.
-- Years and education are those of the text, else of the board's column; pay is that of the board's column, else of the text.

-- prepare: posts
-- A year's pay counts as twelve months; pay by the day or the hour is left out.
CREATE TEMP TABLE posts AS
WITH pay AS (
    SELECT *, board_min_salary IS NOT NULL OR board_max_salary IS NOT NULL AS by_board FROM jobs
)
SELECT record, job, id, coalesce(nullif(trim(board_title), ''), title) AS post, board, clauses, duplicate_group,
    coalesce(min_level, board_min_level) AS level,
    coalesce(min_years, CASE WHEN experience_kind IS NULL THEN board_min_years END) AS years,
    CASE WHEN by_board THEN board_salary_period ELSE salary_period END AS period,
    CASE WHEN by_board THEN board_min_salary ELSE min_salary END / CASE period WHEN 'month' THEN 1 WHEN 'year' THEN 12 END AS low,
    CASE WHEN by_board THEN board_max_salary ELSE max_salary END / CASE period WHEN 'month' THEN 1 WHEN 'year' THEN 12 END AS high,
    by_board AS board_pay, nullif(trim(board_headcount_text), '') IS NOT NULL AS board_headcount, disagreements
FROM pay

-- prepare: duties
CREATE TEMP TABLE duties AS SELECT DISTINCT record, job, category, name FROM tags

-- name: totals
SELECT count(*) AS jobs, count(DISTINCT record) AS with_job, coalesce(sum(clauses), 0)::BIGINT AS clauses,
    (SELECT count(*) FROM requirements) AS requirements, (SELECT count(*) FROM duties) AS duties,
    (SELECT count(*) FROM (SELECT DISTINCT record, job FROM duties)) AS with_duty,
    count(DISTINCT record) FILTER (duplicate_group <> record) AS repeated, count(duplicate_group) > 0 AS grouped
FROM posts

-- name: failures
SELECT error, count(*) AS records, min(record) AS first, arg_min(message, record) AS message
FROM failures GROUP BY error ORDER BY records DESC, error

-- name: boards
SELECT board, count(*) AS jobs FROM posts WHERE board IS NOT NULL GROUP BY board ORDER BY jobs DESC, board

-- name: categories
SELECT category, any_value(name) AS name, count(*) AS jobs FROM duties GROUP BY category ORDER BY jobs DESC, category

-- name: groups
SELECT coalesce(g.name, '—') AS name, count(DISTINCT (record, job)) AS jobs
FROM duties AS d LEFT JOIN grouped AS g USING (category) GROUP BY ALL ORDER BY jobs DESC, 1

-- name: pairs
SELECT a.category AS category, b.category AS other, count(*) AS jobs
FROM duties AS a JOIN duties AS b USING (record, job)
WHERE a.category <> b.category
GROUP BY a.category, b.category ORDER BY a.category, b.category

-- name: years_by_education
SELECT level, CASE WHEN years = 0 THEN '0' WHEN years < 1 THEN '<1' WHEN years < 3 THEN '1-2' WHEN years < 5 THEN '3-4' WHEN years < 10 THEN '5-9' WHEN years >= 10 THEN '10+' END AS years,
    count(*) AS jobs
FROM posts WHERE level IS NOT NULL GROUP BY ALL ORDER BY ALL

-- name: median_years
SELECT level, median(years) AS median FROM posts WHERE level IS NOT NULL AND years IS NOT NULL GROUP BY level

-- name: salary_by_category
SELECT category, any_value(name) AS name, count(*) AS jobs, median(low) AS low, median(high) AS high
FROM duties JOIN posts USING (record, job)
WHERE low IS NOT NULL
GROUP BY category ORDER BY low DESC, category

-- name: pay
SELECT period, count(*) AS jobs, median(low) AS low, median(high) AS high FROM posts WHERE period IS NOT NULL GROUP BY period ORDER BY jobs DESC, period

-- name: skills
SELECT coalesce(canonical.name, r.name) AS name, count(DISTINCT (record, job)) AS jobs, count(DISTINCT (record, job)) FILTER (modality = 'required') AS required
FROM requirements AS r LEFT JOIN canonical ON r.name = canonical.written
WHERE type = 'skill' AND r.name IS NOT NULL GROUP BY ALL ORDER BY jobs DESC, 1 LIMIT 30

-- name: traits
SELECT name, count(DISTINCT (record, job)) AS jobs, count(DISTINCT (record, job)) FILTER (modality = 'required') AS required
FROM requirements WHERE type = 'trait' AND name IS NOT NULL GROUP BY name ORDER BY jobs DESC, name LIMIT 30

-- name: ages
SELECT max_age AS age, count(*) AS jobs FROM (
    SELECT record, job, min(max_age) AS max_age FROM requirements WHERE type = 'age' AND max_age IS NOT NULL GROUP BY record, job
) GROUP BY max_age ORDER BY max_age

-- name: lowest_ages
SELECT min_age AS age, count(*) AS jobs FROM (
    SELECT record, job, max(min_age) AS min_age FROM requirements WHERE type = 'age' AND min_age IS NOT NULL GROUP BY record, job
) GROUP BY min_age ORDER BY min_age

-- name: limits
-- A statement that there is no limit stands by itself, as 不限.
SELECT type,
    CASE WHEN type = 'gender' THEN gender
        WHEN type = 'age' AND min_age IS NULL AND max_age IS NULL THEN '不限'
        WHEN type = 'residency' AND condition LIKE '%不限%' THEN '不限' END AS value,
    modality, count(DISTINCT (record, job)) AS jobs
FROM requirements WHERE type IN ('age', 'gender', 'height', 'residency') GROUP BY ALL ORDER BY ALL

-- name: disagreements
SELECT what, count(*) AS jobs FROM (SELECT unnest(disagreements) AS what FROM posts) GROUP BY what ORDER BY jobs DESC, what
