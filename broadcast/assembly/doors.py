"""The doors of an engine, each with what it needs."""

from broadcast.assembly.ground import Ground, Pace
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
from broadcast.doors.doors import Doors
from broadcast.doors.effects import Effects
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
from broadcast.doors.series.trials import Trials
from broadcast.doors.versions.versions import Versions
from broadcast.doors.votes import Votes
from broadcast.outgoing.poster import EventPoster
from broadcast.sending.engine import Engine
from broadcast.series.one_at_a_time import OneAtATime
from runtime.wake import Wake


def doors_of(
    ground: Ground,
    engine: Engine,
    reports: Reports,
    forecast: Forecast,
    previews: Previews,
    pace: Pace,
    turns: OneAtATime,
    poster: EventPoster,
) -> Doors:
    database, clock = ground.database, ground.clock
    effects = Effects(engine, ground.events, reports)
    links, settings = Links(database, clock), OwnerSettings(database, clock)
    zones = Zones(database, ground.house, clock)
    relay_wake = Wake(clock)
    launches = Launches(database, effects, clock)
    personal, events = PersonalTexts(database, clock), ground.events
    trials = Trials(database, previews, personal, events, ground.supervisor, clock)
    return Doors(
        drafts=Drafts(database, clock),
        launches=launches,
        plans=Plans(database, effects, launches, ground.countdowns, ground.options.planning, clock),
        repeats=Repeats(database, ground.events, ground.options.planning, clock),
        repeat_messages=RepeatMessages(database, ground.round_sources, ground.events, clock),
        feeds=Feeds(database, ground.feed_fetcher, ground.feed_reader, events, clock),
        corrections=Corrections(database, effects, clock),
        recalls=Recalls(database, effects, pace.limiter, pace.own.mendings, clock),
        pins=Pins(database, effects, clock),
        follow_ups=FollowUps(database, effects, clock),
        newcomers=Newcomers(database, effects, clock),
        versions=Versions(database, effects, clock),
        forecast=forecast,
        reports=reports,
        recipients=Recipients(database, reports),
        findings=Findings(database, reports),
        exports=Exports(database, reports, clock),
        statistics=Statistics(database, reports),
        cleaning=Cleaning(database),
        previews=previews,
        votes=Votes(database, clock),
        answers=Answers(database, clock),
        departures=Departures(database, clock),
        incoming=Incoming(database, clock, relay_wake),
        conversations=Conversations(database, clock),
        relays=Relays(database, clock, relay_wake),
        reactions=Reactions(database, clock),
        bans=Bans(engine),
        topics=Topics(database, clock),
        tags=Tags(database, clock),
        segments=Segments(database, clock),
        fields=Fields(database, clock),
        counts=Counts(database, ground.supervisor, clock),
        lists=Lists(database, clock),
        people=People(database, clock),
        profiles=Profiles(database, clock),
        settings=settings,
        quiet_times=QuietTimes(settings, ground.house, database, reports),
        caps=Caps(database, settings, ground.cap, ground.ledger.flush, clock),
        zones=zones,
        endings=Endings(forecast, zones, ground.house, clock),
        templates=Templates(database, clock),
        personal=personal,
        links=links,
        clicks=LinkClicks(database, ground.tracking.base),
        join_places=JoinPlaces(database, links, clock),
        api_keys=ApiKeys(database, clock),
        arrivals=Arrivals(database),
        series=SeriesReports(database, clock),
        series_making=SeriesMaking(database, turns, events, clock, ground.options.timezone),
        series_running=SeriesRunning(database, turns, trials, events, clock),
        addresses=EventAddresses(database, ground.options.outside, poster, clock),
        events=events,
    )
