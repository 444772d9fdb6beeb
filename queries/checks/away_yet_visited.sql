-- R2: who was away or in hospital, by the ledger, and yet visited at home then? A visit in hospital, or one that met
-- somebody else of the home, is none. Looks back $days days.
-- One row a contact; a case is person and absence.
with

the_answer as (
    select
        cast(c.person_id as varchar) || '|' || cast(a.from_on as varchar) as case_key, c.person_id as subject_id, c.unit_id, c.on_day, c.by_name,
        cast(c.on_day as varchar) || '|' || a.reason || '|' || cast(a.from_on as varchar) as why
    from contacts as c
    inner join absences as a on c.person_id = a.person_id and c.on_day > a.from_on and c.on_day < a.to_on
    inner join people as p on c.person_id = p.person_id
    where not (a.reason = 'hospital' and regexp_matches(coalesce(c.text, ''), '医院|病房|病床|住院'))
        and coalesce(contains(c.met_whom, p.name) or contains(c.met_whom, '本人') or c.met_whom in ('是', '见到'), true)
        and c.kind in ('visit', 'home_visit', 'condolence') and c.precision = 'day'
        and c.on_day <= cast($as_of as date) and c.on_day > cast($as_of as date) - cast($days as integer)
)

select * from the_answer
