team-title = 🔑 Your team
team-owner = 👑 { $name }, owner
team-editor = ✏️ { $name }, editor
team-fixed = named in the settings, ADMIN_IDS
team-others = … and { $count } more
team-roles =
    Editors compose and launch broadcasts, pause and cancel them. Owners do the same, and change the team.
team-links = 🔗 Open links, each for one person:
team-link-owner = 👑 for an owner, until { $moment }
team-link-editor = ✏️ for an editor, until { $moment }
team-full = Ten links are open, and there can be no more. Revoke one first.
team-testers = 🧪 Test group
team-invite-editor = ✏️ Invite an editor
team-invite-owner = 👑 Invite an owner
team-revoke = 🚫 Revoke: { $link }
team-remove = ✖️ Remove { $name }
team-remove-ask = Remove { $name } from the team? Their windows stop working at once, and so do the links that they have made. Broadcasts that they launched go on; about what they have planned you are asked when its time comes.
team-remove-yes = ✖️ Yes, remove
team-remove-no = No
team-last-owner = This is the last owner, who cannot be removed. Invite another one first.
team-left = You are no longer in the team. You still get the news, as everybody else does.
team-give-owner =
    👑 Whoever opens this link first becomes an owner of this bot:

    { $link }

    It works once, until { $moment }. Send it to that one person, in private.
team-give-editor =
    ✏️ Whoever opens this link first becomes an editor of this bot:

    { $link }

    It works once, until { $moment }. Send it to that one person, in private.
team-welcome-owner =
    👑 You are an owner of this bot now: you can write to all subscribers and change the team.

    /admin opens your menu at any time.
team-welcome-editor =
    ✏️ You are an editor of this bot now: you can write to all subscribers, and pause or cancel what is being sent.

    /admin opens your menu at any time.
team-open-menu = 🗂 Open the menu
team-joined-owner = 🔑 { $name } has opened your link and is an owner now. If that is not the person you gave it to, remove them: /admin, Team.
team-joined-editor = 🔑 { $name } has opened your link and is an editor now. If that is not the person you gave it to, remove them: /admin, Team.

invite-already-owner = You are an owner of this bot already. The link still works for somebody else.
invite-already-editor = You are an editor of this bot already. The link still works for somebody else.
invite-used = This link has been used already: each one works once. Ask whoever gave it to you for a new one.
invite-expired = This link has expired: each one works for a day. Ask whoever gave it to you for a new one.
invite-revoked = This link was revoked. Ask whoever gave it to you for a new one.
invite-in-group = This link is for one person, in the private chat with me. Everybody here could see it, so it no longer works. Ask for a new one, and open it in private.
