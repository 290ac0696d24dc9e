"""What Vuetify itself says, in our words: it brings English only."""

import re

from toolkit.words import Words

SPOKEN = (
    "badge",
    "open",
    "close",
    "dismiss",
    "no_data_text",
    "loading",
    "input.clear",
    "input.prepend_action",
    "input.append_action",
    "date_picker.title",
    "date_picker.header",
    "date_picker.aria_label.previous_month",
    "date_picker.aria_label.next_month",
    "date_picker.aria_label.previous_year",
    "date_picker.aria_label.next_year",
    "date_picker.aria_label.select_month",
    "date_picker.aria_label.select_year",
    "date_picker.aria_label.current_date",
)


def messages(words: Words) -> dict[str, str]:
    """By Vuetify's own names: "vuetify.datePicker.ariaLabel.nextMonth" → the sentence."""
    told = words.family("vuetify")
    return {f"vuetify.{_camel(name)}": told[name] for name in SPOKEN}


def _camel(name: str) -> str:
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), name)
