"""Stories and their pictures, checked before readers see them."""
