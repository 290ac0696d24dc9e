"""The names of everything that an exemplar can be, for pages and lists, in one go."""

from toolkit.words import Words


def exemplar_labels(words: Words) -> dict[str, dict[str, str]]:
    """Family → {value: name}: kinds, sexes, steps, states, activities and what they choose from."""
    return {
        "kind": words.family("exemplar_kind"),
        "sex": words.family("sex"),
        "step": words.family("step"),
        "registration": words.family("registration"),
        "standing": words.family("standing"),
        "activity": words.family("activity_kind"),
        "means": words.family("means"),
        "medium": words.family("medium"),
        "severity": words.family("severity"),
        "award": words.family("award"),
        "award_type": words.family("award_type"),
        "scope": words.family("scope"),
    }
