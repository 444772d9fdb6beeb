-- The office's groups, each as a bit of a number; care.prepared.bit says the same.
select unnest($groups) as group_id, cast(1 as bigint) << (generate_subscripts($groups, 1) - 1) as bit
