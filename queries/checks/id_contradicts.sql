-- I4: whose ID number and stated day of birth, sex or age contradict each other, by the latest roster that states it?
-- Age may differ by $years: some ledgers count by year of birth. A birth day that is the first of the right month
-- was written as a month. Those on the roll; one row a person.
with

roll as (
    select distinct subject_id from memberships
    where from_on <= cast($as_of as date) and to_on > cast($as_of as date)
),

stated as (
    select person_id, who_id, ledger_on, ord, birth_date, gender, age
    from statements
    where kind = 'roster' and person_id is not null and length(who_id) = 18 and ledger_on <= cast($as_of as date)
),

each_told as (
    select person_id, who_id, ledger_on, ord, 'birth_date' as what, cast(birth_date as varchar) as value from stated
    union all
    select person_id, who_id, ledger_on, ord, 'gender' as what, gender as value from stated
    union all
    select person_id, who_id, ledger_on, ord, 'age' as what, cast(age as varchar) as value from stated
),

last_word as (
    select
        *,
        try_cast(substr(who_id, 7, 4) || '-' || substr(who_id, 11, 2) || '-' || substr(who_id, 13, 2) as date) as id_birth,
        case when cast(substr(who_id, 17, 1) as integer) % 2 = 1 then 'male' else 'female' end as id_gender,
        row_number() over (partition by person_id, what order by ord desc) as place
    from each_told
    where value is not null
),

judged as (
    select
        *,
        case what
            when 'birth_date' then value <> cast(id_birth as varchar) and value <> strftime(id_birth, '%Y-%m-01')
            when 'gender' then value <> id_gender
            else abs(date_diff('year', id_birth, ledger_on) - try_cast(value as integer)) > cast($years as integer)
        end as differs
    from last_word
    where place = 1
),

-- Of several contradictions the first one is told: a wrong number makes all three.
told as (
    select person_id, what, ledger_on, row_number() over (partition by person_id order by what = 'age', what = 'gender') as nth
    from judged
    where differs
),

the_answer as (
    select
        cast(t.person_id as varchar) || '|' || t.what as case_key, t.person_id as subject_id, coalesce(p.unit_id, p.class_id) as unit_id,
        t.ledger_on as on_day, cast(null as varchar) as by_name, t.what || '|' || cast(t.ledger_on as varchar) as why
    from told as t
    inner join roll as m on t.person_id = m.subject_id
    inner join people as p on t.person_id = p.person_id
    where t.nth = 1
)

select * from the_answer
