"""Letters: templates, markup, and composing a mailing into documents."""
