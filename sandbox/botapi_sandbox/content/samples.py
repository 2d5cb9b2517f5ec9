"""What a message of each kind holds, where nobody says what it should."""

from botapi_sandbox.content.contents import Body

FILES = (
    "photo",
    "live_photo",
    "video",
    "animation",
    "document",
    "audio",
    "voice",
    "video_note",
    "sticker",
)
SAMPLES: dict[str, Body] = {
    "poll": {
        "poll": {
            "question": "Tea or coffee?",
            "options": [{"text": "Tea"}, {"text": "Coffee"}],
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    },
    "location": {"location": {"latitude": 55.75, "longitude": 37.62}},
    "venue": {
        "venue": {
            "location": {"latitude": 55.75, "longitude": 37.62},
            "title": "The café",
            "address": "1 Long Street",
        },
        "location": {"latitude": 55.75, "longitude": 37.62},
    },
    "contact": {"contact": {"phone_number": "+10000000000", "first_name": "Ann"}},
    "dice": {"dice": {"emoji": "🎲"}},
    "checklist": {
        "checklist": {
            "title": "Shopping",
            "tasks": [{"id": 1, "text": "Milk"}, {"id": 2, "text": "Bread"}],
        }
    },
    "paid_media": {
        "paid_media": {
            "star_count": 5,
            "paid_media": [{"type": "preview", "width": 320, "height": 200}],
        }
    },
    "story": {"story": {"chat": {"id": -100777, "type": "channel", "title": "Stories"}, "id": 1}},
    "game": {"game": {"title": "Game", "description": "A game", "photo": []}},
}
