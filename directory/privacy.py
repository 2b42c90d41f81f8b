"""Pages and files about a person, or with a question in their address: nothing between us and who asked keeps them."""

from typing import Any, TypeVar

from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

Response = TypeVar("Response", bound=HttpResponseBase)


def keep_private(response: Response, **cache_control: Any) -> Response:
    """For this visitor alone, and in no outside search engine; `cache_control` says what the own browser may do."""
    patch_cache_control(response, private=True, **cache_control)
    response["X-Robots-Tag"] = "noindex"
    return response
