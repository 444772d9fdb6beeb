-- How cells become values, column by column. Each macro gives null for what it cannot read; why_* says why.
-- Arguments: t = text of the cell, trimmed (null = blank); k = its kind (1 text, 2 number, 3 day, 4 boolean).
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
create or replace macro id_digits(t) as upper(replace(narrow(t), '-', ''));

create or replace macro id_sum(d) as (
    (d // 10000000000000000 % 10) * 7 + (d // 1000000000000000 % 10) * 9 + (d // 100000000000000 % 10) * 10
    + (d // 10000000000000 % 10) * 5 + (d // 1000000000000 % 10) * 8 + (d // 100000000000 % 10) * 4
    + (d // 10000000000 % 10) * 2 + (d // 1000000000 % 10) * 1 + (d // 100000000 % 10) * 6
    + (d // 10000000 % 10) * 3 + (d // 1000000 % 10) * 7 + (d // 100000 % 10) * 9
    + (d // 10000 % 10) * 10 + (d // 1000 % 10) * 5 + (d // 100 % 10) * 8 + (d // 10 % 10) * 4 + (d % 10) * 2
);
create or replace macro id_last(seventeen) as substr('10X98765432', cast(id_sum(try_cast(seventeen as bigint)) % 11 + 1 as integer), 1);
create or replace macro id_born(u) as try_cast(substr(u, 7, 4) || '-' || substr(u, 11, 2) || '-' || substr(u, 13, 2) as date);
create or replace macro id_digits_only(u, n) as length(u) >= n and cast(try_cast(left(u, n) as bigint) as varchar) = left(u, n);
create or replace macro id_good(u) as
    length(u) = 18 and id_digits_only(u, 17) and right(u, 1) = id_last(left(u, 17))
    and id_born(u) between date '1880-01-01' and current_date and left(u, 3) <> '999';
-- The same with the first 17 digits already a number (d): the quick way for whole columns.
create or replace macro id_plainly_good(u, d) as
    d > 10000000000000000 and length(u) = 18 and substr('10X98765432', cast(id_sum(d) % 11 + 1 as integer), 1) = substr(u, 18, 1)
    and d < 99900000000000000 and id_born(u) between date '1880-01-01' and current_date;
create or replace macro id_number(t) as case when strlen(t) = 18 then try_cast(substr(t, 1, 17) as bigint) end;
create or replace macro id_long(u) as left(u, 6) || '19' || right(u, 9);
-- 15 → 18: the century after the area code, the check digit at the end.
create or replace macro id_of(t, k, d) as case
    when t is null or k = 2 then null
    when id_plainly_good(t, d) then t
    when id_good(id_digits(t)) then id_digits(t)
    when length(id_digits(t)) = 15 and id_digits_only(id_digits(t), 15) and id_born(id_long(id_digits(t))) is not null
        then id_long(id_digits(t)) || id_last(id_long(id_digits(t)))
end;
create or replace macro why_id(t, k) as case
    when k = 2 then 'id_damaged'
    when regexp_matches(narrow(t), '^\d(\.\d+)?[eE]\+?\d+$') then 'id_damaged'
    when regexp_matches(id_digits(t), '^\d{15}000$') then 'id_damaged'
    when contains(t, '*') then 'id_masked'
    when length(id_digits(t)) not in (15, 18) then 'id_length'
    when not regexp_matches(id_digits(t), '^(\d{15}|\d{17}[\dX])$') then 'id_letter'
    when left(id_digits(t), 3) = '999' then 'id_temporary'
    when coalesce(id_born(case when length(id_digits(t)) = 15 then id_long(id_digits(t)) else id_digits(t) end), date '1000-01-01')
        not between date '1880-01-01' and current_date then 'id_birth'
    else 'id_check_digit'
end;

-- ---- telephones ----------------------------------------------------------------------------------------------
create or replace macro phone_bare(t) as
    regexp_replace(regexp_replace(regexp_replace(narrow(t), '[()\-]', '', 'g'), '\.0$', ''), '^(\+|00)?86(1)', '\2');
create or replace macro phone_first(b) as case
    when regexp_matches(b, '^1[3-9]\d{9}$') then b
    when regexp_matches(b, '^(0\d{2,3})?[2-9]\d{6,7}((转|x|#)\d+)?$') then regexp_extract(b, '^\d+')
    when regexp_matches(b, '^1\d{2}\*{4,5}\d{3,4}$') then b
    when regexp_matches(b, '^0\d{2,3}\*+\d{2,4}$') then b
    when regexp_matches(b, '^(1[3-9]\d{9}){2,}$') then left(b, 11)
    when regexp_matches(b, '^[^\d]*(1[3-9]\d{9})[^\d]*$') then regexp_extract(b, '1[3-9]\d{9}')
    when regexp_matches(b, '^[^\d]*(1[3-9]\d{9}|0?\d{0,3}[2-9]\d{6,7})([^\d]+(1[3-9]\d{9}|0?\d{0,3}[2-9]\d{6,7})[^\d]*)+$') then regexp_extract(b, '\d{7,12}')
end;
create or replace macro phone_of(t, k) as case
    when t is null then null
    when length(t) = 11 and try_cast(t as bigint) between 13000000000 and 19999999999 then t
    else phone_first(phone_bare(t))
end;
create or replace macro phone_none(t) as regexp_matches(t, '^(无|没有?|未|空号|停机|不详|暂无|/|—)');
create or replace macro why_phone(t, k) as
    case when regexp_matches(narrow(t), '^\d(\.\d+)?[eE]\+?\d+$') then 'phone_damaged' else 'phone_form' end;

-- ---- days ----------------------------------------------------------------------------------------------------
-- Params: base = day 0 of serial numbers, last = the last day that a date without a year can mean, said = the
-- year of the title, if it names one.
create or replace macro ymd(y, m, d) as try_cast(concat(y, '-', m, '-', d) as date);
create or replace macro full_year(y, last) as
    try_cast(y as integer) + case when length(y) > 2 then 0 when try_cast(y as integer) <= year(last) % 100 then 2000 else 1900 end;
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
    case when regexp_matches(t, '^[〇○零一二三四五六七八九十]{2,}年') then chinese_day(t) else narrow_day(t) end,
    '\s*([-年月日号./])\s*', '\1', 'g'
);
create or replace macro day_parts(p) as
    regexp_extract(p, '^(\d{4}|\d{2})[-年./](\d{1,2})(?:[-月./](\d{1,2}))?(?:[日号].*|月?[份底初末中上下]?旬?(?:$|[ T(（至起晚早上下午周星\-、,，/]))', ['y', 'm', 'd']);
create or replace macro day_short(p) as
    regexp_extract(p, '^(\d{1,2})[-月./](\d{1,2})?(?:[日号].*|[份底初末中上下]?旬?(?:$|[ T(（至晚早上下午周星\-、,，]))', ['m', 'd']);
create or replace macro without_year(m, d, last, said) as case
    when ymd(coalesce(said, year(last)), m, d) <= last then ymd(coalesce(said, year(last)), m, d)
    else ymd(coalesce(said, year(last)) - 1, m, d)
end;
create or replace macro day_of_text(p, last, said) as case
    when day_parts(p).y <> '' and day_parts(p).d <> '' then ymd(full_year(day_parts(p).y, last), day_parts(p).m, day_parts(p).d)
    when length(day_parts(p).y) = 4 then ymd(day_parts(p).y, day_parts(p).m, 1)
    when day_short(p).d <> '' then without_year(day_short(p).m, day_short(p).d, last, said)
    when day_short(p).m <> '' and contains(p, '月') then without_year(day_short(p).m, 1, last, said)
end;
create or replace macro day_of_digits(n, k, base) as case
    when length(n) = 8 then ymd(left(n, 4), substr(n, 5, 2), right(n, 2))
    when length(n) = 6 and substr(n, 1, 2) in ('19', '20') then ymd(left(n, 4), right(n, 2), 1)
    when length(n) = 5 and try_cast(n as integer) between 7000 and 65000 then base + try_cast(n as integer)
end;
create or replace macro day_of(t, k, base, last, said) as case
    when t is null then null
    when k = 3 then try_cast(left(t, 10) as date)
    when length(t) = 10 and substr(t, 5, 1) = '-' and try_cast(t as date) is not null then try_cast(t as date)
    when regexp_matches(t, '^\d{5,8}$') then day_of_digits(t, k, base)
    when k = 2 and regexp_matches(t, '^\d{5}\.\d+$') then base + try_cast(left(t, 5) as integer)
    when k = 2 and regexp_matches(t, '^(19|20)\d{2}\.1$') then null
    else day_of_text(day_plain(t), last, said)
end;
-- 'month' when no day of the month was written.
create or replace macro day_precision(t, k) as case
    when t is null then null
    when k <> 3 and (
        regexp_matches(day_plain(t), '^(19|20)\d{2}([-年./])?\d{1,2}月?$') and length(day_plain(t)) <> 8
        or regexp_matches(day_plain(t), '^\d{1,2}月(份)?$')
    ) then 'month'
    else 'day'
end;
create or replace macro why_day(t, k, v, first_ok, last_ok) as case
    when v > last_ok then 'date_future'
    when v < first_ok then 'date_too_old'
    when k = 2 and regexp_matches(t, '^(19|20)\d{2}\.1$') then 'date_ambiguous'
    when regexp_matches(t, '^(19|20)\d{2}年?度?$') then 'date_year_only'
    when regexp_matches(day_plain(t), '^(\d{4}|\d{2})[-年./]\d{1,2}[-月./]\d{1,2}') or regexp_matches(t, '^(19|20)\d{6}$') then 'date_impossible'
    else 'date_unreadable'
end;

-- ---- numbers and texts ---------------------------------------------------------------------------------------
create or replace macro money_of(t, k) as case
    when k = 2 then try_cast(t as decimal(12, 2))
    when regexp_matches(narrow(t), '^[¥￥]?-?[\d,]+(\.\d+)?元?(整|/[户人月年])?$')
        then try_cast(regexp_replace(regexp_replace(narrow(t), '[¥￥元整,]|/.$', '', 'g'), ',', '', 'g') as decimal(12, 2))
    when regexp_matches(narrow(t), '^[\d.]+万元?$') then try_cast(try_cast(replace(replace(narrow(t), '元', ''), '万', '') as double) * 10000 as decimal(12, 2))
end;
create or replace macro whole_of(t, k) as case
    when t is null then null
    when try_cast(t as double) = floor(try_cast(t as double)) then try_cast(try_cast(t as double) as integer)
    when regexp_matches(narrow(t), '^\d+(\.0+)?[^\d.]{0,3}$') then try_cast(regexp_extract(narrow(t), '^\d+') as integer)
end;
create or replace macro name_of(t) as nullif(
    case when regexp_matches(t, '[\x{3400}-\x{9fff}]') then regexp_replace(regexp_replace(t, '\s+|[　]', '', 'g'), '[（(][^（()）]*[)）]$', '')
    else regexp_replace(t, '\s+', ' ', 'g') end, '');
create or replace macro name_ok(t) as length(t) <= 40 and not regexp_matches(t, '^[\d.\-/]+$');
create or replace macro code_of(t, k) as case when k = 2 and length(t) > 15 then null else upper(narrow(t)) end;
create or replace macro text_of(t) as replace(replace(t, chr(13), ''), chr(10), ' ');

-- '张三、李四', '张三 李四' (two characters each at least: '张 三' is one name).
create or replace macro several_names(t) as
    coalesce(regexp_matches(t, '^[\x{3400}-\x{9fff}·]{2,}(\s*[、,，;；/\n]\s*|\s+)[\x{3400}-\x{9fff}·]{2,}'), false);
create or replace macro names_apart(t) as string_split_regex(t, '\s*[、,，;；/\n]\s*|\s+');
