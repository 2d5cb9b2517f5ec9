menu-templates = 📑 Templates
templates-title = 📑 Templates{ $paged ->
        [yes] { " " }(page { $page } of { $pages })
       *[no] { "" }
    }
templates-empty = 📑 There are no templates. “Save as template” on a draft or on a broadcast makes one.
templates-card = 📑 { $name }
templates-use = ✏️ New broadcast from it
templates-rename = ✏️ Rename
templates-remove = 🗑 Delete
templates-remove-sure = 🗑 Delete the template { $name }? Drafts that were made of it stay.
templates-remove-yes = 🗑 Yes, delete it
templates-remove-no = No, keep it
templates-save = 📑 Save as template
templates-how = 📑 What is the template to be called? Send me a name of up to { $longest } characters. Message, buttons, options and audience are kept in it, Stars are not.
templates-how-rename = ✏️ What is { $name } to be called? Send me a name of up to { $longest } characters.
templates-saved = 📑 The template is saved.
templates-bad-name = ⚠️ I need a name as a text, of { $longest } characters at most. Please send it again.
templates-taken = ⚠️ There is a template with this name already. Please send another name.
templates-full = ⚠️ There are { $most } templates already. Please delete one of them first.
templates-gone = This template was deleted.
