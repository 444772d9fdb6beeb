"""CareBoard as whoever took the invented town in: what is taken in on its page then stays part of the invented town,
and pages go on showing its own last day. Its words are Streamlit's: python -m bench.report.as_sample run app.py …"""

import sys
from dataclasses import replace

from streamlit.web import cli

from care import building, roles

if __name__ == "__main__":
    roles.LOCAL = replace(roles.LOCAL, name=building.SAMPLE)  # before a page asks who is there
    sys.exit(cli.main())
