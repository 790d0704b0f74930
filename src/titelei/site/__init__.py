"""The site: pages for readers over the catalogue, the same whether they are served or written as files."""

from titelei.site.address import Address
from titelei.site.edition import Edition
from titelei.site.pages import Page, Site

__all__ = ["Address", "Edition", "Page", "Site"]
