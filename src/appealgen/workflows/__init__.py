"""Complete workflows that combine the stages."""
