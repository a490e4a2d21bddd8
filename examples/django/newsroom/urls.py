"""Where the newsroom's pages are."""

from django.contrib import admin
from django.urls import path
from stories.views import preview

urlpatterns = [path("admin/", admin.site.urls), path("preview/", preview)]
