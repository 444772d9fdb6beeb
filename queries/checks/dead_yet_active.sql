-- R1: who died, by a ledger's day or remark, and was visited or paid later, or is still listed $days days on?
-- What a remark says of a relative's death, of a risk or of a bank account is none. Lawful and left out: a martyr's survivor
-- is paid for six months more (domain.md 5, R1); condolence visits, and condolence money within $days days.
-- One row a person, deed and day.
with

remarks as (
    select
        person_id, ledger_on,
        regexp_replace(
            regexp_replace(
                note,
                '(父|母|爸|妈|夫|妻|爷|奶|公|婆|外|子|女|儿|孩|孙|兄|弟|姐|妹|哥|叔|伯|姑|舅|姨|岳|媳|婿|配偶|老伴|丈|户主|监护人|亲|家人|双)[^，。；、,;\s]{0,16}(已故|去世|死亡|病故|双亡)',
                '', 'g'
            ),
            '(未|没有|无|误报)(死亡|去世|销户)|(死亡|去世)(风险|危险|赔偿|抚恤|补助|保险)|(卡|帐户|账户|账号|银行)[^，。；、]{0,4}销户',
            '', 'g'
        ) as note
    from statements
    where kind = 'roster' and person_id is not null and note is not null and ledger_on <= cast($as_of as date)
),

said_dead as (
    select person_id, min(ledger_on) as dead_on from remarks
    where regexp_matches(note, '已故|去世|死亡|病故|销户')
    group by person_id
    union all
    -- A place that does not list them may know it.
    select person_id, min(died_on) as dead_on from statements
    where kind = 'roster' and person_id is not null and died_on is not null and ledger_on <= cast($as_of as date)
    group by person_id
),

called_dead as (
    select person_id, min(dead_on) as dead_on from said_dead group by person_id
),

dead as (
    select p.person_id, coalesce(p.unit_id, p.class_id) as unit_id, p.household_id, coalesce(p.died_on, m.dead_on) as dead_on
    from people as p
    left join called_dead as m on p.person_id = m.person_id
    where coalesce(p.died_on, m.dead_on) < cast($as_of as date)
),

survivors as (
    select distinct subject_id from memberships where group_id = 'martyrs_survivors'
),

deeds as (
    select d.person_id, d.unit_id, d.dead_on, 'visited' as deed, c.on_day, c.by_name
    from dead as d
    inner join contacts as c on d.person_id = c.person_id
    where c.on_day > d.dead_on and c.on_day <= cast($as_of as date) and c.kind <> 'condolence'
    union all
    select distinct d.person_id, d.unit_id, d.dead_on, 'paid' as deed, coalesce(r.paid_on, r.received_on) as on_day, null as by_name
    from dead as d
    inner join relief_families as f on d.household_id = f.family_id
    inner join relief as r on f.subject_id = r.subject_id
    inner join households as h on r.subject_id = h.household_id
    inner join people as p on d.person_id = p.person_id and h.head_name = p.name
    left join survivors as s on d.person_id = s.subject_id
    where (s.subject_id is null or coalesce(r.paid_on, r.received_on) > d.dead_on + interval 6 month)
        and (r.item <> 'condolence' or coalesce(r.paid_on, r.received_on) > d.dead_on + cast($days as integer))
        and r.refused_reason is null
        and coalesce(r.paid_on, r.received_on) > d.dead_on and coalesce(r.paid_on, r.received_on) <= cast($as_of as date)
    union all
    select d.person_id, d.unit_id, d.dead_on, 'listed' as deed, max(s.ledger_on) as on_day, null as by_name
    from dead as d
    inner join statements as s on d.person_id = s.person_id
    where s.kind = 'roster' and s.died_on is null and s.left_on is null and s.ledger_on <= cast($as_of as date)
        and s.ledger_on > d.dead_on + cast($days as integer)
        and not coalesce(regexp_matches(s.note, '已故|去世|死亡|病故|销户'), false)
    group by d.person_id, d.unit_id, d.dead_on
),

the_answer as (
    select
        cast(person_id as varchar) || '|' || deed as case_key, person_id as subject_id, unit_id, on_day, by_name,
        deed || '|' || cast(on_day as varchar) || '|' || cast(dead_on as varchar) as why
    from deeds
)

select * from the_answer
