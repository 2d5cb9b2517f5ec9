"""Bot API: ChatMember, in its several shapes."""

from botapi_sandbox.content.contents import Body

RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
)
RESTRICTED = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def member(user: Body, status: str) -> Body:
    """Bot API: ChatMember, with the fields its status must have."""
    fields: Body = {"user": user, "status": status}
    if status == "kicked":
        fields["until_date"] = 0
    if status == "restricted":
        fields |= dict.fromkeys(RESTRICTED, False) | {"is_member": True, "until_date": 0}
    if status == "administrator":
        fields |= dict.fromkeys(RIGHTS, True) | {"can_be_edited": False, "is_anonymous": False}
    if status == "creator":
        fields["is_anonymous"] = False
    return fields
