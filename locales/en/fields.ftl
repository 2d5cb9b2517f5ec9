# Custom fields: what an import tells of people.

privacy-zone = Your time zone: { $zone }
privacy-fields = From a list of subscribers that was imported, this is known about you as well:
privacy-field = • { $name }: { $value }

owner-settings-fields = 📇 Fields
custom-fields-title = 📇 Fields: what imports have told of people, a short text each. The number says how many of the subscribed have one.
custom-fields-none = 📇 There are no fields. Every further column of an imported file becomes one.
custom-fields-one =
    📇 { $name }

    { NUMBER($people, useGrouping: 0) ->
        [0] Nobody who is subscribed has it.
        [one] { NUMBER($people, useGrouping: 0) } subscriber has it.
       *[other] { NUMBER($people, useGrouping: 0) } subscribers have it.
    }
custom-fields-example = For example: { $example }
custom-fields-segments = 📁 Segments that ask about it: { $names }
custom-fields-drafts = 📝 Drafts that name it: { $names }
custom-fields-templates = 📑 Templates that name it: { $names }
custom-fields-gone = This field is not there any more: another owner has deleted it.
custom-fields-rename-how = What shall { $name } be called? Send me the new name: a letter first, up to 32 letters, digits, blanks, dots and dashes. An import brings its values up to date only if the column has the new name, too.
custom-fields-old-name = These keep the old name and find nothing by it; change them afterwards:
custom-fields-remove-ask =
    Delete the field { $name }? { NUMBER($known, useGrouping: 0) ->
        [0] Nobody has a value in it.
        [one] { NUMBER($known, useGrouping: 0) } person loses their value, for good.
       *[other] { NUMBER($known, useGrouping: 0) } people lose their value, for good.
    }
custom-fields-without = What asks about it says then that it is gone, and is sent to nobody; texts say the words after the bar, or nothing:
custom-fields-in-use = ⏳ Broadcast #{ $number } is under way and says this field to its people. Wait for its end, or cancel it, and try again.
custom-fields-bad = That cannot be its name: it begins with a letter, has up to 32 letters, digits, blanks, dots and dashes, and is not one of my own, as first_name is.
custom-fields-taken = There is a field with this name already. Choose another one.
custom-fields-fixed = I know people’s time zones by this name, so it stays.
