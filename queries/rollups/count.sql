,
-- A subject with several duties is met when all that are due are met.
subjects_judged as (
    select subject_id, min(case when met then 1 when not met then 0 end) as met from mine group by subject_id
)

select count(met) as due, coalesce(sum(met), 0) as met, count(*) - count(met) as not_due from subjects_judged
