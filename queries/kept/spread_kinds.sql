-- Subjects of the same unit, class and groups are one kind.
kinds as (
    select unit_id, class_id, groups, cast(row_number() over () as integer) as kind_no
    from (
        select distinct s.unit_id, s.class_id, coalesce(g.groups, 0) as groups
        from stands as s
        left join {groups} as g on s.subject_id = g.subject_id
        where s.in_one
    )
),

of_kind as (
    select s.subject_id, k.kind_no
    from stands as s
    left join {groups} as g on s.subject_id = g.subject_id
    inner join kinds as k
        on s.unit_id is not distinct from k.unit_id and s.class_id is not distinct from k.class_id and coalesce(g.groups, 0) = k.groups
    where s.in_one
),
