"""What earlier runs found, kept so that a story that did not change is not checked again."""
