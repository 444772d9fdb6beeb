"""Answers → files. Exports are drawn from answers, so they hold no more than their asker may see."""
