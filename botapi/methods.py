"""What is known of the Bot API's methods."""

# The methods that take allow_paid_broadcast. forwardMessage(s) and copyMessages do not.
PAYABLE = frozenset(
    {
        "copyMessage",
        "sendAnimation",
        "sendAudio",
        "sendContact",
        "sendDice",
        "sendDocument",
        "sendGame",
        "sendInvoice",
        "sendLivePhoto",
        "sendLocation",
        "sendMediaGroup",
        "sendMessage",
        "sendPaidMedia",
        "sendPhoto",
        "sendPoll",
        "sendRichMessage",
        "sendSticker",
        "sendVenue",
        "sendVideo",
        "sendVideoNote",
        "sendVoice",
    }
)


def payable(method: str) -> bool:
    """Whether Telegram takes Stars for it."""
    return method in PAYABLE
