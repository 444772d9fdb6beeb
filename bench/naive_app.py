"""The page of visits as a quick app would make it: Streamlit, pandas in a cache, plotly.express. Only to be compared with.

It is kinder to itself than CareBoard is: "visited within 31 days" stands for all rules of rhythm, there are no rights,
no reasons and no drill-down. NAIVE_STORE: a store's DuckDB file.
"""

import os

import duckdb
import pandas as pd
import plotly.express as px
import streamlit as st

DAYS = 31
BANDS = [-1, 7, 31, 62, 92, 183, 100_000]
LABELS = ["0-7", "8-31", "32-62", "63-92", "93-183", "184+"]


@st.cache_data
def load() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    with duckdb.connect(os.environ["NAIVE_STORE"], read_only=True) as store:
        people = store.sql("select person_id, name, unit_id from base.people").df()
        groups = store.sql(
            "select subject_id as person_id, group_id from base.memberships where from_on <= date '2026-01-31' and to_on > date '2026-01-31'"
        ).df()
        contacts = store.sql("select person_id, on_day, kind, by_name from base.contacts").df()
    return people, groups, contacts


st.set_page_config(layout="wide")
st.title("Visits")
people, groups, contacts = load()

levels = people["unit_id"].str.split("/", expand=True)
people = people.assign(county=levels[1], town=levels[2], village=levels[3])
group = st.selectbox("Group", ["All", *sorted(groups["group_id"].unique())], key="group")
town = st.selectbox("Town", ["All", *sorted(people["town"].unique())], key="town")
day = pd.Timestamp(st.date_input("Day", pd.Timestamp("2026-01-31"), key="day"))

if town != "All":
    people = people[people["town"] == town]
if group != "All":
    groups = groups[groups["group_id"] == group]
people = people[people["person_id"].isin(groups["person_id"])]
contacts = contacts[contacts["person_id"].isin(people["person_id"]) & (contacts["on_day"] <= day)]

last = contacts.groupby("person_id")["on_day"].max().rename("last_on")
people = people.merge(last, how="left", on="person_id")
people["days"] = (day - people["last_on"]).dt.days
people["visited"] = people["days"] <= DAYS

left, right = st.columns(2)
left.metric("People", f"{len(people):,}")
right.metric("Visited", f"{people['visited'].mean():.1%}")

step = "village" if town != "All" else "county"
by_unit = people.groupby(step)["visited"].mean().reset_index()
left.plotly_chart(px.bar(by_unit, x="visited", y=step, title="Visited, by unit"), key="by_unit")

by_group = people.merge(groups, on="person_id").groupby("group_id")["visited"].mean().reset_index()
right.plotly_chart(px.bar(by_group, x="visited", y="group_id", title="Visited, by group"), key="by_group")

month = contacts["on_day"].dt.strftime("%Y-%m")
by_month = contacts.groupby([month, "kind"]).size().rename("n").reset_index()
left.plotly_chart(
    px.bar(by_month, x="on_day", y="n", color="kind", title="Contacts by month"), key="by_month"
)

bands = pd.cut(people["days"], BANDS, labels=LABELS).value_counts(sort=False).reset_index()
right.plotly_chart(px.bar(bands, x="days", y="count", title="Days since the last contact"), key="days_since")

st.subheader("Longest without a visit")
overdue = people[~people["visited"]].sort_values("days", ascending=False, na_position="first")
st.dataframe(overdue[["name", "unit_id", "last_on", "days"]].head(50), hide_index=True)
