"""Schools and activities: homes for pupils, activities, plans, talks by class, who helps, holiday visits."""

from care import access, screen

who = access.enter(__file__)

view = screen.open_page(who, "schools", screen.QUESTION)
t = view.t
details = {
    "homes_in_order": (lambda: screen.home_calls(view),),
    "activities_held": (lambda: screen.activities_by_month(view),),
    "help_plans": (lambda: screen.plan_stages(view),),
}
topics = (
    screen.Topic(
        "talks",
        t("schools.topic_talks"),
        t("schools.ask_talks"),
        (lambda: screen.talks(view), lambda: screen.talks_missed(view)),
    ),
    screen.Topic(
        "helpers",
        t("schools.topic_helpers"),
        t("schools.ask_helpers"),
        (lambda: screen.helpers_by_school(view),),
    ),
    screen.Topic(
        "gifts",
        t("schools.topic_gifts"),
        t("schools.ask_gifts"),
        (lambda: screen.holiday_gifts(view),),
    ),
)
screen.questions(view, details, topics)
