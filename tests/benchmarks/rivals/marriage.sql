-- Admittance through marriage, as somebody who knows the register would write it by hand: each condition true,
-- false or not known, and of them the answer. The practical limit for a program that knows neither.
WITH conditions AS (
  SELECT p.id,
         CASE WHEN m.id IS NULL AND s.id IS NOT NULL THEN FALSE
              WHEN m.id IS NULL OR m.wedding IS NULL THEN NULL
              ELSE m.wedding + INTERVAL 3 YEAR <= DATE '2026-11-23' END AS married,
         CASE WHEN n.id IS NOT NULL THEN TRUE END AS spouse_national,
         CASE WHEN p.permanent_since IS NOT NULL THEN p.permanent_since <= DATE '2026-11-23'
              WHEN p.no_permanent = FALSE THEN FALSE END AS permanent,
         p.interests
  FROM people AS p
  LEFT JOIN marriages AS m ON m.id = p.id
  LEFT JOIN marital_status AS s ON s.id = p.id
  LEFT JOIN (SELECT DISTINCT id FROM nationalities WHERE country = 'Montenegro' AND person <> id) AS n
         ON n.id = p.id
)
SELECT id,
       CASE WHEN NOT married OR NOT spouse_national OR NOT permanent OR NOT interests THEN 'no'
            WHEN married AND spouse_national AND permanent AND interests THEN 'yes'
            WHEN married AND spouse_national AND permanent THEN 'depends'
            ELSE 'unknown' END AS answer
FROM conditions
