package dev.starling.rest;

import dev.starling.account.Accounts;
import dev.starling.hooks.Hooks;
import dev.starling.media.Media;
import dev.starling.messaging.Messaging;
import dev.starling.preview.Previews;
import dev.starling.search.Search;
import dev.starling.story.KeptService;
import dev.starling.story.ListService;
import dev.starling.story.ResponseService;
import dev.starling.story.StoryService;

/// What REST puts on routes.
public record RestServices(
    Accounts accounts,
    Messaging messaging,
    StoryService stories,
    ListService lists,
    ResponseService responses,
    KeptService kept,
    Search search,
    Hooks hooks,
    Media media,
    Previews previews) {}
