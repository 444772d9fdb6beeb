-- Which houses are these households'? One row a house.
select house_id, grade, remedy, lived_in, built_year, found_on, started_on, safe_on, resettled_on, resettled_to
from houses where list_contains($households, household_id) order by found_on, house_id
