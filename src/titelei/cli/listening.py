"""Addresses that commands listen on: which reach this machine alone, and how one is written."""

import ipaddress
from socket import socket


def is_loopback(host: str) -> bool:
    """Tell whether an address reaches this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def shown(bound: socket) -> str:
    """Write the host and port that a socket has, as in an address."""
    host, port = bound.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
