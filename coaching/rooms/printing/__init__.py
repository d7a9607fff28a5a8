"""What is printed of a room: its protocol, to be signed by the panel."""

from coaching.rooms.printing.protocol_paper import print_protocol

__all__ = ["print_protocol"]
