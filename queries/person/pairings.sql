-- Who helps, and who helped before? One row a pairing.
select h.name as helper_name, h.kind as helper_kind, h.helper_unit, h.phone as helper_phone, p.from_on, p.to_on, p.end_reason
from pairings as p inner join helpers as h on p.helper_id = h.helper_id
where p.person_id = $person order by p.from_on, h.name
