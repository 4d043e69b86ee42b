-- Admittance by every route, as somebody who knows the register would write it by hand: each condition true,
-- false or not known, each finding made, refused or open, and of them the answer.
WITH conditions AS (
  SELECT p.id,
         p.born + INTERVAL 18 YEAR <= DATE '2026-11-23' AS adult,
         p.released OR CASE WHEN f.id IS NOT NULL THEN FALSE END AS released,
         p.resident_since + INTERVAL 10 YEAR <= DATE '2026-11-23' AS ten_years,
         p.resident_since + INTERVAL 2 YEAR <= DATE '2026-11-23' AS two_years,
         CASE WHEN c.id IS NULL THEN TRUE
              WHEN c.counts THEN FALSE
              WHEN c.may_count THEN NULL
              ELSE TRUE END AS no_conviction,
         CASE WHEN p.permanent_since IS NOT NULL THEN p.permanent_since <= DATE '2026-11-23'
              WHEN p.no_permanent = FALSE THEN FALSE END AS permanent,
         CASE WHEN m.id IS NULL AND s.id IS NOT NULL THEN FALSE
              WHEN m.id IS NULL OR m.wedding IS NULL THEN NULL
              ELSE m.wedding + INTERVAL 3 YEAR <= DATE '2026-11-23' END AS married,
         CASE WHEN n.id IS NOT NULL THEN TRUE END AS spouse_national,
         p.accommodation, p.language, p.taxes, p.emigrant,
         p.income, p.security, p.interests, p.special_interest, p.discretion
  FROM people AS p
  LEFT JOIN marriages AS m ON m.id = p.id
  LEFT JOIN marital_status AS s ON s.id = p.id
  LEFT JOIN (SELECT DISTINCT id FROM nationalities WHERE country = 'Montenegro' AND person <> id) AS n
         ON n.id = p.id
  LEFT JOIN (SELECT DISTINCT id FROM nationalities WHERE country <> 'Montenegro' AND person = id) AS f
         ON f.id = p.id
  LEFT JOIN (
    SELECT id,
           bool_or(long AND coalesce(final AND unconditional AND ex_officio AND NOT ceased, FALSE)) AS counts,
           bool_or(long AND coalesce(final AND unconditional AND ex_officio AND NOT ceased, TRUE)) AS may_count
    FROM (SELECT *, CAST(split_part(term, ' ', 1) AS INTEGER) > 12 AS long FROM convictions) AS one
    GROUP BY id
  ) AS c ON c.id = p.id
), answers AS (
  SELECT id,
         (adult AND released AND ten_years AND accommodation AND income AND no_conviction
            AND language AND security AND taxes AND permanent AND interests)
         OR (married AND spouse_national AND permanent AND interests)
         OR special_interest
         OR (emigrant AND two_years AND adult AND accommodation AND income AND no_conviction
            AND security AND taxes AND discretion) AS now,
         (adult AND released AND ten_years AND accommodation AND coalesce(income, TRUE) AND no_conviction
            AND language AND coalesce(security, TRUE) AND taxes AND permanent AND coalesce(interests, TRUE))
         OR (married AND spouse_national AND permanent AND coalesce(interests, TRUE))
         OR coalesce(special_interest, TRUE)
         OR (emigrant AND two_years AND adult AND accommodation AND coalesce(income, TRUE) AND no_conviction
            AND coalesce(security, TRUE) AND taxes AND coalesce(discretion, TRUE)) AS once_found
  FROM conditions
)
SELECT id,
       CASE WHEN now THEN 'yes' WHEN NOT now THEN 'no' WHEN once_found THEN 'depends' ELSE 'unknown' END AS answer
FROM answers
