"""What the ledgers page adds to the style sheet: small figures, problems on a phone, the date field.

Streamlit's date field says its own English words; they are hidden and ours stand in their place.
"""

import streamlit as st

from care.screen.uploader import uploader_words
from care.words import Voice

SHEET = """
<style>
[class*="st-key-figures_"] [data-testid="stMetricValue"] {{ font-size: 1.375rem; line-height: 1.3; }}
[class*="st-key-figures_"] [data-testid="stMetricLabel"] * {{ white-space: normal; overflow: visible; }}
[class*="st-key-facts_"] table td, [class*="st-key-facts_"] table th {{ vertical-align: top; }}
@media (min-width: 641px) {{ [class*="st-key-facts_"] table td:last-child {{ max-width: 46rem; min-width: 20rem; }} }}
@media (max-width: 640px) {{
  [class*="st-key-facts_"] table thead {{ display: none; }}
  [class*="st-key-facts_"] table tr {{ display: block; padding: 0.4rem 0; border-bottom: 1px solid rgba(128, 148, 158, 0.3); }}
  [class*="st-key-facts_"] table td {{ display: inline-block; border: 0; padding: 0.1rem 0.6rem 0.1rem 0; }}
  [class*="st-key-facts_"] table td:last-child {{ display: block; }}
  [class*="st-key-facts_"] table td:nth-last-child(5) p::before {{ content: "{row} "; opacity: 0.7; }}
}}
[data-testid="stDateInputField"] [data-placeholder="true"] {{ font-size: 0; }}
[data-testid="stDateInputField"] [data-placeholder="true"]::after {{ font-size: 1rem; }}
[data-testid="stDateInputField"] [data-type="year"][data-placeholder="true"]::after {{ content: "{year}"; }}
[data-testid="stDateInputField"] [data-type="month"][data-placeholder="true"]::after {{ content: "{month}"; }}
[data-testid="stDateInputField"] [data-type="day"][data-placeholder="true"]::after {{ content: "{day}"; }}
</style>
"""


def sheet(t: Voice) -> None:
    uploader_words(t("ledgers.choose"), t("ledgers.drop_hint"))
    st.html(
        SHEET.format(
            row=t("ledgers.row"),
            year=t("ledgers.date_year"),
            month=t("ledgers.date_month"),
            day=t("ledgers.date_day"),
        )
    )
