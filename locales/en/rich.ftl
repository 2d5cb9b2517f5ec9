title-rich = a rich message
compose-rich = 📰 Rich
rich-how =
    📰 Send me the source of a rich message: a .md or .html file, or the text itself. Headings, lists, tables, folded parts and pictures are possible.

    Pictures and other files come first; each gets a line that shows it. Up to 50 files, 500 blocks and 32768 characters fit in.
rich-files =
    Files that are here, and how the source shows them:

    { $lines }
rich-empty = ⚠️ There is nothing in it. Please send the source.
rich-too-long = ⚠️ Line { $line }: here it passes 32768 characters, and Telegram takes no more. Please shorten it.
rich-too-long-file = ⚠️ This file is far longer than the 32768 characters that Telegram takes. Please shorten it.
rich-blocks = ⚠️ Line { $line }: here the 501st block begins (paragraphs, items, rows …), and Telegram takes 500. Please shorten it.
rich-levels = ⚠️ Line { $line }: more than 16 levels in each other. Please nest less.
rich-media = ⚠️ Line { $line }: here the 51st file stands, and Telegram takes 50. Please leave some out.
rich-columns = ⚠️ Line { $line }: the table has more than 20 columns, and Telegram takes 20. Please leave some out.
rich-bad-tag = ⚠️ Line { $line }: Telegram knows no { $what }. Please leave it out.
rich-broken-tag = ⚠️ Line { $line }: { $what } begins no tag. For a mere less-than sign write &lt; instead.
rich-unclosed = ⚠️ Line { $line }: { $what } has no end in the right place. Please close it.
rich-unopened = ⚠️ Line { $line }: { $what } ends what was never begun. Please take it out.
rich-web-file = ⚠️ Line { $line }: { $what } is not a file that I have. Files from the web could fail in the middle of a broadcast: tap Rich, send me the file itself, and use the line that I give you.
rich-no-file = ⚠️ Line { $line }: I have no file { $what }. Tap Rich, send me the file first, and use the line that I give you.
rich-files-full = ⚠️ Telegram takes 50 files in a message, and that many are here already.
rich-formatted = ⚠️ Your app has turned the signs of the source into formatting, so they are gone. Please send it as a .md or .html file.
rich-no-source = ⚠️ That is no source. Please send me a text, or a .md or .html file.
rich-not-read = ⚠️ Telegram did not give me the file. Please send it again.
rich-not-utf8 = ⚠️ Line { $line }: this file is not UTF-8. Please save it as UTF-8 and send it again.
rich-too-big = ⚠️ This file is larger than 20 MB, and Telegram gives bots no larger ones. Please send a smaller one.
compose-as-file = 📄 Make it a file
compose-as-rich = 📰 Make it a rich message
