"""What the example promises; `python manage.py test` runs it, in the program or against a service."""
