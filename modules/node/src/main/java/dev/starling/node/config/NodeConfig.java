package dev.starling.node.config;

import dev.starling.account.AttemptConfig;
import dev.starling.account.BotConfig;
import dev.starling.account.PasswordConfig;
import dev.starling.account.ReportConfig;
import dev.starling.account.TokenConfig;
import dev.starling.account.limit.LimitsConfig;
import dev.starling.connection.ConnectionConfig;
import dev.starling.hooks.HooksConfig;
import dev.starling.media.MediaConfig;
import dev.starling.messaging.MessagingConfig;
import dev.starling.messaging.PersonalConfig;
import dev.starling.messaging.presence.PresenceConfig;
import dev.starling.messaging.sync.SyncConfig;
import dev.starling.outbound.OutboundConfig;
import dev.starling.persistence.PostgresConfig;
import dev.starling.persistence.event.WriterConfig;
import dev.starling.preview.PreviewConfig;
import dev.starling.rest.RestConfig;
import dev.starling.routing.delivery.RoutingConfig;
import dev.starling.search.IndexerConfig;
import dev.starling.search.QueryConfig;
import dev.starling.search.SearchConfig;
import dev.starling.search.index.ElasticsearchConfig;
import dev.starling.story.SeeingConfig;
import dev.starling.story.StoryConfig;
import dev.starling.story.redis.RedisConfig;

/// The whole configuration of a node. Its components are the sections of the file.
public record NodeConfig(
    HttpConfig http,
    ClusterConfig cluster,
    PostgresConfig postgres,
    RedisConfig redis,
    ElasticsearchConfig elasticsearch,
    ConnectionConfig connection,
    RestConfig rest,
    MessagingConfig messaging,
    PersonalConfig personal,
    SyncConfig sync,
    PresenceConfig presence,
    WriterConfig writer,
    RoutingConfig routing,
    PasswordConfig passwords,
    TokenConfig tokens,
    AttemptConfig attempts,
    BotConfig bots,
    ReportConfig reports,
    LimitsConfig limits,
    StoryConfig story,
    SeeingConfig seeing,
    MediaConfig media,
    IndexerConfig indexer,
    QueryConfig query,
    HooksConfig hooks,
    OutboundConfig outbound,
    PreviewConfig previews,
    LogConfig log) {

  public static final NodeConfig DEFAULTS =
      new NodeConfig(
          HttpConfig.DEFAULTS,
          ClusterConfig.DEFAULTS,
          PostgresConfig.DEFAULTS,
          RedisConfig.DEFAULTS,
          ElasticsearchConfig.DEFAULTS,
          ConnectionConfig.DEFAULTS,
          RestConfig.DEFAULTS,
          MessagingConfig.DEFAULTS,
          PersonalConfig.DEFAULTS,
          SyncConfig.DEFAULTS,
          PresenceConfig.DEFAULTS,
          WriterConfig.DEFAULTS,
          RoutingConfig.DEFAULTS,
          PasswordConfig.DEFAULTS,
          TokenConfig.DEFAULTS,
          AttemptConfig.DEFAULTS,
          BotConfig.DEFAULTS,
          ReportConfig.DEFAULTS,
          LimitsConfig.DEFAULTS,
          StoryConfig.DEFAULTS,
          SeeingConfig.DEFAULTS,
          MediaConfig.DEFAULTS,
          SearchConfig.DEFAULTS.indexer(),
          SearchConfig.DEFAULTS.query(),
          HooksConfig.DEFAULTS,
          OutboundConfig.DEFAULTS,
          PreviewConfig.DEFAULTS,
          LogConfig.DEFAULTS);
}
