"""The bundled newsroom: the web in front of the first arrow, a small HTTP site on loopback with outlets of its own."""

from flows.newsroom.articles import NEWSROOM_NOW, ExpectedEvent, NewsroomArticle, load_articles
from flows.newsroom.outlets import Outlet, load_outlets
from flows.newsroom.server import Newsroom, ServedRequest, serve_newsroom

__all__ = [
    "NEWSROOM_NOW",
    "ExpectedEvent",
    "Newsroom",
    "NewsroomArticle",
    "Outlet",
    "ServedRequest",
    "load_articles",
    "load_outlets",
    "serve_newsroom",
]
