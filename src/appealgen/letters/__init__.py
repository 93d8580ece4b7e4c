"""Letters: templates, markup, and composing a mailing into what is printed."""
