,
-- One page of cases, the gravest and widest first ($high, $middle: ids of those checks). `subject_id`, `name` and the like are those of one subject: the only one, where subjects = 1.
cases as (
    select
        check_id, case_key, any_value(mark) as mark, min(why) as why,
        count(*) as records, count(distinct subject_id) as subjects,
        min(unit_id) as unit_id, count(distinct unit_id) as units, min(on_day) as first_on, max(on_day) as last_on,
        min(by_name) as by_name, min(subject_id) as subject_id, min(kind) as kind, min(name) as name
    from mine
    group by check_id, case_key
)

select *, count(*) over () as total, cast(sum(subjects) over () as bigint) as all_subjects
from cases
order by
    case when list_contains(cast($high as varchar[]), check_id) then 1 when list_contains(cast($middle as varchar[]), check_id) then 2 else 3 end,
    subjects desc, records desc, last_on desc nulls last, unit_id, check_id, case_key
limit $size offset $skip
