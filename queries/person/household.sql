-- Which household is this? One row, or none where the asker may not see it.
select household_id, head_name, size as household_size, unit_id, address, phone from households where household_id = $household
