from django import template

from samgak.reporting import phrases

register = template.Library()


@register.filter
def problem_sentence(problem):
    """What is wrong with a report."""
    return phrases.problem_sentence(problem)


@register.filter
def triangular_sentence(reason):
    """Why an edition is not triangular co-operation."""
    return phrases.TRIANGULAR_TEXTS[reason]
