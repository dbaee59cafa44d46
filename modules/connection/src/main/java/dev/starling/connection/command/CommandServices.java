package dev.starling.connection.command;

import dev.starling.account.ReportService;
import dev.starling.messaging.Messaging;
import dev.starling.story.StoryService;

/// Who answers commands.
public record CommandServices(Messaging messaging, StoryService stories, ReportService reports) {}
