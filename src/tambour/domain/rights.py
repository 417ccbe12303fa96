"""What people may do in a chat: bits of member permissions and of admin rights, and who outranks whom. Pure."""

from enum import IntFlag


class May(IntFlag):
    """Permissions of a plain member (`chats.permissions`); a restriction takes them away (`members.denied`)."""

    SEND = 1
    MEDIA = 2
    POLLS = 4
    LINKS = 8
    REACT = 16
    ADD_PEOPLE = 32
    PIN = 64
    CHANGE_INFO = 128


class Right(IntFlag):
    """Rights of an administrator (`members.rights`)."""

    CHANGE_INFO = 1
    POST = 2
    EDIT_OTHERS = 4
    DELETE_OTHERS = 8
    BAN = 16
    INVITE = 32
    PIN = 64
    ADD_ADMINS = 128
    ANONYMOUS = 256
    SEE_LOG = 512


GROUP_DEFAULT = May.SEND | May.MEDIA | May.POLLS | May.LINKS | May.REACT | May.ADD_PEOPLE | May.PIN
CHANNEL_DEFAULT = May.REACT
DIALOG_ALL = May(255)
ALL_RIGHTS = Right(1023) & ~Right.ANONYMOUS
