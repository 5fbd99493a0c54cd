from django import template

register = template.Library()


@register.filter
def evidence_of(answer, dimension):
    """What somebody wrote as evidence on a dimension."""
    return answer.evidence.get(dimension, "")
