    -- Of what is not met, or of all, the tally says as much: a subject by its line of all duties, its rows by those of each.
    select
        coalesce(sum(n) filter (where duty is not null), sum(n), 0) as total,
        coalesce(max(n) filter (where duty is not distinct from nullif($duty, '')), 0) as subjects
    from (
        select duty, case when $state = 'all' then due + not_due else due - met end as n
        from {tally}
        where place = $unit and group_id = $group and ($duty = '' or duty = $duty)
    )
