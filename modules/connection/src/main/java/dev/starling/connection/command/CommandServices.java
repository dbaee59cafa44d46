package dev.starling.connection.command;

import dev.starling.account.ReportService;
import dev.starling.account.limit.ActionLimits;
import dev.starling.messaging.Messaging;
import dev.starling.story.ResponseService;
import dev.starling.story.StoryService;

/// Who answers commands.
///
/// @param limits counts them before
public record CommandServices(
    Messaging messaging,
    StoryService stories,
    ResponseService responses,
    ReportService reports,
    ActionLimits limits) {}
