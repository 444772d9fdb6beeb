-- Whom the ledger of responsibilities names on the day comes before whom the list of units names.
in_charge as (
    select unit_id, arg_min(name, ord) as name
    from responsibles
    where role = 'responsible' and name is not null
        and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    group by unit_id
),

answered as (
    select
        m.* replace (case when m.responsible is null or m.responsible = u.responsible_name then coalesce(r.name, m.responsible) else m.responsible end as responsible)
    from mine as m
    left join units as u on m.unit_id = u.unit_id
    left join in_charge as r on r.unit_id = case when u.kind = 'class' then u.parent_id else m.unit_id end
),
