-- How the tables of the register are drawn. `draw(n, what)` is a number from 0 up to 1 for each
-- person and matter, always the same for the same seed.
CREATE MACRO draw(n, what) AS (md5_number_lower(concat(seed(), ':', n, ':', what)) % 1000003) / 1000003.0;
CREATE MACRO key_of(n) AS 'P' || lpad(CAST(n AS VARCHAR), 8, '0');
CREATE MACRO days(n, what, most) AS CAST(floor(draw(n, what) * most) AS INTEGER);
-- yes, no, or nothing said
CREATE MACRO said(n, what, yes, no) AS
  CASE WHEN draw(n, what) < yes THEN TRUE WHEN draw(n, what) < yes + no THEN FALSE END;
-- ages: many adults, fewer children and old people
CREATE MACRO born(n) AS DATE '2026-11-23' - CAST(
  CASE WHEN draw(n, 'age') < 0.2 THEN draw(n, 'years') * 18
       WHEN draw(n, 'age') < 0.85 THEN 18 + draw(n, 'years') * 42
       ELSE 60 + draw(n, 'years') * 35 END * 365.25 AS INTEGER);
CREATE MACRO arrived(n) AS greatest(born(n) + 1, DATE '2026-11-01' - days(n, 'arrival', 7300));
CREATE MACRO married(n) AS born(n) <= DATE '2004-01-01' AND draw(n, 'married') < 0.45;
CREATE MACRO wedding(n) AS least(DATE '2026-11-20', born(n) + 6800 + days(n, 'wedding', 9000));
-- table: people
SELECT key_of(n) AS id,
       CASE WHEN draw(n, 'birth known') < 0.95 THEN born(n) END AS born,
       CASE WHEN draw(n, 'resides') < 0.85 THEN arrived(n) END AS resident_since,
       CASE WHEN draw(n, 'resides') < 0.85 AND draw(n, 'permanent') < 0.4
            THEN least(arrived(n) + 1827, DATE '2026-11-20') END AS permanent_since,
       CASE WHEN draw(n, 'permanent') >= 0.4 AND draw(n, 'permanent') < 0.9 THEN FALSE END AS no_permanent,
       said(n, 'accommodation', 0.8, 0.1) AS accommodation,
       said(n, 'taxes', 0.75, 0.1) AS taxes,
       said(n, 'language', 0.6, 0.25) AS language,
       said(n, 'released', 0.3, 0.55) AS released,
       said(n, 'emigrant', 0.03, 0.9) AS emigrant,
       said(n, 'income', 0.45, 0.15) AS income,
       said(n, 'security', 0.55, 0.01) AS security,
       said(n, 'interests', 0.3, 0.05) AS interests,
       said(n, 'special', 0.002, 0.9) AS special_interest,
       said(n, 'discretion', 0.2, 0.2) AS discretion,
       said(n, 'stateless', 0.005, 0.95) AS stateless,
       said(n, 'unknown nationality', 0.002, 0.97) AS unknown_nationality
FROM range(1, people() + 1) AS all_people(n)
;
-- table: marriages
SELECT key_of(n) AS id, 'S' || substr(key_of(n), 2) AS spouse, TRUE AS married,
       CASE WHEN draw(n, 'wedding known') < 0.93 THEN wedding(n) END AS wedding
FROM range(1, people() + 1) AS all_people(n)
WHERE married(n)
;
-- of most people it is known that they have no other marriage than the one above, if any
-- table: marital_status
SELECT key_of(n) AS id, FALSE AS another, CAST(NULL AS VARCHAR) AS spouse, CAST(NULL AS DATE) AS wedding
FROM range(1, people() + 1) AS all_people(n)
WHERE married(n) OR draw(n, 'said to be single') < 0.9
;
-- table: nationalities
SELECT key_of(n) AS id, 'S' || substr(key_of(n), 2) AS person, 'Montenegro' AS country,
       born(n) - 300 AS since, DATE '2026-11-23' AS until
FROM range(1, people() + 1) AS all_people(n)
WHERE married(n) AND draw(n, 'spouse national') < 0.5
UNION ALL
SELECT key_of(n), key_of(n),
       list_extract(['Serbia', 'Croatia', 'Albania', 'Ukraine', 'Italy'], 1 + days(n, 'country', 5)),
       born(n), DATE '2026-11-23'
FROM range(1, people() + 1) AS all_people(n)
WHERE draw(n, 'nationality known') < 0.9
;
-- table: convictions
SELECT key_of(n) AS id, 'K' || substr(key_of(n), 2) AS conviction,
       CAST(1 + days(n, 'term', 36) AS VARCHAR) || ' months' AS term,
       said(n, 'final', 0.9, 0.05) AS final, said(n, 'unconditional', 0.5, 0.45) AS unconditional,
       said(n, 'ex officio', 0.8, 0.15) AS ex_officio, said(n, 'ceased', 0.3, 0.6) AS ceased
FROM range(1, people() + 1) AS all_people(n)
WHERE draw(n, 'convicted') < 0.04
;
