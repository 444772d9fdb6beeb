{{rollups/in_charge}}

-- That comes before whom the list of units names.
answered as (
    select
        m.* replace (case when m.responsible is null or m.responsible = u.responsible_name then coalesce(r.name, m.responsible) else m.responsible end as responsible)
    from mine as m
    left join units as u on m.unit_id = u.unit_id
    left join in_charge as r on r.unit_id = case when u.kind = 'class' then u.parent_id else m.unit_id end
),
