"""What handlers/ may ask of the engine, by subject.

Every method may raise db.errors.DatabaseTrouble; those that name a broadcast raise NoSuchBroadcast
when it is gone.
"""

from dataclasses import dataclass

from broadcast.doors.answers.answers import Answers
from broadcast.doors.answers.departures import Departures
from broadcast.doors.answers.reactions import Reactions
from broadcast.doors.audience.counts import Counts
from broadcast.doors.audience.fields import Fields
from broadcast.doors.audience.lists import Lists
from broadcast.doors.audience.newcomers import Newcomers
from broadcast.doors.audience.people import People
from broadcast.doors.audience.segments import Segments
from broadcast.doors.audience.tags import Tags
from broadcast.doors.audience.topics import Topics
from broadcast.doors.bans import Bans
from broadcast.doors.caps.caps import Caps
from broadcast.doors.composing.drafts import Drafts
from broadcast.doors.composing.owner_settings import OwnerSettings
from broadcast.doors.composing.personal_texts import PersonalTexts
from broadcast.doors.composing.templates import Templates
from broadcast.doors.follow_ups import FollowUps
from broadcast.doors.forecast import Forecast
from broadcast.doors.hours.endings import Endings
from broadcast.doors.hours.quiet_times import QuietTimes
from broadcast.doors.hours.zones import Zones
from broadcast.doors.inbox.conversations import Conversations
from broadcast.doors.inbox.incoming import Incoming
from broadcast.doors.inbox.relays import Relays
from broadcast.doors.launches import Launches
from broadcast.doors.links.clicks import LinkClicks
from broadcast.doors.links.join_places import JoinPlaces
from broadcast.doors.links.links import Links
from broadcast.doors.mending.corrections import Corrections
from broadcast.doors.mending.pins import Pins
from broadcast.doors.mending.recalls import Recalls
from broadcast.doors.outside.addresses import EventAddresses
from broadcast.doors.outside.api_keys import ApiKeys
from broadcast.doors.outside.arrivals import Arrivals
from broadcast.doors.outside.profiles import Profiles
from broadcast.doors.planning.plans import Plans
from broadcast.doors.previews import Previews
from broadcast.doors.repeating.feeds import Feeds
from broadcast.doors.repeating.messages import RepeatMessages
from broadcast.doors.repeating.repeats import Repeats
from broadcast.doors.reporting.cleaning import Cleaning
from broadcast.doors.reporting.exports import Exports
from broadcast.doors.reporting.findings import Findings
from broadcast.doors.reporting.recipients import Recipients
from broadcast.doors.reporting.statistics import Statistics
from broadcast.doors.reports import Reports
from broadcast.doors.series.making import SeriesMaking
from broadcast.doors.series.reading import SeriesReports
from broadcast.doors.series.running import SeriesRunning
from broadcast.doors.versions.versions import Versions
from broadcast.doors.votes import Votes
from broadcast.model.events import Events


@dataclass(frozen=True, kw_only=True, slots=True)
class Doors:
    """The one thing that the engine hands up."""

    drafts: Drafts
    launches: Launches
    plans: Plans
    repeats: Repeats
    repeat_messages: RepeatMessages
    feeds: Feeds
    corrections: Corrections
    recalls: Recalls
    pins: Pins
    follow_ups: FollowUps
    newcomers: Newcomers
    versions: Versions
    forecast: Forecast
    reports: Reports
    recipients: Recipients
    findings: Findings
    exports: Exports
    statistics: Statistics
    cleaning: Cleaning
    previews: Previews
    votes: Votes
    answers: Answers
    departures: Departures
    incoming: Incoming
    conversations: Conversations
    relays: Relays
    reactions: Reactions
    bans: Bans
    topics: Topics
    tags: Tags
    segments: Segments
    fields: Fields
    counts: Counts
    lists: Lists
    people: People
    profiles: Profiles
    settings: OwnerSettings
    quiet_times: QuietTimes
    caps: Caps
    endings: Endings
    zones: Zones
    templates: Templates
    personal: PersonalTexts
    links: Links
    clicks: LinkClicks
    join_places: JoinPlaces
    api_keys: ApiKeys
    arrivals: Arrivals
    series: SeriesReports
    series_making: SeriesMaking
    series_running: SeriesRunning
    addresses: EventAddresses
    events: Events  # what the engine says by itself
