from django.contrib import admin
from django.urls import path

from archive.views import search

urlpatterns = [
    path("search/", search.search, name="search"),
    path("search/feed/", search.feed, name="search-feed"),
    path("search.json", search.data, name="search-data"),
    path("admin/", admin.site.urls),
]
