-- Who is visited at New Year and Spring Festival, by category? One row a household (person) on the season's condolence
-- list that $as_of lies in; the amount is cash and goods in yuan, once handed over (domain.md 1, 2.9).
select
    subject_id, unit_id, cast(null as varchar) as class_id,
    coalesce(category, '') as x,
    case when coalesce(received_on, paid_on) <= cast($as_of as date) then 'visited' else 'waiting' end as series,
    case when coalesce(received_on, paid_on) <= cast($as_of as date) then coalesce(cash, 0) + coalesce(goods_value, 0) else 0 end as amount
from relief
where item = 'condolence' and refused_reason is null
    and season = year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end
