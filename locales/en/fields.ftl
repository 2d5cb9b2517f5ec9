# Custom fields: what an import tells of people.

privacy-fields = From a list of subscribers that was imported, this is known about you as well:
privacy-field = • { $name }: { $value }
