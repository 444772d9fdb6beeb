-- Chance that is the same for the same seed: a number from 0 to below 1 for a key and what it is for.
create or replace macro chance(key, what) as (hash(key, what, getvariable('seed')) % 1000003) / 1000003.0;
create or replace macro upto(n, key, what) as cast(floor(n * chance(key, what)) as integer);
create or replace macro pick(list, key, what) as list[upto(len(list), key, what) + 1];
-- The first of a list are the common ones.
create or replace macro common(list, key, what) as list[cast(floor(len(list) * chance(key, what) * chance(key, what)) as integer) + 1];
create or replace macro a_name(key) as
    common(getvariable('surnames'), key, 'surname') || common(getvariable('first'), key, 'first')
    || case when chance(key, 'short') < 0.1 then '' else common(getvariable('second'), key, 'second') end;
create or replace macro a_phone(key) as '160' || lpad(cast(upto(100000000, key, 'phone') as varchar), 8, '0');
-- The check digit of GB 11643 behind seventeen digits.
create or replace macro id_number(digits) as digits || substr('10X98765432', cast(list_dot_product(
    cast(list_transform(range(1, 18), lambda i: cast(substr(digits, i, 1) as integer)) as double[]),
    cast([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as double[])
) as integer) % 11 + 1, 1);
create or replace macro family_no(family) as case family when 'elderly' then 1 when 'children' then 2 else 3 end;
create or replace macro a_note(family, key, said) as
    pick(getvariable('notes')[family_no(family)][1], key, said || '0') || '，' || pick(getvariable('notes')[family_no(family)][2], key, said || '1') || '，'
    || pick(getvariable('notes')[family_no(family)][3], key, said || '2') || '，' || pick(getvariable('notes')[family_no(family)][4], key, said || '3');
