-- I4: whose ID number and stated day of birth, sex or age contradict each other, by their latest roster?
-- Age may differ by $years: some ledgers count by year of birth. One row a person.
with

stated as (
    select
        person_id, who_id, gender, birth_date, age, ledger_on,
        row_number() over (partition by person_id order by ord desc) as place
    from statements
    where kind = 'roster' and person_id is not null and length(who_id) = 18 and ledger_on <= cast($as_of as date)
),

read as (
    select
        *,
        try_cast(substr(who_id, 7, 4) || '-' || substr(who_id, 11, 2) || '-' || substr(who_id, 13, 2) as date) as id_birth,
        case when cast(substr(who_id, 17, 1) as integer) % 2 = 1 then 'male' else 'female' end as id_gender
    from stated
    where place = 1
),

judged as (
    select
        *,
        case
            when birth_date <> id_birth then 'birth_date'
            when gender <> id_gender then 'gender'
            when abs(date_diff('year', id_birth, ledger_on) - age) > cast($years as integer) then 'age'
        end as what
    from read
),

the_answer as (
    select
        cast(j.person_id as varchar) || '|' || j.what as case_key, j.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        j.ledger_on as on_day, cast(null as varchar) as by_name, j.what || '|' || cast(j.ledger_on as varchar) as why
    from judged as j
    inner join people as p on j.person_id = p.person_id
    where j.what is not null
)

select * from the_answer
