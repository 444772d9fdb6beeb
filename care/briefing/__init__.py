"""What is told in a meeting: ideas (question, answer, sentences, chart, table) made from the pages' own answers.

Meeting mode, slides, workbook, briefing and Word summary are drawn from these; nothing here knows of any of them.
"""
