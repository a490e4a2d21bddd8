"""The first-party rules, one package a topic; each topic is a plugin of its own."""
