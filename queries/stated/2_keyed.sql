-- Each row with the key by which its person is known.
create temp view keyed as
with identified as (
    select t.*, coalesce(s.id_no, f.id_no) as found_id, coalesce(t.own_id_no, s.id_no, f.id_no) as who_id
    from base.told as t
    left join id_by_student_no as s on case when t.own_id_no is null then t.student_no end = s.student_no
    left join id_by_family as f on case when t.own_id_no is null then t.head_id end = f.head_id and t.who_name = f.who_name
)
select
    *,
    case
        when who_name is null or kind = 'units' then null
        when who_id is not null then 'id|' || who_id
        when student_no is not null then 'sn|' || student_no
        else 'nm|' || who_name || '|' || coalesce(unit_id, class_unit_id, '') || '|' || coalesce(team, '')
    end as person_key
from identified;
