-- Does somebody answer for the work in every unit? One row a unit and body that it must name (leading group, inspection
-- group, person responsible) on $as_of. Met: a named person with a telephone (definitions/responsibles.toml; domain.md 1).
with

named as (
    select unit_id, role, name, phone, ord from responsibles
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
    union all
    -- Whom the list of units names comes after whom a ledger of responsibilities names.
    select unit_id, 'responsible', responsible_name, responsible_phone, 9223372036854775807 from units
    where responsible_name is not null
),

ranked as (
    select
        unit_id, role, name, phone,
        row_number() over (partition by unit_id, role order by case when phone is null then 1 else 0 end, ord, name) as place
    from named
),

owed as (
    select u.unit_id, u.responsible_name, r.role
    from units as u
    inner join answer_rules as r on u.kind = r.unit_kind
),

the_answer as (
    select
        s.subject_id, o.role as duty, o.unit_id,
        n.phone is not null as met,
        cast(null as date) as due_on, cast(null as date) as done_on,
        coalesce(n.name, o.responsible_name) as responsible,
        case
            when n.name is null then 'nobody_answers'
            when n.phone is null then 'answers_no_phone|' || n.name
            else 'answers|' || n.name
        end as why
    from owed as o
    inner join subjects as s on o.unit_id = s.unit_id and s.kind = 'unit'
    left join ranked as n on o.unit_id = n.unit_id and o.role = n.role and n.place = 1
)

select * from the_answer
