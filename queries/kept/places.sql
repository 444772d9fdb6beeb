-- The units of `placed`, numbered in their order, with the two who may be responsible.
{{rollups/in_charge}}
places as (
    select
        o.unit_id, row_number() over (order by o.unit_id) as unit_no, u.responsible_name, r.name as in_charge
    from (select distinct unit_id from placed) as o
    left join units as u on o.unit_id = u.unit_id
    left join in_charge as r on r.unit_id = case when u.kind = 'class' then u.parent_id else o.unit_id end
)
