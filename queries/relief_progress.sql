-- Has winter relief arrived? One row a household and relief item of the season that $as_of lies in.
-- Met: the item's closing stage (paid or handed over) is dated on or before the day. Turned down: not counted.
-- Deadlines: definitions/relief.toml (domain.md 4.4).
with

items as (
    select item, season, opens_on, due_on, done_stage from relief_items
    where season = year(cast($as_of as date)) - case when month(cast($as_of as date)) < 9 then 1 else 0 end
),

listed as (
    select
        r.*, i.due_on,
        case i.done_stage when 'received_on' then r.received_on else r.paid_on end as done_on
    from relief as r
    inner join items as i on r.item = i.item and r.season = i.season
    where r.refused_reason is null
        -- The list of an earlier day: without a survey day the list is taken as known from the season's start.
        and (r.surveyed_on is null or r.surveyed_on <= cast($as_of as date))
),

the_answer as (
    select
        l.subject_id, l.item as duty, l.unit_id,
        coalesce(l.done_on <= cast($as_of as date), false) as met,
        l.due_on,
        case when l.done_on <= cast($as_of as date) then l.done_on end as done_on,
        u.responsible_name as responsible,
        case
            when l.done_on <= cast($as_of as date) then 'relief_done|' || cast(l.done_on as varchar)
            when l.approved_on <= cast($as_of as date) then 'relief_approved|' || cast(l.approved_on as varchar)
            when l.published_on <= cast($as_of as date) then 'relief_published|' || cast(l.published_on as varchar)
            when l.reviewed_on <= cast($as_of as date) then 'relief_reviewed|' || cast(l.reviewed_on as varchar)
            when l.surveyed_on <= cast($as_of as date) then 'relief_surveyed|' || cast(l.surveyed_on as varchar)
            else 'relief_listed'
        end as why
    from listed as l
    left join units as u on l.unit_id = u.unit_id
)

select * from the_answer
