,
-- One row a unit one step below $unit and check, and one a unit for all checks together (check_id '').
placed as (
    select
        *,
        array_to_string(string_split(unit_id, '/')[1:1 + case when $unit = '' then 0 else len(string_split($unit, '/')) end], '/') as key
    from mine
),

counted as (
    select
        key, case when grouping(check_id) = 1 then '' else check_id end as check_id,
        count(distinct check_id || '|' || case_key) as cases, count(*) as records, count(distinct subject_id) as subjects
    from placed
    group by grouping sets ((key), (key, check_id))
)

select * from counted order by key, check_id
