-- Most rows are contacts, and have few of the fields.
create table base.stated as
select columns(lambda name: not list_contains(getvariable('unsaid'), name)) from of_whom where kind <> 'contacts';

create table base.stated_contacts as
select columns(lambda name: not list_contains(getvariable('unsaid_of_contacts'), name)) from of_whom where kind = 'contacts';
