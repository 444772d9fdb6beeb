-- What relief is these households' due, and how far has it come? One row a household, season and item.
select
    r.subject_id, r.item, r.season, r.surveyed_on, r.reviewed_on, r.published_on, r.approved_on, r.paid_on, r.received_on,
    r.cash, r.quilts, r.coats, r.goods_value, r.category, r.refused_reason, i.due_on
from relief as r
left join relief_items as i on r.item = i.item and r.season = i.season
where list_contains($households, r.subject_id)
order by r.season desc, r.item
