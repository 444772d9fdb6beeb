-- Whom the ledger of responsibilities names for a unit on the day.
in_charge as (
    select unit_id, arg_min(name, ord) as name
    from responsibles
    where role = 'responsible' and name is not null
        and from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    group by unit_id
),
