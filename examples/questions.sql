-- Five questions to the tables of `jdparse batch … -o out/`, for DuckDB: run them in the folder that holds out/.
-- A job is known by (record, job): record counts the rows of the input, job the posts of one text.

-- name: categories_by_title
-- Which duties do the posts of each title have, and in what share of them?
WITH posts AS (
    SELECT record, job, coalesce(board_title, title) AS post FROM 'out/jobs/*.parquet'
),
duties AS (
    SELECT DISTINCT record, job, name FROM 'out/tags/*.parquet'
)
SELECT post, name AS category, count(*) AS jobs, round(count(*) / any_value(total), 2) AS share
FROM (SELECT *, count(*) OVER (PARTITION BY post) AS total FROM posts)
JOIN duties USING (record, job)
GROUP BY post, category
QUALIFY row_number() OVER (PARTITION BY post ORDER BY count(*) DESC, category) <= 5
ORDER BY post, jobs DESC, category;

-- name: years_by_education
-- How many years of experience go with each level of education?
SELECT min_level AS education, count(*) AS jobs, median(min_years) AS median_years, quantile_cont(min_years, 0.9) AS upper_years
FROM 'out/jobs/*.parquet'
WHERE min_years IS NOT NULL AND min_level IS NOT NULL
GROUP BY education, education_rank
ORDER BY education_rank;

-- name: salary_by_category
-- What do the posts with a duty pay a month? The board's column where it has one, else the text.
WITH pay AS (
    SELECT record, job,
        CASE WHEN board_salary_period = 'month' THEN board_min_salary WHEN salary_period = 'month' THEN min_salary END AS low,
        CASE WHEN board_salary_period = 'month' THEN board_max_salary WHEN salary_period = 'month' THEN max_salary END AS high
    FROM 'out/jobs/*.parquet'
),
duties AS (
    SELECT DISTINCT record, job, name FROM 'out/tags/*.parquet'
)
SELECT name AS category, count(*) AS jobs, median(low) AS median_low, median(high) AS median_high
FROM pay JOIN duties USING (record, job)
WHERE low IS NOT NULL
GROUP BY category
ORDER BY median_low DESC, category;

-- name: skills_together
-- Which skills are asked for in the same post?
WITH skills AS (
    SELECT DISTINCT record, job, name FROM 'out/requirements/*.parquet' WHERE type = 'skill'
)
SELECT one.name AS skill, other.name AS with_skill, count(*) AS jobs
FROM skills AS one JOIN skills AS other USING (record, job)
WHERE one.name < other.name
GROUP BY skill, with_skill
ORDER BY jobs DESC, skill, with_skill
LIMIT 50;

-- name: restrictions_by_board
-- In what share of a board's posts does the text restrict sex, age, height or registration?
WITH restricted AS (
    SELECT DISTINCT record, job, type FROM 'out/requirements/*.parquet'
    WHERE (type = 'gender' AND gender <> '不限') OR (type = 'age' AND (min_age IS NOT NULL OR max_age IS NOT NULL)) OR type IN ('height', 'residency')
)
SELECT coalesce(board, '?') AS board, type AS restriction, count(*) AS jobs, round(count(*) / any_value(total), 3) AS share
FROM (SELECT record, job, board, count(*) OVER (PARTITION BY board) AS total FROM 'out/jobs/*.parquet')
JOIN restricted USING (record, job)
GROUP BY board, restriction
ORDER BY board, jobs DESC, restriction;
