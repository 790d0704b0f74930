"""The web server: OAI-PMH and the site as one ASGI application, and the process that answers."""
