-- How cells become values, column by column. Each macro gives null for what it cannot read.
-- Arguments: t = text of the cell, trimmed (null = blank); k = its kind (1 text, 2 number, 3 day, 4 boolean).
-- plain_* read at once what most cells are. Whatever they leave goes, each different text once, into the temp table
-- hard(j = column, type, raw, kind, and its limits); read_* read that: (j, raw, kind, value, note, why).
create or replace temp table hard (
    j integer, type varchar, raw varchar, kind tinyint, least_ok double, most_ok double, first_ok date, last_ok date,
    year_from date, year_to date
);
-- Sources: domain.md 3 (forms in the wild) and 8 (GB 11643).

-- Blanks: space, tab, line ends, no-break, ideographic, zero width, byte order mark, en, em.
create or replace macro blanks() as
    E' \t\r\n' || chr(160) || chr(12288) || chr(8203) || chr(65279) || chr(8194) || chr(8195);
-- The reader has already stripped every cell.
create or replace macro trimmed(t) as nullif(t, '');

-- Full width → half width; blanks, apostrophes and invisible signs fall away.
create or replace macro narrow(t) as translate(
    t,
    '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ－—–．。／，：；（）＋＊～''`‘’"“”' || blanks(),
    '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz---../,:;()+*~'
);

create or replace macro says_none(t) as strlen(t) < 10 and t in ('无', '没有', '暂无', '-', '--', '---', '—', '——', '－', '/', '//', '\', '不详', '未知', '不清楚', '不明', 'N/A', 'n/a', 'NA', 'null',
          'NULL', 'None', '#N/A', '空', '未填', '无。', '*', '**', '***', '无此项', '不适用', '未提供', '暂缺', '待补', '、', '.', '。', '×', '〇');

-- In a yes/no or choice column 无 and × are answers; dashes say nothing ("—" is not "no").
create or replace macro says_nothing(t) as
    strlen(t) < 10 and t in ('-', '--', '---', '—', '——', '－', '/', '//', '\', '不详', '未知', '不适用', '未填', '#N/A', 'null', 'NULL', 'N/A');

-- ---- ID numbers ----------------------------------------------------------------------------------------------
create or replace macro id_sum(d) as (
    (d // 10000000000000000 % 10) * 7 + (d // 1000000000000000 % 10) * 9 + (d // 100000000000000 % 10) * 10
    + (d // 10000000000000 % 10) * 5 + (d // 1000000000000 % 10) * 8 + (d // 100000000000 % 10) * 4
    + (d // 10000000000 % 10) * 2 + (d // 1000000000 % 10) * 1 + (d // 100000000 % 10) * 6
    + (d // 10000000 % 10) * 3 + (d // 1000000 % 10) * 7 + (d // 100000 % 10) * 9
    + (d // 10000 % 10) * 10 + (d // 1000 % 10) * 5 + (d // 100 % 10) * 8 + (d // 10 % 10) * 4 + (d % 10) * 2
);
create or replace macro id_last(seventeen) as substr('10X98765432', cast(id_sum(try_cast(seventeen as bigint)) % 11 + 1 as integer), 1);
create or replace macro id_born(u) as try_cast(substr(u, 7, 4) || '-' || substr(u, 11, 2) || '-' || substr(u, 13, 2) as date);
-- The same with the first 17 digits already a number (d): the quick way for whole columns.
create or replace macro id_plainly_good(u, d) as
    d > 10000000000000000 and length(u) = 18 and substr('10X98765432', cast(id_sum(d) % 11 + 1 as integer), 1) = substr(u, 18, 1)
    and d < 99900000000000000 and id_born(u) between date '1880-01-01' and current_date;
create or replace macro id_number(t) as case when strlen(t) = 18 then try_cast(substr(t, 1, 17) as bigint) end;
create or replace macro id_long(u) as left(u, 6) || '19' || right(u, 9);
create or replace macro plain_id(t, k, d) as case when k <> 2 and id_plainly_good(t, d) then t end;
-- 15 → 18: the century after the area code, the check digit at the end.
create or replace macro read_ids() as table
with cut as (select j, raw, kind, narrow(raw) as n from hard where type = 'id'),
bare as (select *, upper(replace(n, '-', '')) as u, regexp_matches(n, '^\d(\.\d+)?[eE]\+?\d+$') as shortened from cut),
long as (
    select *, length(u) as size, regexp_matches(u, '^(\d{15}|\d{17}[\dX])$') as formed,
        case when length(u) = 15 then id_long(u) else left(u, 17) end as first
    from bare
),
dated as (
    select *, first || case when formed then id_last(first) end as whole,
        coalesce(case when formed then id_born(first) end, date '1000-01-01') as born
    from long
),
told as (
    select *, case
        when kind = 2 or not formed then null
        when born not between date '1880-01-01' and current_date then null
        when size = 15 then whole
        when u = whole and left(u, 3) <> '999' then u
    end as value
    from dated
)
select j, raw, kind, value, null as note, case
    when value is not null then null
    when kind = 2 or shortened then 'id_damaged'
    when size = 18 and right(u, 3) = '000' and formed then 'id_damaged'
    when contains(raw, '*') then 'id_masked'
    when size not in (15, 18) then 'id_length'
    when not formed then 'id_letter'
    when left(u, 3) = '999' then 'id_temporary'
    when born not between date '1880-01-01' and current_date then 'id_birth'
    else 'id_check_digit'
end as why
from told;

-- ---- telephones ----------------------------------------------------------------------------------------------
create or replace macro plain_phone(t) as
    case when length(t) = 11 and regexp_matches(t, '^1[3-9]\d{9}$') then t end;
create or replace macro phone_first(b) as case
    when regexp_matches(b, '^1[3-9]\d{9}$') then b
    when regexp_matches(b, '^(0\d{2,3})?[2-9]\d{6,7}((转|x|#)\d+)?$') then regexp_extract(b, '^\d+')
    when regexp_matches(b, '^1\d{2}\*{4,5}\d{3,4}$') then b
    when regexp_matches(b, '^0\d{2,3}\*+\d{2,4}$') then b
    when regexp_matches(b, '^(1[3-9]\d{9}){2,}$') then left(b, 11)
    when regexp_matches(b, '^[^\d]*(1[3-9]\d{9})[^\d]*$') then regexp_extract(b, '1[3-9]\d{9}')
    when regexp_matches(b, '^[^\d]*(1[3-9]\d{9}|0?\d{0,3}[2-9]\d{6,7})([^\d]+(1[3-9]\d{9}|0?\d{0,3}[2-9]\d{6,7})[^\d]*)+$') then regexp_extract(b, '\d{7,12}')
end;
create or replace macro read_phones() as table
with cut as (select j, raw, kind, narrow(raw) as n from hard where type = 'phone'),
bare as (
    select *, regexp_replace(regexp_replace(regexp_replace(n, '[()\-]', '', 'g'), '\.0$', ''), '^(\+|00)?86(1[\d*]{10})', '\2') as b
    from cut
),
told as (select *, phone_first(b) as value from bare)
select j, raw, kind, value, null as note, case
    when value is not null or regexp_matches(raw, '^(无|没有?|未|空号|停机|不详|暂无|/|—)') then null
    when regexp_matches(n, '^\d(\.\d+)?[eE]\+?\d+$') then 'phone_damaged'
    else 'phone_form'
end as why
from told;

-- ---- days ----------------------------------------------------------------------------------------------------
-- Params: base = day 0 of serial numbers; today = the last day that a year of two digits can mean. year_from, year_to:
-- the twelve months of days without a year (yearless.py), null where such a day says nothing.
create or replace macro ymd(y, m, d) as try_cast(concat(y, '-', m, '-', d) as date);
create or replace macro full_year(y, today) as
    try_cast(y as integer) + case when length(y) > 2 then 0 when try_cast(y as integer) <= year(today) % 100 then 2000 else 1900 end;
create or replace macro narrow_day(t) as translate(
    t, '０１２３４５６７８９－—–．。／：，~～' || chr(160) || chr(12288) || chr(10) || chr(9), '0123456789---../:,--    '
);
-- 二〇二三年十二月五日 → 2023年12月5日
create or replace macro chinese_day(t) as translate(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        t, '([二三])十([一二三四五六七八九])', '\1\2', 'g'), '([二三])十', '\10', 'g'),
        '十([一二三四五六七八九])', '1\1', 'g'), '十', '10', 'g'),
    '〇○零一二三四五六七八九', '000123456789'
);
create or replace macro day_plain(t) as regexp_replace(
    case when regexp_matches(t, '^[〇○零一二三四五六七八九十]{2,}年|[一二三四五六七八九十][月日号]') then chinese_day(narrow_day(replace(t, '元月', '1月')))
        else narrow_day(replace(t, '元月', '1月')) end,
    '\s*([-年月日号./])\s*', '\1', 'g'
);
create or replace macro from_day(m, d, first) as case
    when ymd(year(first), m, d) >= first then ymd(year(first), m, d) else ymd(year(first) + 1, m, d)
end;
-- 9.30 typed as a number becomes 9.3: the month is sure, the day is not.
create or replace macro day_lost(t, k) as k = 2 and regexp_matches(t, '^\d{1,2}\.[123]$');
create or replace macro without_year(m, d, first, last) as case
    when from_day(m, d, first) <= last then from_day(m, d, first) else ymd(year(from_day(m, d, first)) - 1, m, d)
end;
create or replace macro day_of_digits(n, k, base) as case
    when length(n) = 8 then ymd(left(n, 4), substr(n, 5, 2), right(n, 2))
    when length(n) = 6 and substr(n, 1, 2) in ('19', '20') then ymd(left(n, 4), right(n, 2), 1)
    when length(n) = 5 and try_cast(n as integer) between 7000 and 65000 then base + try_cast(n as integer)
end;
create or replace macro plain_day(t, k) as case
    when k = 3 then try_cast(left(t, 10) as date)
    when length(t) = 10 and substr(t, 5, 1) = '-' then try_cast(t as date)
end;
-- The note is 'month' when no day of the month was written.
create or replace macro read_days(base, today) as table
with cut as (select j, raw, kind, first_ok, last_ok, year_from, year_to, day_plain(raw) as p from hard where type = 'date'),
parts as (
    select *,
        regexp_extract(p, '^(\d{4}|\d{2})[-年./](\d{1,2})(?:[-月./](\d{1,2}))?(?:[日号].*|月?[份底初末中上下]?旬?(?:$|[ T(（至起晚早上下午周星\-、,，/]))', ['y', 'm', 'd']) as whole,
        regexp_extract(p, '^(\d{1,2})[-月./](\d{1,2})?(?:[日号].*|[份底初末中上下]?旬?(?:$|[ T(（至晚早上下午周星\-、,，]))', ['m', 'd']) as short
    from cut
),
told as (
    select *, case
        when plain_day(raw, kind) is not null or kind = 3 then plain_day(raw, kind)
        when regexp_matches(raw, '^\d{5,8}$') then day_of_digits(raw, kind, base)
        when kind = 2 and regexp_matches(raw, '^\d{5}\.\d+$') then base + try_cast(left(raw, 5) as integer)
        when kind = 2 and regexp_matches(raw, '^(19|20)\d{2}\.1$') then null
        when day_lost(raw, kind) then without_year(short.m, 1, year_from, year_to)
        when whole.y <> '' and whole.d <> '' then ymd(full_year(whole.y, today), whole.m, whole.d)
        when length(whole.y) = 4 then ymd(whole.y, whole.m, 1)
        when short.d <> '' then without_year(short.m, short.d, year_from, year_to)
        when short.m <> '' and contains(p, '月') then without_year(short.m, 1, year_from, year_to)
    end as v
    from parts
)
select j, raw, kind,
    case when v between first_ok and last_ok then cast(v as varchar) end as value,
    case when kind <> 3 and (
        day_lost(raw, kind)
        or regexp_matches(p, '^(19|20)\d{2}([-年./]\d{1,2}月?(份|[初底末]|[上中下]旬)?|\d{2})$')
        or regexp_matches(p, '^\d{1,2}月(份|[初底末]|[上中下]旬)?$')
    ) then 'month' else 'day' end as note,
    case
        when v between first_ok and last_ok then case when day_lost(raw, kind) then 'date_day_lost' end
        when v > last_ok then 'date_future'
        when v < first_ok then 'date_too_old'
        when kind = 2 and regexp_matches(raw, '^(19|20)\d{2}\.1$') then 'date_ambiguous'
        when regexp_matches(raw, '^(19|20)\d{2}年?度?$') then 'date_year_only'
        when year_from is null and short.m <> '' and (short.d <> '' or contains(p, '月')) then 'date_without_year'
        when regexp_matches(p, '^(\d{4}|\d{2})[-年./]\d{1,2}[-月./]\d{1,2}') or regexp_matches(raw, '^(19|20)\d{6}$') then 'date_impossible'
        else 'date_unreadable'
    end as why
from told;

-- ---- numbers and texts ---------------------------------------------------------------------------------------
create or replace macro plain_whole(t) as
    case when regexp_matches(t, '^\d{1,9}(\.0+)?$') then try_cast(try_cast(t as double) as integer) end;
create or replace macro plain_money(t) as
    case when regexp_matches(t, '^\d{1,9}(\.\d{1,2})?$') then try_cast(t as decimal(12, 2)) end;
-- Of what may stand behind a whole number only known units: '1o' is no 1, '2小时' no 2, '6个月' no 6.
create or replace macro read_whole() as table
with said as (select j, raw, kind, least_ok, most_ok, narrow(raw) as t from hard where type = 'int'),
cut as (
    select *, case when regexp_matches(t, '^[一二两三四五六七八九十][^\d一二三四五六七八九十]')
        then strpos('一二三四五六七八九十', translate(left(t, 1), '两', '二')) || substr(t, 2) else t end as n from said
),
told as (
    select *, try_cast(try_cast(regexp_extract(
        n, '^(?:大?约|共计?)?(-?\d{1,15}(\.0+)?)[余多]?(周?岁|虚岁|个?人|人次|口人?|户|床|件|套|条|张|双|袋|分钟?|(?i:mins?|minutes)|次|年|元|名|位|个|级)?$', 1
    ) as double) as bigint) as v from cut
)
select j, raw, kind, case when v between least_ok and most_ok then cast(v as varchar) end as value, null as note,
    case when v is null then 'number_unreadable' when v not between least_ok and most_ok then 'number_range' end as why
from told;
create or replace macro read_money() as table
with cut as (select j, raw, kind, least_ok, most_ok, narrow(raw) as n from hard where type = 'money'),
told as (
    select *, case
        when kind = 2 then try_cast(raw as decimal(12, 2))
        when regexp_matches(n, '^[¥￥]?-?(\d+|\d{1,3}(,\d{3})+|\d{1,4}(,\d{4})+)(\.\d+)?元?(整|/[户人月年])?$')
            then try_cast(regexp_replace(regexp_replace(n, '[¥￥元整,]|/.$', '', 'g'), ',', '', 'g') as decimal(12, 2))
        when regexp_matches(n, '^\d+(\.\d+)?[万千百]元?$') then try_cast(
            try_cast(regexp_replace(n, '[万千百]元?$', '') as decimal(14, 6))
            * case when contains(n, '万') then 10000 when contains(n, '千') then 1000 else 100 end as decimal(12, 2))
    end as v
    from cut
)
select j, raw, kind, case when v between least_ok and most_ok then cast(v as varchar) end as value, null as note,
    case when v is null then 'number_unreadable' when v not between least_ok and most_ok then 'number_range' end as why
from told;
create or replace macro names_nobody(t) as t in ('离异', '离婚', '丧偶', '已故', '去世', '死亡', '失联', '外出', '未婚', '无人', '不在家',
    '无人接听', '未接通', '未接听');
create or replace macro name_of(t) as nullif(
    case when names_nobody(t) then null when regexp_matches(t, '[\x{3400}-\x{9fff}]') then regexp_replace(regexp_replace(t, '\s+|[　]', '', 'g'), '[（(][^（()）]*[)）]$', '')
    else regexp_replace(t, '\s+', ' ', 'g') end, '');
create or replace macro name_ok(t) as length(t) <= 40 and not regexp_matches(t, '^[\d.\-/]+[人口户名位个岁]?$');
create or replace macro code_of(t, k) as
    case when k = 2 and length(t) > 15 or not regexp_matches(narrow(t), '\d') then null else upper(narrow(t)) end;
create or replace macro text_of(t) as replace(replace(t, chr(13), ''), chr(10), ' ');

-- '张三、李四', '张三 李四' (two characters each at least: '张 三' is one name).
create or replace macro several_names(t) as
    coalesce(regexp_matches(t, '^[\x{3400}-\x{9fff}·]{2,}([（(][^（()）、,，;；/\s]*[）)])?(\s*[、,，;；/\n]\s*|\s+)[\x{3400}-\x{9fff}·]{2,}'), false);
create or replace macro names_apart(t) as string_split_regex(t, '\s*[、,，;；/\n]\s*|\s+');
